import { memo } from 'react';
import { ActionIcon, Checkbox } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { VisitRecord } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run, save } from '#renderer/state/commands.ts';
import { AddLines } from './add-lines.tsx';
import classes from './visit.module.css';

interface ChecklistProps {
  visit: VisitRecord;
  readOnly: boolean;
}

/** What is to be gone through at a visit, with a tick for what is done. */
export function Checklist({ visit, readOnly }: ChecklistProps) {
  const { t } = useTranslation('jobs');
  const { checks = {}, ticks = {} } = visit;
  const place = { id: visit.jobId, visitId: visit.id };
  const sorted = Object.entries(checks).toSorted(
    ([a, one], [b, other]) => one.order - other.order || (a < b ? -1 : 1),
  );
  const done = sorted.filter(([id]) => Object.hasOwn(ticks, id)).length;
  return (
    <>
      <p className={classes.listTitle}>
        {sorted.length === 0 ? t('visit.checks') : t('visit.checksDone', { done, count: sorted.length })}
      </p>
      <ul className={classes.list} aria-label={t('visit.checks')}>
        {sorted.map(([checkId, { text }]) => (
          <CheckLine
            key={checkId}
            {...place}
            {...{ checkId, text, readOnly }}
            isDone={Object.hasOwn(ticks, checkId)}
          />
        ))}
      </ul>
      {!readOnly && (
        <AddLines
          of={visit.id}
          label={t('visit.addCheck')}
          onAdd={(texts) => save('job.addChecks', { ...place, texts })}
        />
      )}
    </>
  );
}

interface CheckLineProps {
  /** Of the job. */
  id: string;
  visitId: string;
  checkId: string;
  text: string;
  isDone: boolean;
  readOnly: boolean;
}

/** Drawn anew only where it has changed: there may be five hundred. */
const CheckLine = memo(function CheckLine({ text, isDone, readOnly, ...place }: CheckLineProps) {
  const { t } = useTranslation('jobs');
  return (
    <li className={classes.check}>
      <Checkbox
        size="xs"
        label={<span dir="auto">{text}</span>}
        checked={isDone}
        disabled={readOnly}
        onChange={(event) => ignore(save('job.tick', { ...place, isDone: event.currentTarget.checked }))}
      />
      {!readOnly && (
        // A tooltip of its own for each of five hundred takes longer to make than all the rest.
        <ActionIcon
          size="sm"
          title={t('remove')}
          aria-label={t('removeItem', { name: text })}
          onClick={() => ignore(run('job.removeCheck', place))}
        >
          <IconX size={14} stroke={1.5} />
        </ActionIcon>
      )}
    </li>
  );
});
