import type * as Y from 'yjs';
import type { z } from 'zod';
import { parseWebhook } from '#shared/channels/meta/parse.ts';
import type { WebhookEvent } from '#shared/channels/events.ts';
import { createOpener, type Opener } from '#shared/crypto/open.ts';
import { seal } from '#shared/crypto/seal.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { createBackoff, type Work } from '#shared/lib/async.ts';
import { fromBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { inboxDeliverySchema, inboxInfo, pauseNoticeSchema } from '#shared/sync/delivery.ts';
import { newDoc } from '#shared/sync/new-doc.ts';
import type { UnsubscribeLinks } from '../unsubscribe/links.ts';
import type { PageRequests, ReceivedRequest } from '../booking/page-requests.ts';
import type { Keyring } from '../books/keyring.ts';
import type { WebhookArrivals, WebhookCame } from '../webhooks/arrivals.ts';

/**
 * Takes in what the relay has sealed for this workspace. A delivery is removed from the relay's room only
 * when its records are durable here; taking it in twice, here or on another device, changes nothing.
 */
export interface Inbox {
  /** The room's document; kept in memory only, because the relay keeps what is not yet taken in. */
  doc: Y.Doc;
  /** Tries again what could not be made durable. */
  wake(): void;
  /** Takes in what is in the room now; `true` where nothing is left that could be. */
  takeAll(): Promise<boolean>;
  /** Where what is read stays at the relay: how much of that somebody else has taken out since. */
  readAndGone(): number;
  /** Tries again what did not open: new keys may have come. */
  retry(): void;
  /** Has a notice stand in the room that sending is paused, or none. */
  notePause(isPaused: boolean): Promise<void>;
  /** Deliveries that do not open, do not parse or cannot be taken in whole. They stay at the relay. */
  unreadable(): number;
  /** Requests from the public page that did not open since this start: nothing is kept of them. */
  unopenedRequests(): number;
}

/** As many as Meta sends in one delivery at most. */
const eventsAtOnce = 1000;
/** How many deliveries are opened beside each other: for each, the platform's crypto is waited for several times. */
const openedAtOnce = 32;
/** What threw is tried again after this long, then after twice as long and so on, up to `longestPause`. */
const firstPause = 60_000;
const longestPause = 60 * 60_000;

interface Opened {
  sealed: Uint8Array;
  events: WebhookEvent[];
  requests: ReceivedRequest[];
  arrivals: WebhookCame[];
}

/** What stands in the room: what customers sent, or that sending is paused. */
type Content = Omit<Opened, 'sealed'> | 'paused';

/** `waits`: nothing can be made durable now, such as on a full disk. `bad`: some of it is at fault itself. */
type TakenIn = 'taken' | 'waits' | 'bad';

export function createInbox(deps: {
  keyring: Keyring;
  /** Makes the events durable as records. */
  ingest(events: WebhookEvent[]): Promise<Result<unknown>>;
  /** Who has unsubscribed. */
  unsubscribes?: Pick<UnsubscribeLinks, 'open'>;
  /** What came from the public page; without it that stays at the relay. */
  page?: PageRequests;
  /** What programs elsewhere have sent; without it that stays at the relay. */
  webhooks?: WebhookArrivals;
  onHealth(): void;
  work: Work;
  /** What was taken in stays at the relay: nothing of it is durable here. */
  staysThere?: boolean;
  /** Whether all of it waits at the relay for now. */
  isPaused?(): boolean;
  /** A notice that sending is paused has come. */
  onPauseNotice?(): void;
}): Inbox {
  const doc = newDoc(deps.keyring.crypto);
  const deliveries = doc.getArray<Uint8Array>(envelopesKey);
  const openers = new Map<string, Promise<Opener>>();
  let unreadable = new WeakSet<Uint8Array>();
  /** What was taken in and stays. */
  const seen = new Set<Uint8Array>();
  /** By delivery: some are opened in one turn and taken in in the next. */
  let openings = new WeakMap<Uint8Array, Promise<Result<Content>>>();
  const notices = new Set<Uint8Array>();
  const isUnreadable = (sealed: unknown): boolean =>
    !(sealed instanceof Uint8Array) || unreadable.has(sealed);
  let underWay: Promise<void> = Promise.resolve();
  const wake = deps.work.singleFlight(() => (underWay = takeIn().catch(report)));
  const backoff = createBackoff(firstPause, longestPause);
  const alarm = deps.work.alarm(retry);

  async function takeIn(): Promise<void> {
    for (let next = waiting(); next.length > 0 && !deps.work.isOver; next = waiting()) {
      const keys = await inboxKeys();
      // Without a key there is nothing to open: the member does not answer customers.
      if (keys.length === 0) return;
      const opened = await openSome(keys, next);
      if (deps.isPaused?.() === true) return;
      if (opened.length === 0) continue;
      if ((await ingest(opened)) === 'waits') return;
    }
  }

  /** Many at once: each command is made durable by itself, and one is as fast for a thousand events as for one. */
  async function openSome(keys: Opener[], sealed: Uint8Array[]): Promise<Opened[]> {
    const opened: Opened[] = [];
    let count = 0;
    for (let start = 0; start < sealed.length; start += openedAtOnce) {
      if (count >= eventsAtOnce || deps.work.isOver) break;
      const together = sealed.slice(start, start + openedAtOnce);
      const results = await Promise.all(together.map((one) => openOnce(keys, one)));
      for (const [index, events] of results.entries()) {
        const one = together[index]!;
        if (!events.ok) setAside(one);
        else if (events.value === 'paused') noticed(one);
        else if (count < eventsAtOnce) {
          opened.push({ sealed: one, ...events.value });
          count += sizeOf(events.value);
        }
      }
    }
    return opened;
  }

  function noticed(sealed: Uint8Array): void {
    notices.add(sealed);
    deps.onPauseNotice?.();
  }

  async function notePause(isPaused: boolean): Promise<void> {
    await takeAll();
    const there = new Set(deliveries.toArray().filter((one) => notices.has(one)));
    if (!isPaused) return remove(deliveries, there);
    const { inbox } = deps.keyring.keybag;
    if (there.size > 0 || inbox === undefined || deps.work.isOver) return;
    const { crypto, keybag } = deps.keyring;
    const notice: z.infer<typeof pauseNoticeSchema> = { paused: true };
    const sealed = await seal(
      crypto,
      fromBase64Url(inbox.publicKey),
      utf8(JSON.stringify(notice)),
      inboxInfo(keybag.workspace),
    );
    deliveries.push([sealed]);
  }

  async function takeAll(): Promise<boolean> {
    wake();
    await underWay;
    return waiting().length === 0;
  }

  function openOnce(keys: Opener[], sealed: Uint8Array): Promise<Result<Content>> {
    const opening = openings.get(sealed) ?? openDelivery(keys, deps, sealed);
    openings.set(sealed, opening);
    return opening;
  }

  /** All together; where one of them is at fault, each by itself, so that the others do not wait for it. */
  async function ingest(opened: Opened[]): Promise<TakenIn> {
    const result = await tryAll(opened);
    if (result === 'taken') done(opened);
    if (result !== 'bad') return result;
    for (const one of opened) {
      const alone = await ingestAlone(one);
      if (alone === 'waits') return alone;
      if (alone === 'taken') done([one]);
      else setAside(one.sealed, 'again');
    }
    return 'taken';
  }

  function done(taken: Opened[]): void {
    if (deps.staysThere === true) for (const { sealed } of taken) seen.add(sealed);
    else remove(deliveries, new Set(taken.map(({ sealed }) => sealed)));
  }

  async function tryAll(opened: Opened[]): Promise<TakenIn> {
    const events = opened.flatMap((one) => one.events);
    const taken = events.length === 0 ? 'taken' : await tryEvents(events);
    return taken === 'taken' ? tryOthers(opened) : taken;
  }

  async function ingestAlone(one: Opened): Promise<TakenIn> {
    const taken = one.events.length === 0 ? 'taken' : await ingestParts(one.events);
    return taken === 'taken' ? tryOthers([one]) : taken;
  }

  /** What came from the public page, and from programs elsewhere. */
  async function tryOthers(opened: Opened[]): Promise<TakenIn> {
    const requests = opened.flatMap((one) => one.requests);
    const taken = requests.length === 0 ? 'taken' : await attempt(() => deps.page!.take(requests));
    const arrivals = opened.flatMap((one) => one.arrivals);
    if (taken !== 'taken' || arrivals.length === 0) return taken;
    return attempt(() => deps.webhooks!.take(arrivals));
  }

  /** By halves, down to the event that is at fault: the rest of its delivery is taken in without it. */
  async function ingestParts(events: WebhookEvent[]): Promise<TakenIn> {
    const whole = await tryEvents(events);
    if (whole !== 'bad' || events.length < 2) return whole;
    const middle = events.length >> 1;
    const first = await ingestParts(events.slice(0, middle));
    if (first === 'waits') return first;
    const second = await ingestParts(events.slice(middle));
    return first === 'bad' && second === 'taken' ? first : second;
  }

  const tryEvents = (events: WebhookEvent[]): Promise<TakenIn> => attempt(() => deps.ingest(events));

  async function attempt(step: () => Promise<Result<unknown>>): Promise<TakenIn> {
    try {
      const result = await step();
      if (result.ok) return 'taken';
      return result.error.code === 'command.bad-arguments' ? 'bad' : 'waits';
    } catch (error) {
      report(error);
      return 'bad';
    }
  }

  /** Stays at the relay and is counted. `again`: what threw may be over after a while. */
  function setAside(sealed: Uint8Array, when?: 'again'): void {
    unreadable.add(sealed);
    deps.onHealth();
    if (when === 'again' && !alarm.isSet()) alarm.set(backoff.next());
  }

  /** The newest first: the ones before open what was sealed before the team changed. */
  function inboxKeys(): Promise<Opener[]> {
    const { inbox, formerInboxes = [] } = deps.keyring.keybag;
    const pairs = inbox === undefined ? [] : [inbox, ...formerInboxes];
    return Promise.all(
      pairs.map(({ privateKey }) => {
        const opener = openers.get(privateKey) ?? openerOf(deps.keyring.crypto, privateKey);
        openers.set(privateKey, opener);
        return opener;
      }),
    );
  }

  const waiting = (): Uint8Array[] =>
    deliveries
      .toArray()
      .filter((sealed) => !isUnreadable(sealed) && !seen.has(sealed) && !notices.has(sealed));

  function retry(): void {
    unreadable = new WeakSet();
    openings = new WeakMap();
    wake();
  }

  deliveries.observe(wake);

  return {
    doc,
    wake,
    takeAll,
    notePause,
    readAndGone() {
      const there = new Set(deliveries.toArray());
      return [...seen].filter((sealed) => !there.has(sealed)).length;
    },
    retry,
    unreadable: () => deliveries.toArray().filter(isUnreadable).length,
    unopenedRequests: () => deps.page?.unopened() ?? 0,
  };
}

const nothing: Omit<Opened, 'sealed'> = { events: [], requests: [], arrivals: [] };

function sizeOf({ events, requests, arrivals }: Omit<Opened, 'sealed'>): number {
  return events.length + requests.length + arrivals.length;
}

async function openDelivery(
  keys: Opener[],
  {
    keyring,
    page,
    unsubscribes,
    webhooks,
  }: Pick<Parameters<typeof createInbox>[0], 'keyring' | 'page' | 'unsubscribes' | 'webhooks'>,
  sealed: Uint8Array,
): Promise<Result<Content>> {
  const { workspace } = keyring.keybag;
  try {
    let bytes: Awaited<ReturnType<Opener>> = notADelivery();
    for (const open of keys) {
      bytes = await open(sealed, inboxInfo(workspace));
      if (bytes.ok) break;
    }
    if (!bytes.ok) return bytes;
    const content = parseJsonBytes(bytes.value);
    if (pauseNoticeSchema.safeParse(content).success) return ok('paused');
    const delivery = inboxDeliverySchema.safeParse(content).data;
    if (delivery === undefined) return notADelivery();
    const unsubscribed = await unsubscribes?.open(delivery);
    if (unsubscribed !== undefined) return ok({ ...nothing, events: unsubscribed });
    const requests = page && (await page.open(delivery));
    if (requests !== undefined) return ok({ ...nothing, requests });
    const arrivals = webhooks?.open(delivery);
    if (arrivals === 'later') return notADelivery();
    if (arrivals !== undefined) return ok({ ...nothing, arrivals });
    const events = parseWebhook(delivery.body, delivery.receivedAt);
    return events.ok ? ok({ ...nothing, events: events.value }) : events;
  } catch (error) {
    report(error);
    return notADelivery();
  }
}

/** A key that is none opens nothing, and keeps no other from being tried. */
async function openerOf(crypto: WebCrypto, privateKey: string): Promise<Opener> {
  try {
    return await createOpener(crypto, fromBase64Url(privateKey));
  } catch (error) {
    report(error);
    return async () => notADelivery();
  }
}

/** A bug of ours must reach the console; its words may hold what a customer wrote, so they do not. */
function report(error: unknown): void {
  const frames =
    error instanceof Error ? error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) : [];
  console.error('Taking in a delivery failed.', ...(frames ?? []));
}

function notADelivery(): Result<never> {
  return problem('inbox.not-a-delivery', 'Something in the relay’s inbox is no delivery. It is kept there.');
}

/** Another device may have been faster: what is no longer there is passed over. */
function remove(deliveries: Y.Array<Uint8Array>, taken: ReadonlySet<Uint8Array>): void {
  const all = deliveries.toArray();
  // From the end, so that the places of the others stay as they were read.
  deliveries.doc!.transact(() => {
    for (let index = all.length - 1; index >= 0; index--)
      if (taken.has(all[index]!)) deliveries.delete(index);
  });
}
