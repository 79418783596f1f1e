import { useState } from 'react';
import { useClosing } from '#renderer/state/closing.ts';
import { useTeam } from '#renderer/state/team.ts';
import type { ClosingStep } from '#renderer/vault/closing/api.ts';
import { CloseForm } from './close-form.tsx';
import { Closed } from './closed.tsx';
import { LeaveForm } from './leave-form.tsx';

/** The end of the business, for owners; the end of one's own part in it, for everybody who may go. */
export function ClosingSection() {
  const closing = useClosing((state) => state.closing);
  const team = useTeam((state) => state.team);
  const [steps, setSteps] = useState<ClosingStep[]>([]);
  const [busy, setBusy] = useState(false);
  const isOwner = team?.members.find(({ self }) => self)?.role === 'owner';
  if (team === undefined) return null;
  if (closing !== undefined) return <Closed closing={closing} steps={steps} busy={busy} />;
  return (
    <div>
      {isOwner && <CloseForm steps={steps} onSteps={setSteps} busy={busy} onBusy={setBusy} />}
      <LeaveForm team={team} />
    </div>
  );
}
