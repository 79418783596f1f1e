import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRecord } from '#renderer/state/records.ts';
import { AddFiles } from '../files/add-files.tsx';
import { FileList } from '../files/file-list.tsx';
import { useVisitFiles } from '../files/job-files.tsx';
import { Attendees } from './attendees.tsx';
import { Checklist } from './checklist.tsx';

interface VisitListsProps {
  jobId: string;
  visitId: string;
  readOnly: boolean;
}

/** Checklist, people and photos of a visit; what is not there yet is begun with a small button. */
export function VisitLists({ jobId, visitId, readOnly }: VisitListsProps) {
  const { t } = useTranslation(['jobs', 'work']);
  const files = useVisitFiles(jobId, visitId);
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
      <FileList files={files} label={t('work:files')} readOnly={readOnly} />
      {!readOnly && (
        <Group gap={4} ml={-8} mt={4}>
          <AddFiles jobId={jobId} visitId={visitId} />
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
