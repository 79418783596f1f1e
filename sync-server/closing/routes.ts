import { ownerRole } from '#shared/sync/membership.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Route } from '../http/messages.ts';
import { answer, fail } from '../http/reply.ts';
import type { Removal } from './removal.ts';

/** Removes a workspace that an owner has closed: the signed record in its chain is what decides, not the request. */
export function closingRoutes(deps: { removal: Removal; authenticate: Authenticate }): Route[] {
  return [
    {
      method: 'DELETE',
      path: '/v1/workspaces/:workspace',
      async answer(request) {
        const workspace = request.params['workspace']!;
        const caller = await deps.authenticate(request, workspace);
        if (!caller.ok) return caller.error;
        if (caller.value.role !== ownerRole)
          return fail(403, 'auth.role', 'Only an owner can have the workspace removed.');
        const receipt = await deps.removal.remove(workspace);
        return receipt === undefined
          ? fail(
              409,
              'workspace.open',
              'No owner has signed that this workspace is closed, or its date has not come.',
            )
          : answer({ receipt });
      },
    },
  ];
}
