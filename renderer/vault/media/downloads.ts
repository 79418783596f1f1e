import type { Bridge } from '#shared/bridge/bridge.ts';
import { mediaLifetime } from '#shared/channels/files.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { messagesBy, readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { attachmentIdOf, mediaKindOfMessage } from '#shared/domain/attachment.ts';
import { accountIdOf, type Channel } from '#shared/domain/channel.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import type { Blobs } from '../blobs/blobs.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';
import { accountOf } from '../channels/accounts.ts';
import { fetchMedia, type MediaSource } from './fetch-media.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** How long to wait after the first, second, … failure. The last one stays until the file expires. */
const pauses = [10 * second, minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour];
/** Another device has taken this on; if it has gone, somebody has to look again. */
const patienceWithOthers = 15 * minute;
/** There is no room: it is looked again soon. */
const patienceWithDisk = 4 * second;
const atOnce = 3;
/** Failures that another try does not change. */
const final = new Set(['media.too-large', 'media.foreign', 'blob.empty']);

/** Gets the files that customers send, apart from their messages: a message never waits for its file, or is lost with it. */
export interface Downloads {
  /** Everything is loaded: looks once at the conversations in which there may be files to get. */
  start(): void;
}

export interface DownloadsDeps {
  bridge: Bridge;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  blobs: Blobs;
  claims: Claims;
  work: Work;
  /** Whether there is room for files. */
  mayStore(): boolean;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  /** Epoch milliseconds. */
  now(): number;
}

export function createDownloads(deps: DownloadsDeps): Downloads {
  const { bridge, records, blobs, claims, run, now } = deps;
  /** Messages whose file is wanted, and when to look at them next. */
  const wanted = new Map<string, number>();
  const running = new Set<string>();
  const alarm = deps.work.alarm(wake);
  const { signal } = deps.work;

  function consider(message: Message | undefined): void {
    if (message === undefined || running.has(message.id)) return;
    const due = dueAt(records, message, now());
    if (due === undefined) wanted.delete(message.id);
    else wanted.set(message.id, due);
  }

  function wake(): void {
    alarm.clear();
    if (signal.aborted) return;
    const due = [...wanted].toSorted(([, a], [, b]) => a - b);
    for (const [id, at] of due) {
      if (running.size >= atOnce || at > now()) break;
      wanted.delete(id);
      running.add(id);
      const job = work(id).finally(() => {
        running.delete(id);
        // What changed while it was under way was not looked at.
        if (!wanted.has(id)) consider(readMessage(records, id));
        wake();
      });
      ignore(deps.work.track(job));
    }
    const next = [...wanted.values()].reduce((earliest, at) => Math.min(earliest, at), Infinity);
    // A timer holds 24.8 days at most; an hour is plenty.
    if (next < Infinity && running.size < atOnce) alarm.set(Math.min(hour, Math.max(0, next - now())));
  }

  async function work(id: string): Promise<void> {
    const message = readMessage(records, id);
    const source = message && sourceOf(records, message);
    if (message === undefined || source === undefined || dueAt(records, message, now()) === undefined) return;
    if (!deps.mayStore()) return void wanted.set(id, now() + patienceWithDisk);
    const claim = await claims.take('media', id);
    if (signal.aborted) return;
    if (claim === 'other') return void wanted.set(id, now() + patienceWithOthers);
    // Where the relay cannot say, getting a file twice does no harm.
    const got = await fetchMedia({ bridge, blobs, signal }, source, nameOf(message));
    if (signal.aborted) return;
    // Filled up meanwhile: that says nothing about the file.
    if (!got.ok && got.error.code === 'disk.full') return void wanted.set(id, now() + patienceWithDisk);
    if (!got.ok) return noteFailure(message, got.error);
    await note(id, run('media.arrived', { messageId: id, file: got.value }));
    // Another device was faster, or the message is gone.
    const { blob } = got.value;
    if (records.get('attachments', attachmentIdOf(message))?.file?.blob !== blob) await blobs.remove(blob);
  }

  async function noteFailure(message: Message, { code, message: words, remedy }: Problem): Promise<void> {
    const attempts = records.get('attachments', attachmentIdOf(message))?.attempts ?? 0;
    const retryAt = now() + pauses[Math.min(attempts, pauses.length - 1)]!;
    const tooLate = retryAt > message.at + mediaLifetime;
    const expired = code === 'media.gone' || tooLate;
    const why = remedy === undefined ? words : `${words} ${remedy}`;
    const failed = run('media.failed', {
      messageId: message.id,
      code: code.slice(0, 100),
      message: why.slice(0, 500),
      retryAt: final.has(code) ? undefined : retryAt,
      expired,
    });
    await note(message.id, failed);
  }

  /** What could not be written down is not asked for again at once. */
  async function note(id: string, written: Promise<Result<unknown>>): Promise<void> {
    const result = await written;
    if (result.ok) return;
    wanted.set(id, now() + (result.error.code === 'disk.full' ? patienceWithDisk : patienceWithOthers));
  }

  function forgetIfRevoked(message: Message | undefined): void {
    if (message?.revokedAt === undefined) return;
    const id = attachmentIdOf(message);
    if (records.get('attachments', id)?.file !== undefined) ignore(run('media.forget', { id }));
  }

  deps.changes.on(['messages', 'messageStates'], (ids) => {
    for (const id of ids) {
      const message = readMessage(records, id);
      consider(message);
      forgetIfRevoked(message);
    }
    wake();
  });
  deps.changes.on(['attachments'], (ids) => {
    for (const id of ids) {
      const attachment = records.get('attachments', id);
      if (attachment === undefined) continue;
      consider(readMessage(records, attachment.messageId));
    }
    wake();
  });

  return {
    start() {
      for (const { id, lastAt } of records.all('conversations')) {
        if (lastAt < now() - mediaLifetime) continue;
        for (const message of messagesBy(records, 'conversationId', id)) consider(message);
      }
      wake();
    },
  };
}

/** When to get a message's file; `undefined` where there is none to get. */
function dueAt(records: RecordReader, message: Message, now: number): number | undefined {
  if (message.direction === 'note' || message.revokedAt !== undefined) return undefined;
  if (message.at < now - mediaLifetime || sourceOf(records, message) === undefined) return undefined;
  const attachment = records.get('attachments', attachmentIdOf(message));
  if (attachment === undefined) return now;
  return attachment.state === 'failed' ? attachment.retryAt : undefined;
}

/** Where a message's file is; `undefined` where it has none, or its channel is not connected here. */
function sourceOf(records: RecordReader, message: Message): MediaSource | undefined {
  const kind = mediaKindOfMessage(message);
  const channel = channelOf(records, message);
  if (kind === undefined || channel === undefined) return undefined;
  const { id, url } = message.content ?? {};
  if (channel.kind !== 'whatsapp')
    return typeof url === 'string' && URL.canParse(url) && url.length <= 4000 ? { url, kind } : undefined;
  return typeof id === 'string' && /^[\w-]{1,200}$/.test(id)
    ? { account: accountOf(channel), mediaId: id }
    : undefined;
}

function nameOf({ content }: Message): string | undefined {
  const name = content?.['filename'];
  return typeof name === 'string' && name !== '' ? name.slice(0, 240).toWellFormed() : undefined;
}

function channelOf(records: RecordReader, message: Message): Channel | undefined {
  const accountId = records.get('conversations', message.conversationId)?.accountId;
  return [...records.all('channels')].find((channel) => accountIdOf(channel) === accountId);
}
