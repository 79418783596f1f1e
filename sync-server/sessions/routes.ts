import { ownerRole } from '#shared/sync/membership.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Memberships } from '../auth/memberships.ts';
import type { Route } from '../http/messages.ts';
import { answer, fail } from '../http/reply.ts';
import type { Sessions } from './sessions.ts';

/** Tells owners' devices when the team's devices were last connected, and from where. */
export function sessionRoutes(deps: {
  sessions: Pick<Sessions, 'seen'>;
  memberships: Pick<Memberships, 'find'>;
  authenticate: Authenticate;
}): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/workspaces/:workspace/sessions',
      async answer(request) {
        const workspace = request.params['workspace']!;
        const caller = await deps.authenticate(request, workspace);
        if (!caller.ok) return caller.error;
        if (caller.value.role !== ownerRole)
          return fail(403, 'auth.role', 'Only an owner’s device is told who was connected.');
        const devices = (await deps.memberships.find(workspace))?.record.devices ?? [];
        const ids = devices.map(({ id }) => id);
        return answer(deps.sessions.seen(workspace, ids));
      },
    },
  ];
}
