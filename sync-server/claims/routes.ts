import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Authenticate } from '../auth/authenticate.ts';
import { fail, malformed } from '../http/reply.ts';
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
export function claimRoutes(app: FastifyInstance, { storage, authenticate, limits, now }: Deps): void {
  app.post<{ Params: { workspace: string } }>('/v1/workspaces/:workspace/claims', async (request, reply) => {
    const { workspace } = request.params;
    const caller = await authenticate(request, reply, workspace);
    if (caller === undefined) return reply;
    const body = claimBody.safeParse(request.body);
    if (!body.success) return malformed(reply);
    if ((await storage.claimCount(workspace)) >= limits.claimsPerWorkspace) {
      return fail(reply, 429, 'claim.too-many', 'This workspace holds too many claims. Try again later.');
    }
    const { key, ttlSeconds } = body.data;
    const { device } = caller;
    const expiresAt = now() + ttlSeconds * 1000;
    const held = await storage.claim({ workspace, key, device, expiresAt, now: now() });
    return { granted: held.device === device, expiresAt: held.expiresAt };
  });
}
