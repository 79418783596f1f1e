import type { JobProposal, Reading } from '#shared/agent/extraction/proposal.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useVisitConflicts } from '#renderer/state/visit-conflicts.ts';
import { visitAt } from './make-job.ts';
import classes from './proposal.module.css';

/** What stands against the time that is meant: no obstacle, owners know more than a calendar. */
export function Conflicts({ reading, proposal }: { reading: Reading; proposal: JobProposal }) {
  const { timeZone } = useFormat();
  const conflicts = useVisitConflicts(visitAt(reading, proposal, timeZone));
  if (conflicts.length === 0) return null;
  return (
    <span className={classes.conflicts} dir="auto">
      {conflicts.join(' ')}
    </span>
  );
}
