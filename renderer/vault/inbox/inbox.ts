import type * as Y from 'yjs';
import type { z } from 'zod';
import type { WebhookEvent } from '#shared/channels/events.ts';
import type { Opener } from '#shared/crypto/open.ts';
import { seal } from '#shared/crypto/seal.ts';
import { createBackoff, type Work } from '#shared/lib/async.ts';
import { fromBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { inboxInfo, type pauseNoticeSchema } from '#shared/sync/delivery.ts';
import { newDoc } from '#shared/sync/new-doc.ts';
import { type Arrived, createOpening, type OpeningDeps } from './opening.ts';
import { report } from './report.ts';
import { createTakingIn, type TakenIn } from './taking-in.ts';

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

interface Opened extends Arrived {
  sealed: Uint8Array;
}

export interface InboxDeps extends OpeningDeps {
  /** Makes the events durable as records. */
  ingest(events: WebhookEvent[]): Promise<Result<unknown>>;
  onHealth(): void;
  work: Work;
  /** What was taken in stays at the relay: nothing of it is durable here. */
  staysThere?: boolean;
  /** Whether all of it waits at the relay for now. */
  isPaused?(): boolean;
  /** A notice that sending is paused has come. */
  onPauseNotice?(): void;
}

export function createInbox(deps: InboxDeps): Inbox {
  const doc = newDoc(deps.keyring.crypto);
  const deliveries = doc.getArray<Uint8Array>(envelopesKey);
  const opening = createOpening(deps);
  const takingIn = createTakingIn(deps);
  let unreadable = new WeakSet<Uint8Array>();
  /** What was taken in and stays. */
  const seen = new Set<Uint8Array>();
  const notices = new Set<Uint8Array>();
  const isUnreadable = (sealed: unknown): boolean =>
    !(sealed instanceof Uint8Array) || unreadable.has(sealed);
  let underWay: Promise<void> = Promise.resolve();
  const wake = deps.work.singleFlight(() => (underWay = takeIn().catch(report)));
  const backoff = createBackoff(firstPause, longestPause);
  const alarm = deps.work.alarm(retry);

  async function takeIn(): Promise<void> {
    for (let next = waiting(); next.length > 0 && !deps.work.isOver; next = waiting()) {
      const keys = await opening.keys();
      if (keys.length === 0) return;
      const opened = await openSome(keys, next);
      if (deps.isPaused?.() === true) return;
      if (opened.length === 0) continue;
      if ((await ingest(opened)) === 'waits') return;
    }
  }

  async function openSome(keys: Opener[], sealed: Uint8Array[]): Promise<Opened[]> {
    const opened: Opened[] = [];
    let count = 0;
    for (let start = 0; start < sealed.length; start += openedAtOnce) {
      if (count >= eventsAtOnce || deps.work.isOver) break;
      const together = sealed.slice(start, start + openedAtOnce);
      const results = await Promise.all(together.map((one) => opening.open(keys, one)));
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

  /** All together; where one of them is at fault, each by itself, so that the others do not wait for it. */
  async function ingest(opened: Opened[]): Promise<TakenIn> {
    const result = await takingIn.together(opened);
    if (result === 'taken') done(opened);
    if (result !== 'bad') return result;
    for (const one of opened) {
      const alone = await takingIn.alone(one);
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

  /** Stays at the relay and is counted. `again`: what threw may be over after a while. */
  function setAside(sealed: Uint8Array, when?: 'again'): void {
    unreadable.add(sealed);
    deps.onHealth();
    if (when === 'again' && !alarm.isSet()) alarm.set(backoff.next());
  }

  const waiting = (): Uint8Array[] =>
    deliveries
      .toArray()
      .filter((sealed) => !isUnreadable(sealed) && !seen.has(sealed) && !notices.has(sealed));

  function retry(): void {
    unreadable = new WeakSet();
    opening.forget();
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

function sizeOf({ events, requests, arrivals }: Arrived): number {
  return events.length + requests.length + arrivals.length;
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
