import { useTranslation } from 'react-i18next';
import type { JobState } from '#shared/domain/job.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { jobFlags } from '#shared/domain/job-states.ts';
import type { Tone } from '#renderer/ui/index.ts';
import { StateBadge } from '#renderer/ui/index.ts';

const tones: Record<JobState, Tone> = {
  created: 'warn',
  scheduled: 'neutral',
  enRoute: 'info',
  inProgress: 'info',
  completed: 'warn',
  invoiced: 'good',
  closed: 'good',
  cancelled: 'neutral',
};

interface JobStateBadgeProps {
  job: PlannedJob;
  now: number;
  /** The state that stands over the job already: only what differs is said. */
  known?: JobState | undefined;
}

/** A job's state, or that it is late, in a word. */
export function JobStateBadge({ job, now, known }: JobStateBadgeProps) {
  const { t } = useTranslation('jobs');
  if (jobFlags(job, now).late)
    return (
      <StateBadge tone="bad" title={t(`state.${job.state}`)}>
        {t('late')}
      </StateBadge>
    );
  if (job.state === known) return null;
  return <StateBadge tone={tones[job.state]}>{t(`state.${job.state}`)}</StateBadge>;
}
