import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Result } from '#shared/lib/result.ts';
import {
  invitationIdPattern,
  invitationSchema,
  joinRequestSchema,
  recoveryDropSchema,
  recoveryIdPattern,
  sealedNoteSchema,
} from '#shared/sync/invitation.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import { bearerOf } from '../auth/authenticate.ts';
import type { DiskSpace } from '../disk-space.ts';
import { diskFull, fail, malformed } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { MailboxStore } from '../storage/storage.ts';
import type { InvitationRefusal, Invitations } from './invitations.ts';
import { createInvitations } from './invitations.ts';

interface Deps {
  storage: MailboxStore;
  authenticate: Authenticate;
  space: DiskSpace;
  limits: Limits;
  /** Milliseconds since 1970. */
  now: () => number;
}

type ForInvitation = { Params: { workspace: string; id: string } };

const refusals: Record<InvitationRefusal, [status: number, message: string]> = {
  unknown: [404, 'There is no such invitation. Check the link, or ask for a new one.'],
  expired: [410, 'This invitation has expired. Ask for a new one.'],
  withdrawn: [410, 'This invitation was withdrawn. Ask for a new one.'],
  used: [409, 'This invitation was already used by another device. Ask for a new one.'],
  exists: [409, 'There is another invitation of this name.'],
  'too-long': [400, 'An invitation is open for a day at most.'],
  'too-many': [429, 'Too many invitations are open. Withdraw some, or wait until they expire.'],
};

function answer(reply: FastifyReply, done: Result<unknown, InvitationRefusal>, body?: () => unknown) {
  if (!done.ok) {
    const [status, message] = refusals[done.error];
    return fail(reply, status, `invitation.${done.error}`, message);
  }
  return body === undefined ? reply.code(204).send() : reply.send(body());
}

const isProof = (text: string | undefined): text is string => /^[A-Za-z0-9_-]{43}$/.test(text ?? '');

/** For devices of the workspace. */
function memberRoutes(app: FastifyInstance, { authenticate, space }: Deps, invitations: Invitations): void {
  const path = '/v1/workspaces/:workspace/invitations/:id';

  app.put<ForInvitation>(path, async (request, reply) => {
    const { workspace, id } = request.params;
    if ((await authenticate(request, reply, workspace)) === undefined) return reply;
    const body = invitationSchema.safeParse(request.body);
    if (!body.success || !invitationIdPattern.test(id)) return malformed(reply);
    if (space.spareBytes() === 0) return diskFull(reply);
    return answer(reply, await invitations.open(workspace, id, body.data));
  });

  app.delete<ForInvitation>(path, async (request, reply) => {
    const { workspace, id } = request.params;
    if ((await authenticate(request, reply, workspace)) === undefined) return reply;
    return answer(reply, await invitations.withdraw(workspace, id));
  });

  app.get<ForInvitation>(`${path}/request`, async (request, reply) => {
    const { workspace, id } = request.params;
    if ((await authenticate(request, reply, workspace)) === undefined) return reply;
    const found = await invitations.find(workspace, id);
    return answer(reply, found, () => ({ sealed: (found.ok && found.value.request) || null }));
  });

  app.put<ForInvitation>(`${path}/answer`, async (request, reply) => {
    const { workspace, id } = request.params;
    if ((await authenticate(request, reply, workspace)) === undefined) return reply;
    const body = sealedNoteSchema.safeParse(request.body);
    if (!body.success) return malformed(reply);
    return answer(reply, await invitations.answer(workspace, id, body.data.sealed));
  });
}

/** For a device that has the link and is no member yet. It shows the proof as it would a token. */
function joinerRoutes(app: FastifyInstance, invitations: Invitations): void {
  const path = '/v1/invitations/:workspace/:id';

  app.post<ForInvitation>(`${path}/request`, async (request, reply) => {
    const { workspace, id } = request.params;
    const body = joinRequestSchema.safeParse(request.body);
    if (!body.success) return malformed(reply);
    return answer(reply, await invitations.ask(workspace, id, body.data.proof, body.data.sealed));
  });

  app.get<ForInvitation>(`${path}/answer`, async (request, reply) => {
    const { workspace, id } = request.params;
    const proof = bearerOf(request);
    if (!isProof(proof)) return malformed(reply);
    const found = await invitations.answerFor(workspace, id, proof);
    return answer(reply, found, () => ({ sealed: (found.ok && found.value) || null }));
  });
}

/** What the 24 words bring back: laid down by a device, taken up by whoever derives its id. */
function recoveryRoutes(app: FastifyInstance, { storage, authenticate, space, limits }: Deps): void {
  const path = '/v1/workspaces/:workspace/recovery/:id';

  app.put<ForInvitation>(path, async (request, reply) => {
    const { workspace, id } = request.params;
    if ((await authenticate(request, reply, workspace)) === undefined) return reply;
    const body = recoveryDropSchema.safeParse(request.body);
    if (!body.success || !recoveryIdPattern.test(id)) return malformed(reply);
    const isNew = (await storage.recovery(id)) === undefined;
    if (isNew && space.spareBytes() === 0) return diskFull(reply);
    if (isNew && (await storage.recoveryCount(workspace)) >= limits.recoveriesPerWorkspace) {
      return fail(reply, 429, 'recovery.too-many', 'This workspace has too many recovery drops.');
    }
    const saved = await storage.saveRecovery({ id, workspace, sealed: body.data.sealed });
    if (!saved) return fail(reply, 409, 'recovery.exists', 'This recovery drop is another workspace’s.');
    return reply.code(204).send();
  });

  app.delete<ForInvitation>(path, async (request, reply) => {
    const { workspace, id } = request.params;
    if ((await authenticate(request, reply, workspace)) === undefined) return reply;
    await storage.deleteRecovery(workspace, id);
    return reply.code(204).send();
  });

  const config = { rateLimit: { max: limits.recoveriesPerMinute } };
  app.get<{ Params: { id: string } }>('/v1/recovery/:id', { config }, async (request, reply) => {
    const found = await storage.recovery(request.params.id);
    if (found !== undefined) return found;
    return fail(
      reply,
      404,
      'recovery.unknown',
      'These words bring nothing back here. Check them, and the relay’s address.',
    );
  });
}

export function mailboxRoutes(app: FastifyInstance, deps: Deps): void {
  const { storage, limits, now } = deps;
  const invitations = createInvitations({ storage, mostOpen: limits.invitationsPerWorkspace, now });
  memberRoutes(app, deps, invitations);
  joinerRoutes(app, invitations);
  recoveryRoutes(app, deps);
}
