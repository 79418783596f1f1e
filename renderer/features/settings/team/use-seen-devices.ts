import { useEffect, useState } from 'react';
import { ignore } from '#shared/lib/ignore.ts';
import type { SeenDevices } from '#shared/sync/sessions.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { TeamMember } from '#renderer/vault/team/api.ts';

/** When devices were last connected, as the relay says; `undefined` where it is not asked, or does not tell. */
export function useSeenDevices(members: TeamMember[], mayAsk: boolean): SeenDevices | undefined {
  const [seen, setSeen] = useState<SeenDevices>();
  useEffect(() => {
    if (!mayAsk) return;
    ignore(
      vault()
        .seenDevices()
        .then((told) => told.ok && setSeen(told.value)),
    );
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a team that has changed is why it is asked again
  }, [members, mayAsk]);
  return mayAsk ? seen : undefined;
}
