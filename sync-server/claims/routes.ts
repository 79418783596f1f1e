import { z } from 'zod';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Route } from '../http/messages.ts';
import { jsonOf } from '../http/messages.ts';
import { answer, fail, malformed } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { ClaimStore } from '../storage/storage.ts';

interface Deps {
  storage: ClaimStore;
  authenticate: Authenticate;
  limits: Limits;
  /** Milliseconds since 1970. */
  now: () => number;
}

const longestSeconds = 90 * 24 * 60 * 60;

const claimBody = z.object({
  /** Blinded by the devices: it names what is claimed to them alone. */
  key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  ttlSeconds: z.int().min(1).max(longestSeconds),
});

/** Gives a key to exactly one device until it expires, so that a reply or a reminder is sent once. */
export function claimRoutes({ storage, authenticate, limits, now }: Deps): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/workspaces/:workspace/claims',
      async answer(request) {
        const workspace = request.params['workspace']!;
        const caller = await authenticate(request, workspace);
        if (!caller.ok) return caller.error;
        const body = claimBody.safeParse(jsonOf(request));
        if (!body.success) return malformed();
        if ((await storage.claimCount(workspace)) >= limits.claimsPerWorkspace) {
          return fail(429, 'claim.too-many', 'This workspace holds too many claims. Try again later.');
        }
        const { key, ttlSeconds } = body.data;
        const { device } = caller.value;
        const expiresAt = now() + ttlSeconds * 1000;
        const held = await storage.claim({ workspace, key, device, expiresAt, now: now() });
        return answer({ granted: held.device === device, expiresAt: held.expiresAt });
      },
    },
  ];
}
