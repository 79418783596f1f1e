import { z } from 'zod';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { deliveryState } from '#shared/channels/delivery.ts';
import { checkCommentLength } from '#shared/channels/comment.ts';
import { type CommentTarget, commentTarget } from '#shared/domain/comment.ts';
import { mediaKindOfMessage } from '#shared/domain/attachment.ts';
import { offeredPage } from '#shared/channels/choice/offered.ts';
import { templateOf } from '#shared/channels/meta/whatsapp/templates.ts';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { mailOf } from '#shared/domain/mail.ts';
import { heldWhys, messageSchema } from '#shared/domain/conversation.ts';
import type { Offer } from '#shared/domain/offer.ts';
import type { CommandContext } from './command.ts';
import { arrivedUpTo } from '#shared/domain/conversation-state.ts';
import { defineCommand } from './command.ts';
import { findConversation } from './conversation.ts';
import { refreshLastLine, showAsAnswer } from './inbox/summary.ts';
import { queueMail } from './mail.ts';
import { queueMessage } from './media.ts';
import {
  discardMessage as discard,
  messagesBy,
  patchState,
  readMessage,
  writeQueued,
} from '#shared/records/messages.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import type { MessagePurpose } from '#shared/domain/consent.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { checkSendable, checkWords } from './sendable.ts';
import { queueTemplate } from './template.ts';

const sendMessage = defineCommand({
  name: 'message.send',
  title: 'Send message',
  args: z.object({
    conversationId: idSchema,
    text: z.string(),
    replyTo: z.string().max(512).optional(),
    author: z.enum(['owner', 'assistant']).optional(),
    receipts: messageSchema.shape.receipts,
    sendAt: momentSchema.optional(),
    unlessAnswered: z.boolean().optional(),
  }),
  undoable: false,
  run(draft, { conversationId, text, author = 'owner', ...rest }, context) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    return queueText(draft, found.value, { text: text.trim(), author, ...rest }, context);
  },
});

const retryMessage = defineCommand({
  name: 'message.retry',
  title: 'Send message again',
  args: z.object({ id: idSchema }),
  undoable: false,
  run(draft, { id }, context) {
    const found = findOutgoing(draft, id);
    if (!found.ok) return found;
    const message = found.value;
    const state = deliveryState(message, context.now);
    if (message.retriedAs !== undefined)
      return problem('message.retried', 'This message has been sent again already.');
    if (state !== 'failed' && state !== 'unconfirmed')
      return problem(
        'message.not-failed',
        'This message is on its way: sending it again would send it twice.',
      );
    const conversation = findConversation(draft, message.conversationId);
    if (!conversation.ok) return conversation;
    // The first attempt stays as it is: a late status must still find it, and nobody is told that it never was.
    const again = queueAgain(draft, conversation.value, message, context);
    if (!again.ok) return again;
    patchState(draft, id, { retriedAs: again.value.id });
    patchState(draft, again.value.id, { tries: (message.tries ?? 0) + 1 });
    return again;
  },
});

const discardMessage = defineCommand({
  name: 'message.discard',
  title: 'Discard unsent message',
  args: z.object({ id: idSchema }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { id }, context) {
    const found = findOutgoing(draft, id);
    if (!found.ok) return found;
    const message = found.value;
    const state = deliveryState(message, context.now);
    const untried = state === 'queued' && message.attemptedAt === undefined;
    if (!untried && state !== 'failed')
      return problem(
        'message.under-way',
        'This message may have reached the customer, so it stays in the thread.',
      );
    discard(draft, id);
    refreshLastLine(draft, message);
    return ok({ id });
  },
});

const sendNow = defineCommand({
  name: 'message.sendNow',
  title: 'Send scheduled message now',
  args: z.object({ id: idSchema }),
  undoable: false,
  run(draft, { id }, context) {
    const found = findOutgoing(draft, id);
    if (!found.ok) return found;
    const { sendAt, heldAt, attemptedAt, conversationId } = found.value;
    if ((sendAt === undefined && heldAt === undefined) || attemptedAt !== undefined)
      return problem('message.not-scheduled', 'This message is not waiting for its time.');
    const conversation = findConversation(draft, conversationId);
    if (!conversation.ok) return conversation;
    // What was written for later is written for now: another message, which this device sends.
    discard(draft, id);
    return queueAgain(draft, conversation.value, found.value, context);
  },
});

const holdMessage = defineCommand({
  name: 'message.hold',
  title: 'Hold back a scheduled message',
  args: z.object({ id: idSchema, why: z.enum(heldWhys) }),
  undoable: false,
  internal: true,
  run(draft, { id, why }, context) {
    const found = findOutgoing(draft, id);
    if (!found.ok) return found;
    patchState(draft, id, { heldAt: context.now, heldWhy: why });
    return ok({ id });
  },
});

