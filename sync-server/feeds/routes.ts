import { z } from 'zod';
import { utf8, toBase64Url } from '#shared/lib/bytes.ts';
import { feedAddressPattern, longestFeed, mostFeedSeconds } from '#shared/sync/feed.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { HttpAnswer, Route, RoutedRequest } from '../http/messages.ts';
import { headerOf, jsonOf } from '../http/messages.ts';
import { answer, diskFull, done, fail, malformed, notFound } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { FeedStore } from '../storage/feeds.ts';

interface Deps {
  storage: FeedStore;
  authenticate: Authenticate;
  space: DiskSpace;
  limits: Limits;
  crypto: WebCrypto;
  /** Milliseconds since 1970. */
  now: () => number;
}

const calendar = z.string().startsWith('BEGIN:VCALENDAR\r\n').max(longestFeed);
const feedBody = z.object({
  text: calendar,
  /** What phones are shown when no device has renewed it in time. */
  expiredText: calendar,
  ttlSeconds: z.int().min(60).max(mostFeedSeconds),
});

/** So long an expired feed goes on saying that it has, so that phones notice. */
const forgottenAfter = 90 * 24 * 60 * 60 * 1000;

/** Calendars that phones fetch by an address that cannot be guessed: put there by devices, the one thing in plain text. */
export function feedRoutes(deps: Deps): Route[] {
  const { storage, authenticate, space, limits, now } = deps;
  const path = '/v1/workspaces/:workspace/feeds/:id';

  async function put({ workspace, id }: Place, request: RoutedRequest): Promise<HttpAnswer> {
    const body = feedBody.safeParse(jsonOf(request));
    if (!body.success || !feedAddressPattern.test(id)) return malformed();
    if (space.spareBytes() === 0) return diskFull();
    const { text, expiredText, ttlSeconds } = body.data;
    const [etag, expiredEtag] = await Promise.all(
      [text, expiredText].map((each) => tagOf(each, deps.crypto)),
    );
    const expiresAt = now() + ttlSeconds * 1000;
    const saved = await storage.saveFeed(
      { id, workspace, text, expiredText, etag: etag!, expiredEtag: expiredEtag!, expiresAt },
      { most: limits.feedsPerWorkspace, expiredBefore: now() - forgottenAfter },
    );
    return saved
      ? answer({ expiresAt })
      : fail(409, 'feed.too-many', 'This workspace has as many calendars here as it may.');
  }

  const ofDevices = (
    method: 'PUT' | 'DELETE',
    act: (place: Place, request: RoutedRequest) => Promise<HttpAnswer>,
  ): Route => ({
    method,
    path,
    async answer(request) {
      const place = placeOf(request);
      const caller = await authenticate(request, place.workspace);
      return caller.ok ? act(place, request) : caller.error;
    },
  });

  const ofPhones = (method: 'GET' | 'HEAD'): Route => ({
    method,
    path: '/v1/feeds/:id/calendar.ics',
    mostPerMinute: limits.feedReadsPerMinute,
    async answer(request) {
      const { id } = placeOf(request);
      const feed = feedAddressPattern.test(id) ? await storage.feed(id) : undefined;
      if (feed === undefined) return notFound();
      const { text, etag, expiredText, expiredEtag } = feed;
      const isOver = feed.expiresAt <= now();
      return calendarAnswer(request, isOver ? { text: expiredText, etag: expiredEtag } : { text, etag });
    },
  });

  return [
    ofDevices('PUT', put),
    ofDevices('DELETE', async ({ workspace, id }) => {
      await storage.deleteFeed(workspace, id);
      return done;
    }),
    ofPhones('GET'),
    ofPhones('HEAD'),
  ];
}

interface Place {
  workspace: string;
  id: string;
}

function placeOf({ params }: RoutedRequest): Place {
  return { workspace: params['workspace'] ?? '', id: params['id']! };
}

async function tagOf(text: string, crypto: WebCrypto): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)));
  return `"${toBase64Url(hash.slice(0, 16))}"`;
}

function calendarAnswer(request: RoutedRequest, { text, etag }: { text: string; etag: string }): HttpAnswer {
  const headers = {
    etag,
    'cache-control': 'private, no-cache',
    // Whoever has the address in a log or a search engine would read along.
    'x-robots-tag': 'noindex',
    'referrer-policy': 'no-referrer',
  };
  const known = (headerOf(request, 'if-none-match') ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag)) return { status: 304, headers };
  const type = { 'content-type': 'text/calendar; charset=utf-8', 'x-content-type-options': 'nosniff' };
  return { status: 200, headers: { ...headers, ...type }, body: text };
}
