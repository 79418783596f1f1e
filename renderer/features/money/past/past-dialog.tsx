import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '#shared/domain/money-text.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showDone } from '#renderer/state/notices.ts';
import { useAccess } from '#renderer/state/session.ts';
import type { PastRow } from './past-rows.ts';

/** One invoice from elsewhere, and what can be done about it. */
export function PastDialog({ row, onClose }: { row: PastRow | undefined; onClose: () => void }) {
  const { t } = useTranslation('money');
  return (
    <Modal
      opened={row !== undefined}
      onClose={onClose}
      title={row && t('past.title', { number: row.invoice.number })}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {row !== undefined && <PastInvoice row={row} onClose={onClose} />}
    </Modal>
  );
}

function PastInvoice({ row: { invoice, customer, open }, onClose }: { row: PastRow; onClose: () => void }) {
  const { t } = useTranslation('money');
  const { locale, day } = useFormat();
  const navigate = useNavigate();
  const readOnly = useAccess('money') !== 'write';
  const mayTask = useAccess('work') === 'write';
  const written = (minor: bigint | string) => formatMoney(minor, invoice.currency, locale);

  async function followUp() {
    const title = t('past.task', { number: invoice.number, amount: written(open) });
    const made = await save('task.create', { title, aboutKind: 'contacts', aboutId: invoice.contactId });
    if (!made.ok) return;
    showDone(t('past.taskMade'));
    onClose();
  }

  async function mark(name: 'pastInvoice.settle' | 'pastInvoice.reopen') {
    const marked = await save(name, { id: invoice.id });
    if (marked.ok) onClose();
  }

  return (
    <Stack gap="sm">
      <Text size="sm" dir="auto">
        {customer}
      </Text>
      {invoice.title !== undefined && (
        <Text size="sm" dir="auto">
          {invoice.title}
        </Text>
      )}
      <Text size="sm">{t('past.sums', { total: written(invoice.total), open: written(open) })}</Text>
      {invoice.settledAt !== undefined && (
        <Text size="sm">{t('past.settled', { day: day(invoice.settledAt) })}</Text>
      )}
      <Text size="sm" c="dimmed">
        {t('past.hint')}
      </Text>
      <Group gap="xs">
        {open > 0n && !readOnly && (
          <Button onClick={() => ignore(mark('pastInvoice.settle'))}>{t('past.settle')}</Button>
        )}
        {invoice.settledAt !== undefined && !readOnly && (
          <Button variant="default" onClick={() => ignore(mark('pastInvoice.reopen'))}>
            {t('past.reopen')}
          </Button>
        )}
        {open > 0n && mayTask && (
          <Button variant="default" onClick={() => ignore(followUp())}>
            {t('past.followUp')}
          </Button>
        )}
        <Button
          variant="subtle"
          onClick={() =>
            void navigate({ to: '/people/$contactId', params: { contactId: invoice.contactId } })
          }
        >
          {t('past.customer')}
        </Button>
      </Group>
    </Stack>
  );
}
