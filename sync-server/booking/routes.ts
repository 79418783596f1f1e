import { z } from 'zod';
import {
  announcedPhotosSchema,
  bookingsPath,
  longestNote,
  mostSealedPhotoBytes,
  notePath,
  pageRequests,
  requestIdSchema,
  sealedRequestSchema,
} from '#shared/public-page/request.ts';
import { readPayload } from '#shared/public-page/document.ts';
import { chosenTimeSchema, holdLasts, takenTimeSchema } from '#shared/public-page/free-times.ts';
import { pageHash } from '#shared/public-page/names.ts';
import { given } from '#shared/lib/given.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Blobs } from '../blobs/blobs.ts';
import type { HttpAnswer, Route, RoutedRequest } from '../http/messages.ts';
import { jsonOf } from '../http/messages.ts';
import { answer, done, fail, malformed, notFound } from '../http/reply.ts';
import { createDailyShare } from '../hooks/daily-share.ts';
import type { Limits } from '../limits.ts';
import type { BookingStore } from '../storage/bookings.ts';
import type { PageStore, StoredPage } from '../storage/pages.ts';
import type { TimeStore } from '../storage/times.ts';
import { ofCustomers } from './from-anywhere.ts';
import type { ProofOfWork } from './proof-of-work.ts';
import { claimHash } from './times.ts';

