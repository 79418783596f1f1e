import { z } from 'zod';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Caller } from '../auth/credentials.ts';
import type { Route } from '../http/messages.ts';
import { jsonOf } from '../http/messages.ts';
import { answer, fail, malformed } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { ClaimStore, HeldClaim } from '../storage/claims.ts';

interface Deps {
  storage: ClaimStore;
  authenticate: Authenticate;
  /** Whether a start of a device is connected, and answers. */
  isThere: (workspace: string, device: string, start: string) => Promise<boolean>;
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
export function claimRoutes({ storage, authenticate, isThere, limits, now }: Deps): Route[] {
  /**
   * A claim is one start's of one device. Another start of it may be the same device after a crash, whose socket can
   * still seem open: then it gets the claim. Or it is a copy of the device, which it must not serve as well.
   */
  async function isTheirs(
    { workspace, key }: { workspace: string; key: string },
    { device, start }: Pick<Caller, 'device' | 'start'>,
    held: HeldClaim,
  ): Promise<boolean> {
    if (held.device !== device || held.start === start) return held.device === device;
    if (await isThere(workspace, device, held.start)) return false;
    return storage.passOn({ workspace, key, device, start }, held.start);
  }

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
        const { key, ttlSeconds } = body.data;
        const { device, start, devices } = caller.value;
        const expiresAt = now() + ttlSeconds * 1000;
        const held = await storage.claim({
          workspace,
          key,
          device,
          start,
          devices,
          expiresAt,
          now: now(),
          mostOfMember: limits.claimsPerMember,
          mostOfWorkspace: limits.claimsPerWorkspace,
          leastOfMember: limits.claimsAlwaysLeft,
        });
        if (held === undefined)
          return fail(429, 'claim.too-many', 'This member’s devices hold too many claims. Try again later.');
        const granted = await isTheirs({ workspace, key }, caller.value, held);
        return answer({ granted, expiresAt: held.expiresAt });
      },
    },
  ];
}
