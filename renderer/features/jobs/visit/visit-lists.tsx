import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { useRecord } from '#renderer/state/records.ts';
import { AddFiles } from '../files/add-files.tsx';
import { FileList } from '../files/file-list.tsx';
import { useVisitFiles } from '../files/job-files.tsx';
import { SignButton } from '../signature/signatures.tsx';
import { Attendees } from './attendees.tsx';
import { BillSeats } from './bill-seats.tsx';
import { Checklist } from './checklist.tsx';

interface VisitListsProps {
  job: PlannedJob;
  visitId: string;
  readOnly: boolean;
}

/** Checklist, people and photos of a visit; what is not there yet is begun with a small button. */
export function VisitLists({ job, visitId, readOnly }: VisitListsProps) {
  const { t } = useTranslation(['jobs', 'work']);
  const files = useVisitFiles(job.id, visitId);
  const visit = useRecord('visits', visitId);
  const [begun, setBegun] = useState<{ checks?: true; attendees?: true }>({});
  if (visit === undefined) return null;
  const shows = {
    checks: begun.checks === true || Object.keys(visit.checks ?? {}).length > 0,
    attendees: begun.attendees === true || Object.keys(visit.attendees ?? {}).length > 0,
  };
  const missing = (['checks', 'attendees'] as const).filter((list) => !shows[list]);
  return (
    <>
      {shows.checks && <Checklist visit={visit} readOnly={readOnly} />}
      {shows.attendees && <Attendees visit={visit} readOnly={readOnly} />}
      {shows.attendees && <BillSeats job={job} visitId={visitId} />}
      <FileList files={files} label={t('work:files')} readOnly={readOnly} />
      {!readOnly && (
        <Group gap={4} ml={-8} mt={4}>
          <AddFiles jobId={job.id} visitId={visitId} />
          <SignButton job={job} visitId={visitId} />
          {missing.map((list) => (
            <Button
              key={list}
              size="compact-xs"
              variant="subtle"
              color="gray"
              c="dimmed"
              fw={400}
              onClick={() => setBegun({ ...begun, [list]: true })}
            >
              {t(`visit.begin.${list}`)}
            </Button>
          ))}
        </Group>
      )}
    </>
  );
}
