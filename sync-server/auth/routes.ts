import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { signedMembershipSchema } from '#shared/sync/membership.ts';
import { workspaceIdPattern } from '#shared/sync/protocol.ts';
import { fail } from '../http/reply.ts';
import type { Metrics } from '../metrics.ts';
import type { Memberships } from './memberships.ts';
import type { Refusal, Sessions } from './sessions.ts';

interface Deps {
  memberships: Memberships;
  sessions: Sessions;
  metrics: Metrics;
}

const workspace = z.string().regex(workspaceIdPattern);
const device = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const challengeBody = z.object({ workspace, device });
const tokenBody = z.object({
  workspace,
  device,
  challenge: z.string().max(1000),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

const refusals: Record<Refusal, [status: number, message: string]> = {
  'unknown-workspace': [404, 'The relay does not know this workspace. Send its membership first.'],
  removed: [403, 'This device is not a member of the workspace.'],
  'bad-challenge': [401, 'The challenge has expired or was used. Ask for a new one.'],
  'bad-signature': [401, 'The signature does not fit this device.'],
  'bad-token': [401, 'The token is missing, expired or not from this relay.'],
};

export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const [status, message] = refusals[refusal];
  return fail(reply, status, `auth.${refusal}`, message);
}

function malformed(reply: FastifyReply): FastifyReply {
  return fail(reply, 400, 'bad-request', 'The request is malformed.');
}

/** Membership is its own proof; a token is had by signing a challenge with the device's key. */
export function authRoutes(app: FastifyInstance, { memberships, sessions, metrics }: Deps): void {
  app.put<{ Params: { workspace: string } }>(
    '/v1/workspaces/:workspace/membership',
    async (request, reply) => {
      const body = signedMembershipSchema.safeParse(request.body);
      if (!body.success) return malformed(reply);
      const done = await memberships.put(request.params.workspace, body.data);
      if (done.ok) return reply.code(204).send();
      const { code, message } = done.error;
      return fail(reply, code === 'membership.stale' ? 409 : 403, code, message);
    },
  );

  app.post('/v1/auth/challenge', async (request, reply) => {
    const body = challengeBody.safeParse(request.body);
    if (!body.success) return malformed(reply);
    return { challenge: sessions.challenge(body.data.workspace, body.data.device) };
  });

  app.post('/v1/auth/token', async (request, reply) => {
    const body = tokenBody.safeParse(request.body);
    if (!body.success) return malformed(reply);
    const signedIn = await sessions.signIn(body.data);
    metrics.signIns.inc({ outcome: signedIn.ok ? 'accepted' : signedIn.error });
    return signedIn.ok ? signedIn.value : refuse(reply, signedIn.error);
  });
}
