import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { signedMembershipSchema } from '#shared/sync/membership.ts';
import { workspaceIdPattern } from '#shared/sync/protocol.ts';
import { fail, malformed } from '../http/reply.ts';
import type { Metrics } from '../metrics.ts';
import type { Authenticate } from './authenticate.ts';
import { bearerOf, refuse } from './authenticate.ts';
import type { Memberships } from './memberships.ts';
import type { Credentials } from './credentials.ts';

interface Deps {
  memberships: Memberships;
  credentials: Credentials;
  authenticate: Authenticate;
  metrics: Metrics;
}

const workspace = z.string().regex(workspaceIdPattern);
const device = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const challengeBody = z.object({
  workspace,
  device,
  nonce: z
    .string()
    .regex(/^[A-Za-z0-9_-]{22,64}$/)
    .optional(),
});
const tokenBody = z.object({
  workspace,
  device,
  challenge: z.string().max(1000),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  /** Devices of the first version name none. */
  epoch: z.int().min(0).default(1),
});

/** Other refusals of a membership are 403. */
const statuses: Record<string, number> = {
  'membership.stale': 409,
  'membership.fork': 409,
  'disk.full': 507,
};

/** Membership is its own proof; a token is had by signing a challenge with the device's key. */
export function authRoutes(
  app: FastifyInstance,
  { memberships, credentials, authenticate, metrics }: Deps,
): void {
  const path = '/v1/workspaces/:workspace/membership';
  type ForWorkspace = { Params: { workspace: string } };

  app.put<ForWorkspace>(path, async (request, reply) => {
    const body = signedMembershipSchema.safeParse(request.body);
    if (!body.success) return malformed(reply);
    const done = await memberships.put(request.params.workspace, body.data, bearerOf(request));
    if (done.ok) return reply.code(204).send();
    const { code, message } = done.error;
    return fail(reply, statuses[code] ?? 403, code, message);
  });

  app.get<ForWorkspace>(path, async (request, reply) => {
    const { workspace } = request.params;
    if ((await authenticate(request, reply, workspace)) === undefined) return reply;
    return (await memberships.find(workspace))?.signed;
  });

  app.post('/v1/auth/challenge', async (request, reply) => {
    const body = challengeBody.safeParse(request.body);
    if (!body.success) return malformed(reply);
    return credentials.challenge(body.data.workspace, body.data.device, body.data.nonce);
  });

  app.post('/v1/auth/token', async (request, reply) => {
    const body = tokenBody.safeParse(request.body);
    if (!body.success) return malformed(reply);
    const signedIn = await credentials.signIn(body.data);
    metrics.signIns.inc({ outcome: signedIn.ok ? 'accepted' : signedIn.error.code });
    return signedIn.ok ? signedIn.value : refuse(reply, signedIn.error);
  });
}
