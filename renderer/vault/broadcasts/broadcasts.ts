import { dailyLimitOf, lastDay, restCause, roomAt } from '#shared/commands/broadcast/limits.ts';
import { repliedBroadcast } from '#shared/commands/broadcast/send.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import {
  type Broadcast,
  type BroadcastRecipient,
  isWaiting,
  stageOf,
} from '#shared/domain/broadcast/broadcast.ts';
import { quietUntil } from '#shared/domain/broadcast/quiet.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import { isPaused } from '#shared/records/pauses.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';
import { isQueued } from '../outbound/outbox.ts';

export interface BroadcastsDeps {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  claims: Claims;
  /** Whether this member is given the channels: who is not sends nothing, and knows of none that is gone. */
  holdsChannels(): boolean;
  /** See `CatchUp`. */
  caughtUp(): Promise<boolean>;
  work: Work;
  /** Epoch milliseconds, right also where this device's clock is not. */
  now(): number;
}

/**
 * Writes the messages of broadcasts, a few at a time: what a person says, and what customers say, is heard between any
 * two. Each recipient is one device's, by claim, and has had their turn by their record.
 */
export interface Broadcasts {
  wake(): void;
}

/** So many wait to be sent at once: a colleague's answer never stands behind more of them. */
const mostUnderWay = 3;
const waitForRelay = 20_000;
/** One device at a time: who has this span of it goes on, and where that one is gone, another one has the next. */
const turnLength = 10 * 60_000;
/** A computer that slept keeps its timers as they were: look at the clock again at least this often. */
const longestAlarm = 60_000;
/** Many records change at once: they are looked through together. */
const settled = 100;

export function createBroadcasts(deps: BroadcastsDeps): Broadcasts {
  const { records, work, now, run } = deps;
  /** What this device is done with, or another one sends. */
  const done = new Set<string>();
  const underWay = new Set<string>();
  /** Broadcasts of which everybody has had their turn. */
  const finished = new Set<string>();
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    if (isPaused(records, 'sends') || !deps.holdsChannels()) return;
    let next = now() + longestAlarm;
    for (const { id } of [...records.all('broadcasts')].toSorted(byStart)) {
      if (work.isOver) return;
      next = Math.min(next, await goOn(id));
    }
    alarm.reset(Math.max(0, next - now()));
  }

  /** When this broadcast is looked at again; epoch milliseconds, maybe never. */
  async function goOn(id: string): Promise<number> {
    const begins = records.get('broadcasts', id);
    if (begins === undefined || finished.has(id) || stageOf(begins, Infinity) !== 'running') return Infinity;
    if (stageOf(begins, now()) === 'waiting') return begins.startAt!;
    const quiet = quietUntil(begins, businessTimeZone(records), now());
    if (quiet !== undefined) return quiet;
    // What leaves the queue wakes this.
    if (isBusy()) return Infinity;
    const waiting = waitingOf(id);
    if (waiting.length === 0) return Infinity;
    const turn = await deps.claims.take('broadcastTurn', `${id} ${Math.floor(now() / turnLength)}`);
    if (turn !== 'mine') return now() + (turn === 'unknown' ? waitForRelay : longestAlarm);
    const written = lastDay(records, now(), begins);
    for (const recipient of waiting) {
      const broadcast = records.get('broadcasts', id);
      if (work.isOver || broadcast === undefined || stageOf(broadcast, now()) !== 'running') return Infinity;
      if (isBusy() || isPaused(records, 'sends') || (await stopped(broadcast))) return Infinity;
      if (quietUntil(broadcast, businessTimeZone(records), now()) !== undefined) return now();
      const room = roomAt(dailyLimitOf(records, broadcast), written);
      if (room > now()) return room;
      if (!(await take(recipient.id))) return now() + waitForRelay;
      noteWritten(recipient, written);
    }
    return Infinity;
  }

  function waitingOf(id: string): BroadcastRecipient[] {
    const waiting = records.by('broadcastRecipients', 'broadcastId', id).filter(isWaiting);
    if (waiting.length === 0) finished.add(id);
    return waiting.filter((one) => !done.has(one.id)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Recipients can come later than their broadcast. */
  function noteRecipients(ids: Iterable<string>): void {
    for (const id of ids) {
      const recipient = records.get('broadcastRecipients', id);
      if (recipient !== undefined && isWaiting(recipient) && finished.delete(recipient.broadcastId)) later();
    }
  }

  /** Whether it has paused itself now. */
  async function stopped(broadcast: Broadcast): Promise<boolean> {
    const recipients = records.by('broadcastRecipients', 'broadcastId', broadcast.id);
    const found = restCause(records, broadcast, recipients, now());
    if (found === undefined) return false;
    await run('broadcast.rest', { id: broadcast.id, ...found });
    return true;
  }

  /** `false` where the relay cannot say whose it is: sent twice would be worse than sent late. */
  async function take(id: string): Promise<boolean> {
    if (!(await deps.caughtUp())) return false;
    const claim = await deps.claims.take('broadcast', id);
    if (claim === 'unknown' || work.isOver) return false;
    if (claim === 'other') done.add(id);
    // What cannot be written now, such as while it is paused, is this one's turn again later.
    else await run('broadcast.send', { id });
    return true;
  }

  function noteWritten({ id, contactId }: BroadcastRecipient, written: Map<string, number>): void {
    const { messageId } = records.get('broadcastRecipients', id) ?? {};
    if (messageId === undefined) return;
    underWay.add(messageId);
    written.set(records.get('messages', messageId)?.conversationId ?? contactId, now());
  }

  function isBusy(): boolean {
    for (const id of underWay) {
      const message = readMessage(records, id);
      if (message === undefined || !isQueued(message)) underWay.delete(id);
    }
    return underWay.size >= mostUnderWay;
  }

  function noteReplies(ids: Iterable<string>): void {
    for (const messageId of ids) {
      const message = readMessage(records, messageId);
      if (message !== undefined && repliedBroadcast(records, message) !== undefined)
        ignore(work.track(run('broadcast.noteReply', { messageId })));
    }
  }

  const later = work.debounce(async () => start(), settled);
  deps.changes.on(
    [
      'broadcasts',
      'messageTemplates',
      'channels',
      'mailAccounts',
      'pauses',
      'consents',
      'contacts',
      'accountEvents',
    ],
    later,
  );
  deps.changes.on(['messageStates'], (ids) => {
    for (const id of ids) if (underWay.has(id)) return later();
  });
  deps.changes.on(['broadcastRecipients'], noteRecipients);
  deps.changes.on(['messages'], noteReplies);
  return { wake: start };
}

function byStart(a: Broadcast, b: Broadcast): number {
  return (a.startAt ?? a.createdAt) - (b.startAt ?? b.createdAt) || (a.id < b.id ? -1 : 1);
}