/** As what it was: a file, a template or words. */
function queueAgain(
  draft: RecordWriter,
  conversation: Conversation,
  message: Message,
  context: CommandContext,
): Result<{ id: string }> {
  const mail = mailOf(message);
  if (mail !== undefined)
    return queueMail(
      draft,
      conversation,
      { ...forMail(message), text: message.text ?? '', content: { ...message.content, mail } },
      context,
    );
  if (mediaKindOfMessage(message) !== undefined) return queueMessage(draft, message, context);
  const words = wordsOf(message);
  const comment = commentTarget(message);
  if (comment !== undefined) return queueText(draft, conversation, { ...words, comment }, context);
  const template = templateOf(message.content);
  if (template !== undefined)
    return queueTemplate(
      draft,
      conversation,
      {
        text: words.text,
        template,
        purpose: words.purpose,
        ruleId: words.ruleId,
        broadcastId: message.broadcastId,
      },
      context,
    );
  const again = queueText(
    draft,
    conversation,
    { ...words, offer: message.offer && offeredAgain(message, message.offer, context) },
    context,
  );
  if (again.ok && message.asText === true) patchState(draft, again.value.id, { asText: true });
  return again;
}

/** What an e-mail keeps that goes out once more, under the same name of its file. */
function forMail({ purpose, replyTo, ruleId, broadcastId }: Message) {
  return { purpose, replyTo, ruleId, broadcastId };
}

function wordsOf({ text = '', replyTo, author = 'owner', receipts, purpose, ...message }: Message): Words {
  const { autopilot, ruleId } = message;
  return { text, replyTo, author, receipts, purpose, autopilot, ruleId };
}

/** The offer of a message for another one that belongs to it, as long as the first was open. */
export function offeredAgain({ id, at }: Message, offer: Offer, { now }: CommandContext): Offer {
  const expiresAt = now + Math.max(0, offer.expiresAt - at);
  return { ...offer, expiresAt, continues: offer.continues ?? id };
}

interface Words {
  text: string;
  author: 'owner' | 'assistant';
  receipts?: Message['receipts'] | undefined;
  replyTo?: string | undefined;
  sendAt?: number | undefined;
  unlessAnswered?: boolean | undefined;
  autopilot?: true | undefined;
  /** Left out: an answer. */
  purpose?: MessagePurpose | undefined;
  /** The owner's rule that says it. */
  ruleId?: string | undefined;
  /** It leaves the customer's words unanswered. */
  answersNothing?: true | undefined;
  /** The comment that it answers, for everybody or for its writer alone: that has no hours. */
  comment?: CommentTarget | undefined;
  /** What the customer can choose from: at once, and while free answers are taken. */
  offer?: Offer | undefined;
  /** It stands behind this moment, whatever the clock says. Epoch milliseconds. */
  after?: number | undefined;
}

/** Writes an outgoing message for this device's outbound worker, if WhatsApp would take it now. */
export function queueText(
  draft: RecordWriter,
  conversation: Conversation,
  { after = 0, answersNothing, comment, ...words }: Words,
  context: CommandContext,
): Result<{ id: string }> {
  const { now } = context;
  // What has no time of its own, or one that has passed, goes out at once.
  const sendAt = words.sendAt !== undefined && words.sendAt > now ? words.sendAt : undefined;
  const sendable =
    comment === undefined
      ? checkSendable(conversation, sayable(conversation, words), sendAt ?? now, now)
      : checkWords(words.text, checkCommentLength(conversation.channel, comment, words.text));
  if (!sendable.ok) return sendable;
  const written = {
    ...words,
    content: comment,
    sendAt,
    salt: context.newId(),
    conversationId: conversation.id,
    direction: 'out',
    type: 'text',
    at: sendAt ?? Math.max(now, after + 1),
    answers: answersNothing === true ? undefined : arrivedUpTo(conversation),
    deviceId: context.deviceId,
    memberId: context.memberId,
  } as const;
  const may = checkRight(draft, conversation, { ...written, writtenAt: now }, now);
  if (!may.ok) return may;
  const message = writeQueued(draft, written, now);
  if (comment !== undefined && 'toComment' in comment)
    noteAnsweredPrivately(draft, comment.toComment, message.id);
  if (sendAt === undefined) showAsAnswer(draft, message);
  return ok({ id: message.id });
}

function noteAnsweredPrivately(draft: RecordWriter, commentId: string, answeredPrivately: string): void {
  for (const { id, direction } of messagesBy(draft, 'externalId', commentId))
    if (direction === 'in') patchState(draft, id, { answeredPrivately });
}

/** All that goes out in words. Buttons are taken only while the assistant may answer too, whoever offers them. */
function sayable({ channel }: Conversation, { text, author, offer }: Words): Pick<Words, 'text' | 'author'> {
  const inWords = offeredPage(channel, { id: '-', text, offer, asText: true })?.rendered;
  return inWords?.form === 'text' ? { text: inWords.text, author: 'assistant' } : { text, author };
}

function findOutgoing(records: RecordReader, id: string): Result<Message> {
  const message = readMessage(records, id);
  if (message?.direction !== 'out') return problem('message.missing', 'This message no longer exists.');
  return ok(message);
}

export const messageCommands = [sendMessage, sendNow, holdMessage, retryMessage, discardMessage] as const;
