import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/domain/job.ts';
import { lengthOf, type Worked, workedTime } from '#shared/domain/timesheet.ts';
import { AddButton, Section } from '#renderer/ui/index.ts';
import { useJobEvents } from '#renderer/state/jobs.ts';
import { useWorkerName } from '../use-worker-name.ts';
import { AddTimeDialog } from './add-time-dialog.tsx';
import classes from './visit.module.css';

interface WorkedTimesProps {
  job: Job;
  now: number;
  readOnly: boolean;
}

/** Who worked how long on a job: computed of what was noted, and corrected there. */
export function WorkedTimes({ job, now, readOnly }: WorkedTimesProps) {
  const { t } = useTranslation('jobs');
  const nameOf = useWorkerName();
  const events = useJobEvents(job);
  const [isAdding, setAdding] = useState(false);
  const worked = useMemo(() => workedTime(events, now), [events, now]);
  const byMember = [...Map.groupBy(worked, ({ memberId }) => memberId)];
  if (worked.length === 0 && readOnly) return null;
  const add = !readOnly && <AddButton label={t('visit.addTime')} onClick={() => setAdding(true)} />;
  return (
    <Section title={t('visit.worked')} action={add}>
      {byMember.length > 0 && (
        <table className={classes.worked}>
          <tbody>
            {byMember.map(([memberId, own]) => (
              <tr key={memberId}>
                <td dir="auto">{nameOf(memberId)}</td>
                <td>
                  <Length worked={own} />
                </td>
              </tr>
            ))}
            {byMember.length > 1 && (
              <tr>
                <td>{t('visit.together')}</td>
                <td>
                  <Length worked={worked} />
                </td>
              </tr>
            )}
          </tbody>
        </table>
      )}
      <AddTimeDialog opened={isAdding} job={job} now={now} onClose={() => setAdding(false)} />
    </Section>
  );
}

function Length({ worked }: { worked: readonly Worked[] }) {
  const { t } = useTranslation('jobs');
  const minutes = Math.round(lengthOf(worked) / 60_000);
  const words = t('visit.length', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return <>{worked.some(({ isRunning }) => isRunning) ? t('visit.running', { length: words }) : words}</>;
}
