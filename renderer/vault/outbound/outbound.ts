import type { Bridge } from '#shared/bridge/bridge.ts';
import { channelRules, type Recipient } from '#shared/channels/channel.ts';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import { signedOut } from '#shared/channels/email/errors.ts';
import { pauseAfter } from '#shared/channels/pace.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { recipientOf } from '#shared/commands/inbox/recipient.ts';
import { broadcastStands } from '#shared/records/broadcasts.ts';
import { isPaused, liftedAt } from '#shared/records/pauses.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { SendingChannel } from '#shared/domain/channel.ts';
import { attachmentIdOf, mediaKindOfMessage } from '#shared/domain/attachment.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { createBackoff, type Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { RandomSource } from '#shared/lib/ids.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Blobs } from '../blobs/blobs.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claim, Claims } from '../claims/claims.ts';
import { putMailFile, uploadMedia } from './upload-media.ts';
import { deliver, deliverMail, type Sent, type UploadedFile } from './deliver.ts';
import { type LinkFor, mailRecipient, outgoingMail } from './mail.ts';
import type { MailRights } from './mail-rights.ts';
import { createPace } from './pace.ts';
import { createOutbox, isQueued } from './outbox.ts';
import { reasonToHold, writtenAt } from './reasons.ts';
import { chooseNext, sendAgainAt } from './queue.ts';

/** After a network failure that certainly did not reach Meta. */
const firstRetryMilliseconds = 2000;
const lastRetryMilliseconds = 60_000;
/** A computer that slept keeps its timers as they were: look at the clock again at least this often. */
const longestAlarmMilliseconds = 60_000;
/** What failed longer ago than this is not sent again without being asked: the moment for it may be over. */
const longestRetryMilliseconds = 60 * 60_000;

export interface OutboundDeps {
  bridge: Bridge;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  deviceId: string;
  /** Whether this device has written a message since it was started. */
  isWrittenNow(messageId: string): boolean;
  /** See `createOutbox`. */
  deviceIds(): Iterable<string>;
  /** Epoch milliseconds, right also where this device's clock is not: see `RelayClock`. */
  now(): number;
  claims: Claims;
  blobs: Pick<Blobs, 'read'>;
  random: RandomSource;
  work: Work;
  /** Reads what waits at the relay; `true` where everything that had come there was taken in. */
  caughtUp(): Promise<boolean>;
  /** So many messages were held back because their time was over. */
  onLate?(count: number): void;
  mailRights: Pick<MailRights, 'of' | 'drop'>;
  /** Where somebody unsubscribes who gets an advertisement; `undefined` where no relay would hear it. */
  linkFor: LinkFor;
  /** Meta knows a template otherwise than this device. */
  reloadTemplates(): void;
}

type HandOver = () => Promise<Result<Sent>>;

interface Handed {
  channel: SendingChannel;
  conversation: Conversation;
  recipient: Recipient;
  message: Message;
  file: UploadedFile | undefined;
}

type Taken = 'done' | 'late' | 'later';

/** How long until a message is looked at again whose file or claim was not to be had. */
const waitingMilliseconds = 20_000;

/** How long a mail server is left alone that was not there. */
const serverAwayMilliseconds = 30_000;

/** Problems of a file that pass by themselves: its message waits. */
const passing = [
  'egress.',
  'bridge.',
  'media.unreachable',
  'media.broken-off',
  'media.busy',
  'blob.unreachable',
  'blob.not-here-yet',
];
/** Meta's code for a file that it does not take. */
const fileRefused = 131_053;
/** Meta's code for a recipient who cannot be reached. */
const undeliverable = 131_026;
/** Meta's code for what comes too late. */
const windowShut = 131_047;

/**
 * Sends what this device has queued: for each recipient in the order of writing, as fast as Meta allows. That a send begins is durable before it
 * begins; what began and has no outcome is never sent again by itself, because Meta knows no idempotency key.
 */
export interface Outbound {
  /** Looks for queued messages, as by itself whenever messages or channels have changed. */
  wake(): void;
  /** An old month was opened. */
  opened(): void;
  /** What is still to be sent, now or later. */
  waiting(): Message[];
}

