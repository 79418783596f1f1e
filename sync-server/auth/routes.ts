import { z } from 'zod';
import { signedMembershipSchema } from '#shared/sync/membership.ts';
import { workspaceIdPattern } from '#shared/sync/protocol.ts';
import type { Route } from '../http/messages.ts';
import { jsonOf } from '../http/messages.ts';
import { answer, done, fail, malformed } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import type { Authenticate } from './authenticate.ts';
import { bearerOf, refuse } from './authenticate.ts';
import type { Memberships } from './memberships.ts';
import type { Credentials } from './credentials.ts';

interface Deps {
  memberships: Memberships;
  credentials: Credentials;
  authenticate: Authenticate;
  limits: Limits;
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
  after: z.int().min(0).default(0),
  start: z
    .string()
    .regex(/^[A-Za-z0-9_-]{0,64}$/)
    .default(''),
});
const recoveryBody = z.object({
  root: workspace,
  challenge: z.string().max(1000),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  after: z.int().min(0).default(0),
});
const membershipBody = z.object({ records: z.array(signedMembershipSchema).min(1).max(1000) });
const afterQuery = z.object({ after: z.coerce.number().int().min(0).default(0) });

/** Other refusals of a membership are 403. */
const statuses: Record<string, number> = {
  'membership.not-next': 409,
  'membership.fork': 409,
  'workspace.gone': 410,
  'disk.full': 507,
};

/** Membership is its own proof; a token is had by signing a challenge with the device's key. */
export function authRoutes({ memberships, credentials, authenticate, limits, metrics }: Deps): Route[] {
  const path = '/v1/workspaces/:workspace/membership';
  return [
    {
      method: 'PUT',
      path,
      async answer(request) {
        const body = membershipBody.safeParse(jsonOf(request));
        if (!body.success) return malformed();
        const { records } = body.data;
        const put = await memberships.put(request.params['workspace']!, records, bearerOf(request));
        if (put.ok) return done;
        const { code, message } = put.error;
        return fail(statuses[code] ?? 403, code, message);
      },
    },
    {
      method: 'GET',
      path,
      async answer(request) {
        const workspace = request.params['workspace']!;
        const caller = await authenticate(request, workspace);
        if (!caller.ok) return caller.error;
        const query = afterQuery.safeParse(Object.fromEntries(request.query));
        if (!query.success) return malformed();
        return answer(await memberships.pageAfter(workspace, query.data.after, true));
      },
    },
    {
      method: 'GET',
      path: '/v1/workspaces/:workspace/address',
      async answer(request) {
        const caller = await authenticate(request, request.params['workspace']!);
        return caller.ok ? answer({ address: request.address ?? '' }) : caller.error;
      },
    },
    {
      method: 'POST',
      path: '/v1/auth/challenge',
      async answer(request) {
        const body = challengeBody.safeParse(jsonOf(request));
        if (!body.success) return malformed();
        return answer(await credentials.challenge(body.data.workspace, body.data.device, body.data.nonce));
      },
    },
    {
      method: 'POST',
      path: '/v1/auth/token',
      async answer(request) {
        const body = tokenBody.safeParse(jsonOf(request));
        if (!body.success) return malformed();
        const signedIn = await credentials.signIn({ ...body.data, address: request.address });
        metrics.signIns.inc({ outcome: signedIn.ok ? 'accepted' : signedIn.error.code });
        return signedIn.ok ? answer(signedIn.value) : refuse(signedIn.error);
      },
    },
    {
      method: 'POST',
      path: '/v1/recovery',
      mostPerMinute: limits.recoveriesPerMinute,
      async answer(request) {
        const body = recoveryBody.safeParse(jsonOf(request));
        if (!body.success) return malformed();
        const recovered = await credentials.recover(body.data);
        return recovered.ok ? answer(recovered.value) : refuse(recovered.error);
      },
    },
  ];
}
