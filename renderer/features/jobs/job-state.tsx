import { useTranslation } from 'react-i18next';
import type { JobState } from '#shared/domain/job.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { jobFlags } from '#shared/domain/job-states.ts';
import type { Tone } from '#renderer/ui/index.ts';
import { StateBadge } from '#renderer/ui/index.ts';
import { useAccess } from '#renderer/state/session.ts';

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

/**
 * What a state is called. Who has no key for the money cannot know whether work that is done has been invoiced, so it
 * is called what they do know.
 */
export function useStateWord(): (state: JobState) => string {
  const { t } = useTranslation('jobs');
  const seesMoney = useAccess('money') !== 'none';
  return (state) => t(state === 'completed' && !seesMoney ? 'state.done' : `state.${state}`);
}

interface JobStateBadgeProps {
  job: PlannedJob;
  now: number;
  /** The state that stands over the job already: only what differs is said. */
  known?: JobState | undefined;
}

/** A job's state, or that it is late, in a word. */
export function JobStateBadge({ job, now, known }: JobStateBadgeProps) {
  const { t } = useTranslation('jobs');
  const wordOf = useStateWord();
  const seesMoney = useAccess('money') !== 'none';
  if (jobFlags(job, now).late)
    return (
      <StateBadge tone="bad" title={wordOf(job.state)}>
        {t('late')}
      </StateBadge>
    );
  if (job.state === known) return null;
  return (
    <StateBadge tone={job.state === 'completed' && !seesMoney ? 'good' : tones[job.state]}>
      {wordOf(job.state)}
    </StateBadge>
  );
}