export function createOutbound(deps: OutboundDeps): Outbound {
  const { bridge, records, run } = deps;
  const start = deps.work.shared(work);
  const retry = deps.work.alarm(start);
  const alarm = deps.work.alarm(wake);
  const backoff = createBackoff(firstRetryMilliseconds, lastRetryMilliseconds);
  /** What another device has claimed: it tells of the outcome. */
  const othersSend = new Set<string>();
  /** What cannot go out now, because its file or the relay's word is missing: the others go on. */
  const waiting = new Set<string>();
  /** What failed after it was accepted and cannot be sent again by itself. */
  const givenUp = new Set<string>();
  /** What waited when this was started: a copy of this device may have it too. */
  let before: Set<string> | undefined;
  const outbox = createOutbox(deps);
  const pace = createPace();

  /** `true` when the queue may go on with the next message. */
  async function send(message: Message, channel: SendingChannel): Promise<boolean> {
    const conversation = records.get('conversations', message.conversationId);
    const recipient = conversation === undefined ? undefined : whereTo(message, conversation);
    const { id } = message;
    if (conversation === undefined || recipient === undefined) {
      await run('message.refused', {
        id,
        code: undeliverable,
        title:
          channel.kind === 'email'
            ? 'No e-mail address is known for this customer.'
            : 'No number or user id is known for this customer.',
      });
      return true;
    }
    const sending = { ...message, writtenAt: writtenAt(message) };
    const may = checkRight(records, conversation, sending, deps.now());
    if (!may.ok) {
      await run('message.refused', { id, code: undeliverable, title: may.error.message });
      return true;
    }
    if (isOfferTooLate(message, conversation, deps.now())) {
      await run('message.refused', {
        id,
        code: windowShut,
        title: 'The hours in which choices are taken are over.',
      });
      return true;
    }
    const file = await upload(message, channel);
    if (!file.ok) return fileFailed(id, file.error);
    const handOver = await prepared({ channel, conversation, recipient, message, file: file.value });
    // Nobody else's message waits for this one.
    if (handOver === undefined) {
      waiting.add(id);
      return true;
    }
    const started = await run('message.attempt', { id });
    if (!started.ok || deps.work.isOver) return false;
    const place = { channelId: channel.id, conversationId: message.conversationId };
    pace.spend(place, channelRules(channel.kind).limits, deps.now());
    const sent = await handOver();
    if (!sent.ok) {
      // Only the guard's refusal is certain not to have left; anything else stays unconfirmed.
      if (sent.error.code.startsWith('egress.')) await run('message.unsent', { id });
      return false;
    }
    const answer = sent.value;
    if (answer.outcome === 'accepted') await run('message.accepted', { id, externalId: answer.externalId });
    if (answer.outcome === 'refused') await refuse(message, channel, answer);
    if (answer.outcome !== 'unreachable') return true;
    await run('message.unsent', { id });
    // Each mailbox has a server of its own: while one is away, everything else goes out.
    if (channel.kind === 'email') pace.hold(channel.id, deps.now() + serverAwayMilliseconds);
    return channel.kind === 'email';
  }

  const whereTo = (message: Message, conversation: Conversation): Recipient | undefined =>
    conversation.channel === 'email'
      ? mailRecipient(records, message, conversation)
      : recipientOf(records, conversation, message);

  /** What hands it over; `undefined` for an advertisement that nobody could unsubscribe from now, and without a right to send. */
  async function prepared({ channel, recipient, ...given }: Handed): Promise<HandOver | undefined> {
    if (channel.kind !== 'email' && !('email' in recipient))
      return () => deliver(bridge, { ...given, channel, recipient, now: deps.now() });
    if (channel.kind !== 'email' || !('email' in recipient))
      return async () =>
        problem('egress.wrong-channel', 'This customer cannot be reached over this channel.');
    const parts = { ...given, account: channel, to: recipient.email, linkFor: deps.linkFor };
    const mail = await outgoingMail(records, parts);
    // Nothing has left yet: without a right it waits, as where there is no connection.
    const access = mail && (await deps.mailRights.of(channel));
    return access?.ok === true ? () => deliverMail(bridge, access.value, mail!) : undefined;
  }

  /** What the refusal asks for: the record waits or fails, the channel rests, the templates are loaded again. */
  async function refuse(
    { id, tries = 0 }: Message,
    channel: SendingChannel,
    { code, subcode, title, details }: Extract<Sent, { outcome: 'refused' }>,
  ): Promise<void> {
    const at = deps.now();
    const error = { code, subcode };
    const { reaction } = adviseOnSendError(error, channel.kind);
    if (reaction === 'back-off') pace.hold(channel.id, at + pauseAfter(error, channel.kind, tries)!);
    if (reaction === 'reload-templates') deps.reloadTemplates();
    if (code === signedOut) deps.mailRights.drop(channel.id);
    await run('message.refused', { id, ...error, title, details, at });
  }

  /** The file of a message at Meta, before its sending begins: an upload may be repeated, a send may not. */
  async function upload(
    message: Message,
    channel: SendingChannel,
  ): Promise<Result<UploadedFile | undefined>> {
    const kind = mediaKindOfMessage(message);
    if (kind === undefined) return ok(undefined);
    const file = records.get('attachments', attachmentIdOf(message))?.file;
    if (file === undefined) return problem('media.missing', 'The file of this message is no longer there.');
    const uploaded =
      channel.kind === 'email' ? await putMailFile(deps, file) : await uploadMedia(deps, channel, kind, file);
    return uploaded.ok ? ok({ kind, mediaId: uploaded.value, filename: file.name }) : uploaded;
  }

  /** The message waits for its file, or is refused with it; the next one may do better. */
  async function fileFailed(id: string, { code, message, remedy }: Problem): Promise<true> {
    if (passing.some((start) => code.startsWith(start))) waiting.add(id);
    else await run('message.refused', { id, code: fileRefused, title: message, details: remedy });
    return true;
  }

  /**
   * A message that any device may send goes out from the one that holds the claim; so does one of before this start,
   * which a copy of this device may hold as well. What comes meanwhile in this device's name is its copy's to send.
   */
  async function mayBeOurs({ id, sendAt }: Message): Promise<Claim> {
    if (sendAt === undefined && deps.isWrittenNow(id)) return 'mine';
    return sendAt !== undefined || before?.has(id) === true ? deps.claims.take('send', id) : 'other';
  }

  async function work(): Promise<void> {
    waiting.clear();
    if (isPaused(records, 'sends')) return;
    let late = 0;
    before ??= new Set(records.by('messages', 'deviceId', deps.deviceId).map(({ id }) => id));
    let lookAgain = await sendFailedAgain();
    while (!deps.work.isOver) {
      const next = chooseNext({ records, messages: outbox.messages(), pace, isLeftOut }, deps.now());
      if ('at' in next) {
        lookAgain = Math.min(lookAgain, next.at);
        break;
      }
      const why = await take(next);
      if (why === 'later') return retry.reset(backoff.next());
      if (why === 'late') late++;
      backoff.reset();
    }
    if (late > 0) deps.onLate?.(late);
    if (waiting.size > 0) lookAgain = Math.min(lookAgain, deps.now() + waitingMilliseconds);
    if (lookAgain < Infinity) setAlarm(lookAgain);
  }

  /** What became of it; `later`: nothing can be sent now. */
  async function take({ message, channel }: { message: Message; channel: SendingChannel }): Promise<Taken> {
    const { id, sendAt } = message;
    // What the customer has said meanwhile decides whether something of before still goes out.
    const isKnown = (sendAt === undefined && deps.isWrittenNow(id)) || (await deps.caughtUp());
    const claim = isKnown ? await mayBeOurs(message) : 'unknown';
    if (deps.work.isOver) return 'done';
    // Sent twice would be worse than sent late: without the relay's word it waits.
    if (claim === 'unknown') waiting.add(id);
    if (claim === 'other') othersSend.add(id);
    if (claim !== 'mine') return 'done';
    const why = reasonToHold(records, message, deps.now());
    if (why === undefined) return (await send(message, channel)) ? 'done' : 'later';
    await run('message.hold', { id, why });
    return why === 'late' ? 'late' : 'done';
  }

  /** Sends again what Meta gave up on for a reason that passes; gives when the next of them is due. */
  async function sendFailedAgain(): Promise<number> {
    let lookAgain = Infinity;
    for (const message of outbox.messages()) {
      const { id, error, deviceId } = message;
      const at = deviceId === deps.deviceId ? sendAgainAt(records, message) : undefined;
      if (at === undefined || givenUp.has(id) || deps.now() - error!.at > longestRetryMilliseconds) continue;
      if (error!.at <= liftedAt(records, 'sends')) continue;
      if (at > deps.now()) lookAgain = Math.min(lookAgain, at);
      // Such as when the customer's window has shut meanwhile: then the owner has to choose.
      else if (!(await run('message.retry', { id })).ok) givenUp.add(id);
    }
    return lookAgain;
  }

  const isLeftOut = (message: Message): boolean =>
    othersSend.has(message.id) || waiting.has(message.id) || rests(message);

  /** A message that a person sends by hand after all goes whatever its broadcast does. */
  const rests = (message: Message): boolean =>
    message.sendAt !== undefined && broadcastStands(records, message) === 'paused';

  /** A scheduled message goes out at its time, if this device is awake then; otherwise when it wakes up. */
  function setAlarm(at: number): void {
    alarm.reset(Math.min(at - deps.now(), longestAlarmMilliseconds));
  }

  function wake(): void {
    if (!retry.isSet()) ignore(start());
  }

  deps.changes.on(['messages', 'messageStates'], outbox.follow);
  deps.changes.on(['messages', 'messageStates', 'channels', 'mailAccounts', 'pauses', 'broadcasts'], wake);
  return { wake, opened: outbox.readAgain, waiting: () => outbox.messages().filter(isQueued) };
}

/** Buttons are taken for as long as the assistant may answer, whoever offers them; it may have waited here. */
function isOfferTooLate({ offer }: Message, { channel, lastInboundAt }: Conversation, now: number): boolean {
  return offer !== undefined && !channelRules(channel).replyWindow(lastInboundAt, now, 'assistant').open;
}
