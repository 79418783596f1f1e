import { useState } from 'react';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { keepLink } from '#renderer/state/team.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { NewInvitation } from '#renderer/vault/team/api.ts';

/** Makes an invitation and keeps its link in this window. */
export async function invite(invitation: NewInvitation) {
  const invited = await withFactor(() => vault().invite(invitation));
  if (invited.ok) keepLink(invited.value.id, invited.value);
  return invited;
}

/** Takes an invitation back: its link works no more. `withdraw` tells whether it was done. */
export function useWithdraw(invitationId: string) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  async function withdraw(): Promise<boolean> {
    setBusy(true);
    const withdrawn = await withFactor(() => vault().withdrawInvitation(invitationId));
    setBusy(false);
    setProblem(withdrawn.ok ? undefined : withdrawn.error);
    return withdrawn.ok;
  }
  return { busy, problem, withdraw };
}