interface Deps {
  storage: BookingStore & PageStore & TimeStore;
  authenticate: Authenticate;
  proofs: ProofOfWork;
  blobs: Pick<Blobs, 'put' | 'remove'>;
  limits: Limits;
  /** Seals it for the workspace: see `createIntake`. */
  takeIn(
    workspace: string,
    body: string,
  ): Promise<'stored' | 'too-many' | 'inbox-full' | 'not-stored' | 'unknown-workspace'>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** So long after its last note a request is answered for. */
const keptMilliseconds = 400 * 24 * 60 * 60 * 1000;
const mostBytes = 384 * 1024;
/** Told at once. */
const mostIds = 1000;

const requestBody = sealedRequestSchema.omit({ claim: true }).extend({
  /** Who holds a time has solved one for that. */
  proof: z.string().max(6000).optional(),
  claim: takenTimeSchema.optional(),
  photos: announcedPhotosSchema.default([]),
});
const noteBody = z.object({ sealed: z.string().min(40).max(longestNote) });

/** What customers ask on a public page, sealed in their browsers: the relay sees that something came, and how long it is. */
export function bookingRoutes(deps: Deps): Route[] {
  const { storage, limits, now } = deps;
  const share = createDailyShare({ perDay: limits.bookingsPerDay, now });

  /** Who holds a time takes it; anybody else has solved a sum. A time that was taken and not passed on is free again soon. */
  async function refusal(
    { slug, workspace }: StoredPage,
    { id, proof, claim }: z.infer<typeof requestBody>,
  ): Promise<HttpAnswer | undefined> {
    if (claim !== undefined) {
      const { service, start, secret } = claim;
      const of = { workspace, id, service, start, secretHash: claimHash(secret) };
      const isTheirs = await storage.takeTime({ ...of, now: now(), until: now() + holdLasts });
      return isTheirs ? undefined : fail(409, 'times.taken', 'This time is not held for you any more.');
    }
    if (proof !== undefined && (await deps.proofs.isSolved(slug, proof))) return undefined;
    return fail(403, 'booking.proof', 'The sum was not solved, or was used before.');
  }

  async function take(slug: string, request: RoutedRequest): Promise<HttpAnswer> {
    const body = requestBody.safeParse(jsonOf(request));
    if (!body.success) return malformed();
    const page = await storage.page(slug);
    const document = page && page.expiresAt > now() ? readPayload(page.payload) : undefined;
    if (page === undefined || document?.requests === undefined)
      return fail(404, 'booking.closed', 'No requests are taken here.');
    const { proof: _proof, photos, claim, ...sealed } = body.data;
    // The same again was taken in: who sends it twice has sent it once.
    if ((await storage.booking(sealed.id, now()))?.workspace === page.workspace) return done;
    if (pageHash(page.payload) !== sealed.page)
      return fail(409, 'booking.changed', 'The page has changed. Load it again.');
    // Devices wait for the key of a number that they do not know yet: nobody else makes one up.
    if (sealed.keyNumber !== document.keyNumber) return malformed();
    const refused = await refusal(page, body.data);
    if (refused !== undefined) return refused;
    if (!share.take(page.workspace)) return fail(429, 'booking.too-many', 'Too many requests for today.');
    const chosen = claim && chosenTimeSchema.parse(claim);
    const list = chosen && (await storage.listOf(page.workspace, chosen.times));
    const passed = { ...sealed, ...given({ claim: chosen, list }) };
    const outcome = await deps.takeIn(
      page.workspace,
      JSON.stringify({ object: pageRequests, request: passed }),
    );
    if (outcome === 'too-many') return fail(429, 'booking.too-many', 'Too many requests for today.');
    if (outcome !== 'stored')
      return fail(503, 'booking.not-stored', 'It was not taken in. Send it again later.');
    const { workspace } = page;
    const expiresAt = now() + keptMilliseconds;
    await storage.addBooking({ id: sealed.id, workspace, photos, expiresAt }, now());
    if (claim !== undefined) await storage.keepTime(workspace, sealed.id);
    return done;
  }

  /** What a request has announced, and nothing else; what is there is not written again. */
  async function takePhoto({ params, body }: RoutedRequest): Promise<HttpAnswer> {
    const id = requestIdSchema.safeParse(params['id']).data;
    const booking = id === undefined ? undefined : await storage.booking(id, now());
    const photo = booking?.photos.find((each) => each.id === params['photo']);
    if (booking === undefined || photo === undefined) return notFound();
    if (body?.length !== photo.size) return malformed();
    const place = { workspace: booking.workspace, id: photo.id, first: 0, size: photo.size };
    const taken = await deps.blobs.put(place, body);
    return taken.ok ? done : fail(503, 'booking.not-stored', 'It was not taken in. Send it again later.');
  }

  /** What an owner has erased, with the photos that have come or may still be on their way. */
  async function forget(workspace: string, id: string): Promise<HttpAnswer> {
    const known = await storage.booking(id, now());
    await storage.deleteBooking(workspace, id);
    if (known?.workspace === workspace)
      for (const photo of known.photos) await deps.blobs.remove(workspace, photo.id);
    return done;
  }

  const asking = { mostPerMinute: limits.bookingsPerMinute, mostBytes };
  return [
    ofCustomers(
      'GET',
      '/b/:slug/challenge',
      async ({ params }) => answer(await deps.proofs.challenge(params['slug']!)),
      asking,
    ),
    ofCustomers('POST', '/b/:slug/requests', (request) => take(request.params['slug']!, request), asking),
    ofCustomers('POST', '/b/:slug/requests/:id/photos/:photo', takePhoto, {
      mostPerMinute: limits.photosPerMinute,
      mostBytes: mostSealedPhotoBytes,
    }),
    ofCustomers(
      'GET',
      '/b/:slug/requests/:id',
      async ({ params }) => {
        const id = requestIdSchema.safeParse(params['id']).data;
        const known = id === undefined ? undefined : await storage.booking(id, now());
        return known === undefined ? notFound() : answer({ sealed: known.sealed ?? null });
      },
      { mostPerMinute: limits.pageReadsPerMinute },
    ),
    {
      method: 'GET',
      path: bookingsPath(':workspace'),
      async answer(request) {
        const workspace = request.params['workspace']!;
        const caller = await deps.authenticate(request, workspace);
        if (!caller.ok) return caller.error;
        const after = request.query.get('after') ?? '';
        const ids = await storage.bookingIds(workspace, { after, most: mostIds + 1, now: now() });
        return answer({ ids: ids.slice(0, mostIds), more: ids.length > mostIds });
      },
    },
    {
      method: 'PUT',
      path: notePath(':workspace', ':id'),
      async answer(request) {
        const workspace = request.params['workspace']!;
        const caller = await deps.authenticate(request, workspace);
        if (!caller.ok) return caller.error;
        const [id, body] = [
          requestIdSchema.safeParse(request.params['id']),
          noteBody.safeParse(jsonOf(request)),
        ];
        if (!id.success || !body.success) return malformed();
        const expiresAt = now() + keptMilliseconds;
        const saved = await storage.saveBookingNote(workspace, id.data, { ...body.data, expiresAt });
        return saved ? done : notFound();
      },
    },
    {
      method: 'DELETE',
      path: notePath(':workspace', ':id'),
      async answer(request) {
        const workspace = request.params['workspace']!;
        const caller = await deps.authenticate(request, workspace);
        if (!caller.ok) return caller.error;
        return forget(workspace, request.params['id']!);
      },
    },
  ];
}
