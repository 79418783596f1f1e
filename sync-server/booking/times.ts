import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { fromBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { createVerifier, forPurpose } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { readPayload } from '#shared/public-page/document.ts';
import {
  type FreeTimes,
  type ShownTimes,
  freeTimesLast,
  freeTimesPath,
  freeTimesPurpose,
  holdLasts,
  holdSchema,
  isFree,
  ownTimesPath,
  ownTimesSchema,
  readFreeTimes,
  shownTimes,
  signedFreeTimesSchema,
  spanOf,
} from '#shared/public-page/free-times.ts';
import { pageHash } from '#shared/public-page/names.ts';
import { requestIdSchema } from '#shared/public-page/request.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Caller } from '../auth/credentials.ts';
import type { DeriveKey } from '../auth/keys.ts';
import type { Memberships } from '../auth/memberships.ts';
import { countedBy } from '../http/addresses.ts';
import type { HttpAnswer, Route, RoutedRequest } from '../http/messages.ts';
import { jsonOf } from '../http/messages.ts';
import { answer, done, fail, malformed, notFound } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { PageStore } from '../storage/pages.ts';
import type { StoredTimes, TimeStore } from '../storage/times.ts';
import { ofCustomers } from './from-anywhere.ts';
import type { ProofOfWork } from './proof-of-work.ts';

interface Deps {
  storage: TimeStore & PageStore;
  times: Times;
  memberships: Pick<Memberships, 'find'>;
  authenticate: Authenticate;
  proofs: ProofOfWork;
  deriveKey: DeriveKey;
  crypto: WebCrypto;
  limits: Limits;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Roles whose devices say when something can be booked. */
const mayOffer = new Set(['owner', 'manager']);
const secretBody = z.object({ secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
const refusals = {
  taken: 'Somebody else has this time. Choose another one.',
  closed: 'No times are given out at the moment.',
} as const;

/** By which a claim is known to storage: the secret itself is never kept. */
export function claimHash(secret: string): string {
  return createHash('sha256').update(fromBase64Url(secret)).digest('base64url');
}

/** A time that somebody wants to be kept, by the hash of the secret by which it is taken. */
export interface TimeWish {
  id: string;
  secretHash: string;
  service: string;
  start: number;
}

export type Holding =
  | { outcome: 'held'; expiresAt: number; times: string }
  | { outcome: 'too-many' | keyof typeof refusals };

/** What the pages of this relay promise now, and the claims of it. */
export function createTimes({ storage, now }: Pick<Deps, 'storage' | 'now'>) {
  /** What is promised by the page of this address now. */
  async function offered(slug: string): Promise<{ stored: StoredTimes; times: FreeTimes } | undefined> {
    const page = await storage.page(slug);
    const isOpen = page !== undefined && page.expiresAt > now();
    if (!isOpen || readPayload(page.payload)?.requests === undefined) return undefined;
    const stored = await storage.freeTimes(page.workspace);
    const times = stored && stored.expiresAt > now() ? readFreeTimes(stored.payload) : undefined;
    return stored === undefined || times === undefined ? undefined : { stored, times };
  }

  async function shown(slug: string): Promise<ShownTimes> {
    const found = await offered(slug);
    if (found === undefined) return { services: {} };
    const claims = await storage.timeClaims(found.stored.workspace, now());
    return shownTimes(found.times, claims, { hash: found.stored.hash, now: now() });
  }

  /** Keeps a time for ten minutes. `holder`: who may hold only so many at once. */
  async function hold(
    slug: string,
    { id, secretHash, service, start }: TimeWish,
    holder: { name: string; most: number },
  ): Promise<Holding> {
    const found = await offered(slug);
    const terms = found?.times.services[service];
    if (found === undefined || terms === undefined) return { outcome: 'closed' };
    const { workspace } = found.stored;
    let held = found.stored;
    const expiresAt = now() + holdLasts;
    const outcome = await storage.holdTime({
      workspace,
      id,
      secretHash,
      service,
      start,
      expiresAt,
      // It is taken before that is over, and sent again for as long once more.
      listUntil: expiresAt + 2 * holdLasts,
      now: now(),
      ...spanOf(terms, start),
      holder: holder.name,
      mostOfHolder: holder.most,
      fits(stored, claims) {
        held = stored;
        const times = start > now() ? readFreeTimes(stored.payload) : undefined;
        return times !== undefined && isFree(times, { service, start }, claims);
      },
    });
    return outcome === 'held' ? { outcome, expiresAt, times: held.hash } : { outcome };
  }

  return {
    shown,
    hold,
    isOffered: async (slug: string, service: string) =>
      (await offered(slug))?.times.services[service] !== undefined,
  };
}
export type Times = ReturnType<typeof createTimes>;

/** When something can be booked: put by devices, read and claimed by everybody. Of two who want the last place one gets it. */
export function timeRoutes(deps: Deps): Route[] {
  const { storage, times, limits, now } = deps;
  const holderKey = deps.deriveKey('holders of times');
  const holderOf = ({ address = '' }: RoutedRequest): string =>
    createHmac('sha256', holderKey).update(countedBy(address)).digest('base64url').slice(0, 22);

  const show = async (slug: string): Promise<HttpAnswer> => answer(await times.shown(slug));

  async function hold(slug: string, request: RoutedRequest): Promise<HttpAnswer> {
    const body = holdSchema.safeParse(jsonOf(request));
    if (!body.success) return malformed();
    // What is not offered costs nobody a sum.
    if (!(await times.isOffered(slug, body.data.service))) return fail(409, 'times.closed', refusals.closed);
    if (!(await deps.proofs.isSolved(slug, body.data.proof)))
      return fail(403, 'booking.proof', 'The sum was not solved, or was used before.');
    const holder = { name: holderOf(request), most: limits.timesHeldAtOnce };
    const holding = await times.hold(slug, body.data, holder);
    if (holding.outcome === 'held') {
      const { expiresAt, times: hash } = holding;
      return answer({ expiresAt, times: hash }, 201);
    }
    if (holding.outcome === 'too-many')
      return fail(429, 'times.too-many', 'Too many times are held from here. Try again in ten minutes.');
    return fail(409, `times.${holding.outcome}`, refusals[holding.outcome]);
  }

  async function giveBack(request: RoutedRequest): Promise<HttpAnswer> {
    const page = await storage.page(request.params['slug']!);
    const body = secretBody.safeParse(jsonOf(request));
    const id = requestIdSchema.safeParse(request.params['id']);
    if (!body.success || !id.success) return malformed();
    if (page === undefined) return notFound();
    const secretHash = claimHash(body.data.secret);
    await storage.giveTimeBack({ workspace: page.workspace, id: id.data, secretHash });
    return done;
  }

  async function put(workspace: string, caller: Caller, request: RoutedRequest): Promise<HttpAnswer> {
    const body = signedFreeTimesSchema.safeParse(jsonOf(request));
    const brought = body.success ? readFreeTimes(body.data.payload) : undefined;
    const isTimely =
      brought !== undefined && brought.expiresAt > now() && brought.expiresAt <= now() + 2 * freeTimesLast;
    if (!body.success || brought?.workspace !== workspace || !isTimely) return malformed();
    const { payload, signature } = body.data;
    const { devices = [] } = (await deps.memberships.find(workspace))?.record ?? {};
    const key = devices.find(({ id }) => id === caller.device)?.signKey;
    const verify = key && (await createVerifier(deps.crypto, fromBase64Url(key)));
    if (!verify || !(await verify(fromBase64Url(signature), forPurpose(freeTimesPurpose, utf8(payload)))))
      return fail(403, 'times.signature', 'The signature is not that of this device. Nothing was changed.');
    const { issuedAt, expiresAt } = brought;
    const { device } = caller;
    const stored = { workspace, payload, hash: pageHash(payload), signature, device, issuedAt, expiresAt };
    const isSaved = await storage.saveFreeTimes(stored);
    return isSaved ? done : fail(409, 'times.older', 'Newer times stand there. Nothing was changed.');
  }

  async function putOwn(workspace: string, _caller: Caller, request: RoutedRequest): Promise<HttpAnswer> {
    const body = ownTimesSchema.safeParse(jsonOf(request));
    if (!body.success) return malformed();
    await storage.saveOwnTimes(workspace, body.data, now() + freeTimesLast);
    return done;
  }

  const ofDevices = (path: string, act: typeof put): Route => ({
    method: 'PUT',
    path,
    async answer(request) {
      const workspace = request.params['workspace']!;
      const caller = await deps.authenticate(request, workspace);
      if (!caller.ok) return caller.error;
      return mayOffer.has(caller.value.role)
        ? act(workspace, caller.value, request)
        : fail(403, 'auth.role', 'Only the owner or a manager can offer times.');
    },
  });

  const asking = { mostPerMinute: limits.bookingsPerMinute };
  return [
    ofCustomers('GET', '/b/:slug/times', ({ params }) => show(params['slug']!), {
      mostPerMinute: limits.pageReadsPerMinute,
    }),
    ofCustomers('POST', '/b/:slug/claims', (request) => hold(request.params['slug']!, request), asking),
    ofCustomers('POST', '/b/:slug/claims/:id/back', giveBack, asking),
    ofDevices(freeTimesPath(':workspace'), put),
    ofDevices(ownTimesPath(':workspace'), putOwn),
  ];
}
