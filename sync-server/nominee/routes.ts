import { z } from 'zod';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { createVerifier } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type Membership, type Nominee, ownerRole, sealHash } from '#shared/sync/membership.ts';
import {
  nomineeProofBytes,
  type NomineeStatus,
  nomineeWishSchema,
  refusalBytes,
  sealedHalfSchema,
  standingNominee,
} from '#shared/sync/nominee.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import { refuse } from '../auth/authenticate.ts';
import { type Caller, type Credentials, memberOf } from '../auth/credentials.ts';
import type { Memberships } from '../auth/memberships.ts';
import type { HttpAnswer, Route, RoutedRequest } from '../http/messages.ts';
import { jsonOf } from '../http/messages.ts';
import { answer, done, fail, malformed } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { Authorizer } from '../rooms/authorize.ts';
import type { NomineeStore, StoredNominee } from '../storage/nominees.ts';
import { type NomineeRequests, requestOf } from './requests.ts';

interface Deps {
  storage: NomineeStore;
  requests: NomineeRequests;
  memberships: Pick<Memberships, 'find' | 'pageAfter'>;
  credentials: Pick<Credentials, 'proves'>;
  authenticate: Authenticate;
  authorizer: Pick<Authorizer, 'signInAgain'>;
  limits: Limits;
  crypto: WebCrypto;
  /** Milliseconds since 1970. */
  now(): number;
}

const id = nomineeWishSchema.shape.id;
const halfBody = z.object({ id, half: sealedHalfSchema });
const refusalBody = z.object({
  id,
  requestedAt: z.int(),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

const unknown = fail(
  404,
  'nominee.unknown',
  'This kit opens nothing here. It may have been replaced or ended; check it, and the relay’s address.',
);
const otherKit = fail(409, 'nominee.other', 'The team’s record names another kit. Nothing was changed.');
const noRequest = fail(409, 'nominee.no-request', 'No such request runs. Nothing was changed.');

/** For who has the printed half, and for owners' devices. */
export function nomineeRoutes(deps: Deps): Route[] {
  return [...ownersRoutes(deps), ...nomineesRoutes(deps)];
}

/** A route for owners' devices alone: nobody else learns that somebody asks, and nobody is given the half. */
function ownersRoute(
  { authenticate, memberships }: Deps,
  route: Pick<Route, 'method' | 'path'>,
  act: (record: Membership, caller: Caller, request: RoutedRequest) => Promise<HttpAnswer>,
): Route {
  return {
    ...route,
    async answer(request) {
      const workspace = request.params['workspace']!;
      const caller = await authenticate(request, workspace);
      if (!caller.ok) return caller.error;
      if (caller.value.role !== ownerRole)
        return fail(403, 'auth.role', 'Only an owner’s device has to do with the nominee.');
      const known = await memberships.find(workspace);
      return known === undefined ? unknown : act(known.record, caller.value, request);
    },
  };
}

function ownersRoutes(deps: Deps): Route[] {
  const { storage, crypto, now } = deps;
  const path = '/v1/workspaces/:workspace/nominee';
  return [
    ownersRoute(deps, { method: 'PUT', path }, async ({ workspace, nominee }, _caller, request) => {
      const body = halfBody.safeParse(jsonOf(request));
      if (!body.success) return malformed();
      const { half } = body.data;
      if (nominee?.id !== body.data.id || nominee.half !== sealHash(half)) return otherKit;
      await storage.saveHalf({ workspace, id: nominee.id, half });
      return done;
    }),
    ownersRoute(deps, { method: 'GET', path }, async ({ workspace, nominee }) => {
      const kit = await storage.nominee({ workspace });
      const isThis = kit !== undefined && kit.id === nominee?.id;
      return answer(isThis ? statusOf(kit, now()) : { hasHalf: false, time: now() });
    }),
    ownersRoute(
      deps,
      { method: 'POST', path: `${path}/refusal` },
      async ({ workspace, devices }, { device }, request) => {
        const body = refusalBody.safeParse(jsonOf(request));
        if (!body.success) return malformed();
        const { signature, requestedAt } = body.data;
        const key = devices.find((one) => one.id === device)!.signKey;
        const verify = await createVerifier(crypto, fromBase64Url(key));
        const bytes = refusalBytes({ workspace, nominee: body.data.id, requestedAt });
        if (!(await verify(fromBase64Url(signature), bytes))) return refuse({ code: 'bad-signature' });
        const kit = { workspace, id: body.data.id };
        const isEnded = await storage.refuseHalf(kit, requestedAt, { at: now(), device, signature });
        return isEnded ? done : noRequest;
      },
    ),
  ];
}

function statusOf(kit: StoredNominee, time: number): NomineeStatus {
  const { refusal } = kit;
  const request = requestOf(kit, time);
  return {
    hasHalf: true,
    time,
    ...(request && { request }),
    ...(refusal && { refusal: { device: refusal.device, signature: refusal.signature } }),
  };
}

/** Nobody is signed in here: the printed half proves itself. */
function nomineesRoutes(deps: Deps): Route[] {
  const { requests, memberships, authorizer, limits, now } = deps;
  const mostPerMinute = limits.recoveriesPerMinute;
  return [
    {
      method: 'POST',
      path: '/v1/nominee/request',
      mostPerMinute,
      async answer(request) {
        const asked = await provenBy(deps, request, 'request');
        if (!asked.ok) return asked.error;
        const { kit, record, nominee, isLook } = asked.value;
        const before = requestOf(kit, now());
        const there = isLook ? before : await requests.ask(kit, nominee);
        if (there === undefined) return unknown;
        const isNew = there.requestedAt !== before?.requestedAt;
        if (isNew) authorizer.signInAgain(kit.workspace, ownersDevices(record));
        return answer({ ...there, time: now() });
      },
    },
    {
      method: 'POST',
      path: '/v1/nominee/open',
      mostPerMinute,
      async answer(request) {
        const asked = await provenBy(deps, request, 'open');
        if (!asked.ok) return asked.error;
        const { kit, after } = asked.value;
        if (requestOf(kit, now())?.state !== 'released')
          return fail(409, 'nominee.held-back', 'The relay has not released its half of this kit.');
        const { workspace, half } = kit;
        return answer({ workspace, half, ...(await memberships.pageAfter(workspace, after, true)) });
      },
    },
  ];
}

interface Asked {
  kit: StoredNominee;
  record: Membership;
  nominee: Nominee;
  after: number;
  isLook: boolean;
}

/** The kit that counts, where whoever asks has its printed half. */
async function provenBy(
  { storage, memberships, credentials }: Deps,
  request: RoutedRequest,
  act: 'request' | 'open',
): Promise<Result<Asked, HttpAnswer>> {
  const body = nomineeWishSchema.safeParse(jsonOf(request));
  if (!body.success) return err(malformed());
  const { after, isLook, ...wish } = body.data;
  const kit = await storage.nominee({ id: wish.id });
  const record = kit && (await memberships.find(kit.workspace))?.record;
  const nominee = record && standingNominee(record);
  if (nominee?.id !== wish.id) return err(unknown);
  const { challenge } = wish;
  const proven = await credentials.proves(wish, nominee.proofKey, (relayId) =>
    nomineeProofBytes({ relayId, nominee: wish.id, challenge, act }),
  );
  return proven.ok ? ok({ kit: kit!, record: record!, nominee, after, isLook }) : err(refuse(proven.error));
}

function ownersDevices(record: Membership): string[] {
  return record.devices.map(({ id }) => id).filter((id) => memberOf(record, id)?.role === ownerRole);
}
