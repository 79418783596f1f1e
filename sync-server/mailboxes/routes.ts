import type { Result } from '#shared/lib/result.ts';
import { invitationIdPattern, invitationSchema, sealedNoteSchema } from '#shared/sync/invitation.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import { bearerOf } from '../auth/authenticate.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { HttpAnswer, Route, RoutedRequest } from '../http/messages.ts';
import { jsonOf } from '../http/messages.ts';
import { answer, diskFull, done, fail, malformed } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { MailboxStore } from '../storage/mailboxes.ts';
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

const refusals: Record<InvitationRefusal, [status: number, message: string]> = {
  unknown: [404, 'There is no such invitation. Check the link, or ask for a new one.'],
  expired: [410, 'This invitation has expired. Ask for a new one.'],
  withdrawn: [410, 'This invitation was withdrawn. Ask for a new one.'],
  used: [409, 'This invitation was already used by another device. Ask for a new one.'],
  order: [409, 'Another note comes first.'],
  full: [409, 'This invitation has all the notes that it may have. Ask for a new one.'],
  exists: [409, 'There is another invitation of this name.'],
  'too-long': [400, 'An invitation is open for a day at most.'],
  'too-many': [429, 'Too many invitations are open. Withdraw some, or wait until they expire.'],
};

function outcome(made: Result<unknown, InvitationRefusal>, value?: () => unknown): HttpAnswer {
  if (!made.ok) {
    const [status, message] = refusals[made.error];
    return fail(status, `invitation.${made.error}`, message);
  }
  return value === undefined ? done : answer(value());
}

function noteOf(request: RoutedRequest): { number: number; sealed: string } | undefined {
  const note = sealedNoteSchema.safeParse(jsonOf(request));
  const number = request.params['number']!;
  if (!note.success || !/^\d{1,2}$/.test(number)) return undefined;
  return { number: Number(number), sealed: note.data.sealed };
}

const isProof = (text: string | undefined): text is string => /^[A-Za-z0-9_-]{43}$/.test(text ?? '');

interface Place {
  workspace: string;
  id: string;
}

const placeOf = ({ params }: RoutedRequest): Place => ({
  workspace: params['workspace']!,
  id: params['id']!,
});

/** A route for devices of the workspace alone. */
function memberRoute(
  method: Route['method'],
  path: string,
  { authenticate }: Deps,
  act: (place: Place, request: RoutedRequest) => Promise<HttpAnswer>,
): Route {
  return {
    method,
    path,
    async answer(request) {
      const place = placeOf(request);
      const caller = await authenticate(request, place.workspace);
      return caller.ok ? act(place, request) : caller.error;
    },
  };
}

function memberRoutes(deps: Deps, invitations: Invitations): Route[] {
  const path = '/v1/workspaces/:workspace/invitations/:id';
  return [
    memberRoute('PUT', path, deps, async ({ workspace, id }, request) => {
      const body = invitationSchema.safeParse(jsonOf(request));
      if (!body.success || !invitationIdPattern.test(id)) return malformed();
      if (deps.space.spareBytes() === 0) return diskFull();
      return outcome(await invitations.open(workspace, id, body.data));
    }),
    memberRoute('DELETE', path, deps, async ({ workspace, id }) =>
      outcome(await invitations.withdraw(workspace, id)),
    ),
    memberRoute('GET', `${path}/notes`, deps, async ({ workspace, id }) => {
      const found = await invitations.read(workspace, id);
      return outcome(found, () => found.ok && found.value);
    }),
    memberRoute('PUT', `${path}/notes/:number`, deps, async ({ workspace, id }, request) => {
      const note = noteOf(request);
      if (note === undefined) return malformed();
      return outcome(await invitations.leave(workspace, id, note));
    }),
  ];
}

/** For a device that has the link and is no member yet. It shows the proof as it would a token. */
function joinerRoutes(invitations: Invitations): Route[] {
  const path = '/v1/invitations/:workspace/:id';
  return [
    {
      method: 'GET',
      path: `${path}/notes`,
      async answer(request) {
        const { workspace, id } = placeOf(request);
        const proof = bearerOf(request);
        if (!isProof(proof)) return malformed();
        const found = await invitations.readAsJoiner(workspace, id, proof);
        return outcome(found, () => found.ok && found.value);
      },
    },
    {
      method: 'PUT',
      path: `${path}/notes/:number`,
      async answer(request) {
        const { workspace, id } = placeOf(request);
        const [proof, note] = [bearerOf(request), noteOf(request)];
        if (!isProof(proof) || note === undefined) return malformed();
        return outcome(await invitations.leaveAsJoiner(workspace, id, proof, note));
      },
    },
  ];
}

export function mailboxRoutes(deps: Deps): Route[] {
  const { storage, limits, now } = deps;
  const invitations = createInvitations({ storage, mostOpen: limits.invitationsPerWorkspace, now });
  return [...memberRoutes(deps, invitations), ...joinerRoutes(invitations)];
}
