import { z } from 'zod';
import {
  type Broadcast,
  type BroadcastRecipient,
  isWaiting,
  type LeftOutWhy,
  purposeOf,
  restWhys,
  stageOf,
} from '#shared/domain/broadcast/broadcast.ts';
import { idSchema } from '#shared/domain/common.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { contactsOf } from '#shared/records/merged.ts';
import { readMessage } from '#shared/records/messages.ts';
import { isPaused } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from '../command.ts';
import { openConversation } from '../conversation-begin.ts';
import { openMailConversation, queueMail } from '../mail.ts';
import { queueTemplate } from '../template.ts';
import { type ByMail, type Reached, reachOne } from './audience.ts';
import { latestStart } from './limits.ts';

/**
 * The one place where somebody gets their message of a broadcast: once, whoever asks however often. Everything that
 * they and the law say is asked here again, as much may have been said since it was scheduled.
 */
const send = defineCommand({
  name: 'broadcast.send',
  title: 'Send a broadcast’s message',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }, context): Result<{ id: string; messageId?: string }> {
    const recipient = draft.get('broadcastRecipients', id);
    const broadcast = recipient && draft.get('broadcasts', recipient.broadcastId);
    if (recipient === undefined || broadcast === undefined)
      return problem('broadcast.missing', 'This broadcast no longer exists.');
    if (!isWaiting(recipient)) return problem('broadcast.sent', 'This one has had their turn already.');
    if (stageOf(broadcast, context.now) !== 'running' || isPaused(draft, 'sends'))
      return problem('broadcast.rests', 'This broadcast does not go out now.');
    const reached = reachNow(draft, broadcast, recipient, context.now);
    if ('why' in reached) return leaveOut(draft, id, reached.why, context);
    const queued = queue(draft, broadcast, reached, context);
    if (queued.ok) {
      const messageId = queued.value.id;
      draft.patch('broadcastRecipients', id, { messageId, sentAt: context.now });
      return ok({ id, messageId });
    }
    // What stands against all of them is the broadcast's trouble and not this one's.
    if (queued.error.code === 'template.paused') return queued;
    const isTheirs = queued.error.code.startsWith('consent.');
    return leaveOut(draft, id, isTheirs ? 'optedOut' : 'refused', context);
  },
});

function leaveOut(
  draft: RecordWriter,
  id: string,
  why: LeftOutWhy,
  { now }: CommandContext,
): Result<{ id: string }> {
  draft.patch('broadcastRecipients', id, { leftOut: { why, at: now } });
  return ok({ id });
}

function reachNow(
  records: RecordReader,
  broadcast: Broadcast,
  { id, contactId }: BroadcastRecipient,
  now: number,
): Reached | { why: LeftOutWhy } {
  const people = contactsOf(records, contactId);
  const contact = people
    .map((each) => records.get('contacts', each))
    .find((each) => each !== undefined && each.mergedInto === undefined);
  if (contact === undefined) return { why: 'gone' };
  // Two of them turned out to be one person, who has it.
  const hasIt = people
    .flatMap((each) => records.by('broadcastRecipients', 'contactId', each))
    .some((one) => one.broadcastId === broadcast.id && one.id !== id && one.messageId !== undefined);
  return hasIt ? { why: 'sameNumber' } : reachOne(records, broadcast, contact, now);
}

function queue(
  draft: RecordWriter,
  broadcast: Broadcast,
  reached: Reached,
  context: CommandContext,
): Result<{ id: string }> {
  const { contact, reach, text, by } = reached;
  if ('to' in by) return queueLetter(draft, broadcast, { ...reached, by }, context);
  const { id, accountId } = broadcast;
  // A conversation that only we have begun asks for nobody's attention until they write.
  const wanted = { contactId: contact.id, number: reach.number ?? '', accountId, state: 'resolved' } as const;
  const talk =
    reach.conversation === undefined
      ? openConversation(draft, wanted, context)
      : ok({ id: reach.conversation.id });
  if (!talk.ok) return talk;
  const conversation = draft.get('conversations', talk.value.id)!;
  const common = { text, ...goesOut(context), purpose: purposeOf(broadcast), broadcastId: id };
  return queueTemplate(draft, conversation, { ...common, template: by.content }, context);
}

function queueLetter(
  draft: RecordWriter,
  broadcast: Broadcast,
  { contact, text, by }: Omit<Reached, 'by'> & { by: ByMail },
  context: CommandContext,
): Result<{ id: string }> {
  const { id: broadcastId, accountId } = broadcast;
  const talk = openMailConversation(draft, { contactId: contact.id, accountId }, context);
  if (!talk.ok) return talk;
  const common = { text, ...goesOut(context), purpose: purposeOf(broadcast), broadcastId };
  return queueMail(draft, talk.value, { ...common, content: { mail: { ...by } } }, context);
}

const goesOut = ({ now }: CommandContext) => ({ sendAt: now, until: now + latestStart });

/** The broadcast pauses itself: the same pause on every device that finds the same cause. */
const rest = defineCommand({
  name: 'broadcast.rest',
  title: 'Pause broadcast for a reason',
  args: z.strictObject({ id: idSchema, why: z.enum(restWhys), cause: z.string().max(200) }),
  undoable: false,
  internal: true,
  run(draft, { id, why, cause }, { now }) {
    const broadcast = draft.get('broadcasts', id);
    if (broadcast === undefined) return problem('broadcast.missing', 'This broadcast no longer exists.');
    const key = contentId(['broadcast-rest', id, why, cause]);
    if (broadcast.rests?.[key] === undefined)
      draft.putEntry('broadcasts', id, 'rests', key, { at: now, why });
    return ok({ id });
  },
});

/** So long after it what somebody writes counts as a word about it; a quoted one does so always. */
const repliesWithin = 7 * 24 * 60 * 60 * 1000;

const noteReply = defineCommand({
  name: 'broadcast.noteReply',
  title: 'Note a reply to a broadcast',
  args: z.strictObject({ messageId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { messageId }) {
    const message = readMessage(draft, messageId);
    const recipient = message && repliedBroadcast(draft, message);
    if (recipient === undefined) return problem('broadcast.no-reply', 'This answers no broadcast.');
    draft.patch('broadcastRecipients', recipient.id, { reply: { messageId, at: message!.at } });
    return ok({ id: recipient.id });
  },
});

/** The broadcast that somebody answers first with this message. */
export function repliedBroadcast(
  records: RecordReader,
  { direction, type, at, past, replyTo, conversationId }: NonNullable<ReturnType<typeof readMessage>>,
): BroadcastRecipient | undefined {
  if (direction !== 'in' || past === true || type === 'system') return undefined;
  const contactId = records.get('conversations', conversationId)?.contactId;
  if (contactId === undefined) return undefined;
  const sent = contactsOf(records, contactId)
    .flatMap((each) => records.by('broadcastRecipients', 'contactId', each))
    .filter(({ messageId, reply }) => messageId !== undefined && (reply === undefined || reply.at > at))
    .toSorted((a, b) => b.sentAt! - a.sentAt!);
  const quoted = (one: BroadcastRecipient): boolean =>
    replyTo !== undefined && readMessage(records, one.messageId!)?.externalId === replyTo;
  const isAfter = ({ sentAt = 0 }: BroadcastRecipient): boolean =>
    // Meta dates by whole seconds.
    at >= Math.floor(sentAt / 1000) * 1000 && at - sentAt < repliesWithin;
  return sent.find(quoted) ?? sent.find(isAfter);
}

export const broadcastSendCommands = [send, rest, noteReply] as const;
