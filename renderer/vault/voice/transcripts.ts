import { isAside } from '#shared/domain/conversation-state.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { attachmentIdOf } from '#shared/domain/attachment.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { messagesBy, readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Blobs } from '../blobs/blobs.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';
import { readFile } from '../media/files.ts';
import type { VoiceReader } from './reader.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** How long to wait after the first, second, … failure; after the last one somebody has to ask for it. */
const pauses = [30 * second, 5 * minute, 30 * minute, 2 * hour, 6 * hour];
/** Another device has taken this on, or the relay cannot say who has: somebody has to look again. */
const patience = { others: 15 * minute, relay: minute };
/** A model that is not there on this device is left to other devices for so long. */
const standAside = 10 * minute;
/** Failures that another try does not change: the recording's own. */
const final = new Set(['voice.too-long', 'voice.unreadable', 'model.contact-stays']);
/** Not there on this device, and perhaps on another one. */
const lacking = new Set(['voice.no-folder', 'voice.no-key']);
const absent = new Set(['model.unreachable', 'voice.no-engine', ...lacking]);

/** Turns voice notes of customers into text, apart from their messages: one device, each one once. */
export interface Transcripts {
  /** Everything is loaded: looks once at the conversations in which something may be waiting. */
  start(): void;
}

export interface TranscriptsDeps {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  blobs: Blobs;
  claims: Claims;
  reader: VoiceReader;
  work: Work;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  /** Epoch milliseconds. */
  now(): number;
}

export function createTranscripts(deps: TranscriptsDeps): Transcripts {
  const { records, blobs, claims, reader, run, now, work } = deps;
  /** Messages whose text is wanted, and when to look at them next. */
  const wanted = new Map<string, number>();
  const start = work.singleFlight(readAll);
  const alarm = work.alarm(start);
  let asideUntil = 0;

  function consider(id: string): void {
    const message = readMessage(records, id);
    const due = message && dueAt(records, message, now());
    if (due === undefined) wanted.delete(id);
    else wanted.set(id, Math.max(due, isAsked(id) ? 0 : asideUntil));
  }

  const isAsked = (id: string): boolean => records.get('transcripts', id)?.askedAt !== undefined;

  /** One after the other: a computer has one model, and what is waited for comes first. */
  async function readAll(): Promise<void> {
    alarm.clear();
    for (let next = first(); next !== undefined && !work.isOver; next = first()) {
      wanted.delete(next);
      await readOne(next);
    }
    const soonest = Math.min(...wanted.values());
    if (soonest < Infinity && !work.isOver) alarm.set(Math.min(hour, Math.max(0, soonest - now())));
  }

  function first(): string | undefined {
    const due = [...wanted].filter(([, at]) => at <= now());
    return due.toSorted(([a, x], [b, y]) => Number(isAsked(b)) - Number(isAsked(a)) || x - y)[0]?.[0];
  }

  async function readOne(id: string): Promise<void> {
    const message = readMessage(records, id);
    if (message === undefined || dueAt(records, message, now()) === undefined) return;
    const { contactId } = records.get('conversations', message.conversationId) ?? {};
    const refused = reader.refusal(contactId);
    if (refused !== undefined) return putOff(id, refused);
    const attempt = records.get('transcripts', id)?.failed?.attempts ?? 0;
    const claim = await claims.take('voice', `${id} ${attempt}`);
    if (work.isOver) return;
    if (claim !== 'mine') {
      wanted.set(id, now() + (claim === 'other' ? patience.others : patience.relay));
      return;
    }
    const file = await readFile({ blobs, records }, attachmentIdOf(message));
    const found = file.ok ? await reader.read(file.value, contactId, work.signal) : file;
    if (work.isOver) return;
    if (!found.ok) return noteFailure(id, found.error);
    asideUntil = 0;
    await note(id, run('transcript.note', { messageId: id, read: found.value.read }));
  }

  /** What the settings forbid waits for them to change. Who asked for it is told, once other devices had time for it. */
  async function putOff(id: string, refused: Problem): Promise<void> {
    const { askedAt } = records.get('transcripts', id) ?? {};
    const othersUntil = askedAt === undefined || !lacking.has(refused.code) ? 0 : askedAt + patience.relay;
    if (othersUntil > now()) wanted.set(id, othersUntil);
    else if (askedAt !== undefined || final.has(refused.code)) await noteFailure(id, refused);
  }

  async function noteFailure(id: string, { code, message, remedy }: Problem): Promise<void> {
    if (absent.has(code)) asideUntil = now() + standAside;
    const pause = pauses[records.get('transcripts', id)?.failed?.attempts ?? 0];
    const why = remedy === undefined ? message : `${message} ${remedy}`;
    const failed = run('transcript.noteFailure', {
      messageId: id,
      code: code.slice(0, 100),
      message: why.slice(0, 500),
      retryAt: final.has(code) || pause === undefined ? undefined : now() + pause,
    });
    await note(id, failed);
  }

  /** What could not be written down is not read again at once. */
  async function note(id: string, written: Promise<Result<unknown>>): Promise<void> {
    if (!(await written).ok) wanted.set(id, now() + patience.others);
  }

  function look(ids: Iterable<string>): void {
    for (const id of ids) consider(id);
    if (wanted.size > 0) start();
  }

  function lookAtAll(): void {
    const { on, from = Infinity } = records.get('aiSettings', 'ai')?.voiceNotes ?? { on: false };
    asideUntil = 0;
    if (!on) return;
    // Senders' clocks tell whole seconds, and not always the right ones: what came in since is looked at by itself.
    for (const { id, lastAt } of records.all('conversations'))
      if (lastAt >= from - hour) look(messagesBy(records, 'conversationId', id).map((message) => message.id));
    look([...records.all('transcripts')].map(({ id }) => id));
  }

  deps.changes.on(['attachments'], (ids) =>
    look([...ids].flatMap((id) => records.get('attachments', id)?.messageId ?? [])),
  );
  deps.changes.on(['transcripts', 'messageStates'], look);
  deps.changes.on(['aiSettings', 'deviceSettings', 'pauses'], lookAtAll);

  return { start: lookAtAll };
}

/** When to turn a customer's voice note into text; `undefined` where there is nothing to do. */
function dueAt(records: RecordReader, message: Message, now: number): number | undefined {
  const { id, direction, type, revokedAt, past, at, receivedAt = at } = message;
  if (direction !== 'in' || type !== 'audio' || revokedAt !== undefined) return undefined;
  const file = records.get('attachments', attachmentIdOf(message))?.file;
  if (file === undefined || !/^(audio|video)\//.test(file.mimeType)) return undefined;
  const { read, askedAt, failed } = records.get('transcripts', id) ?? {};
  if (read !== undefined) return undefined;
  if (askedAt !== undefined) return now;
  const { on, from = Infinity } = records.get('aiSettings', 'ai')?.voiceNotes ?? { on: false };
  const talk = records.get('conversations', message.conversationId);
  if (!on || (talk !== undefined && isAside(talk))) return undefined;
  if (failed !== undefined) return failed.retryAt;
  return receivedAt >= from && past !== true ? now : undefined;
}
