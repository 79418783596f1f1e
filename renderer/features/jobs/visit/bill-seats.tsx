import { Button, Group, Text } from '@mantine/core';
import { IconFileInvoice } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { seatsToBill } from '#shared/records/seats-to-bill.ts';
import { useBillSeats } from '#renderer/state/bill-seats.ts';
import { useReader } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';

const looked = ['bookingRules', 'bookings', 'contacts', 'documents', 'issued', 'visits'] as const;

/** Who took part in a visit that is over is billed each for themselves; whoever stayed away is not. */
export function BillSeats({ job, visitId }: { job: PlannedJob; visitId: string }) {
  const { t } = useTranslation('jobs');
  const records = useReader(looked);
  const billSeats = useBillSeats();
  if (useAccess('money') !== 'write') return null;
  const seats = seatsToBill(records, job).filter((seat) => seat.visitId === visitId);
  const count = seats.filter(({ contactId }) => contactId !== undefined).length;
  const nameless = seats.length - count;
  return (
    <Group gap={8} mt={4}>
      {count > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconFileInvoice size={16} stroke={1.5} />}
          onClick={() => ignore(billSeats({ jobId: job.id, visitId }))}
        >
          {t('visit.bill', { count })}
        </Button>
      )}
      {nameless > 0 && (
        <Text size="sm" c="dimmed">
          {t('visit.billNameless', { count: nameless })}
        </Text>
      )}
    </Group>
  );
}
