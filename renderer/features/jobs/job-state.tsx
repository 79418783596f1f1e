import { useTranslation } from 'react-i18next';
import type { Job, JobState } from '#shared/domain/job.ts';
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

/** A job's state, or that it is late, in a word. */
export function JobStateBadge({ job, now }: { job: Job; now: number }) {
  const { t } = useTranslation('jobs');
  if (jobFlags(job, now).late)
    return (
      <StateBadge tone="bad" title={t(`state.${job.state}`)}>
        {t('late')}
      </StateBadge>
    );
  return <StateBadge tone={tones[job.state]}>{t(`state.${job.state}`)}</StateBadge>;
}
