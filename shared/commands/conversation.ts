import { z } from 'zod';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { deliveryState } from '#shared/channels/whatsapp/delivery.ts';
import { textLimits } from '#shared/channels/whatsapp/outbound.ts';
import { replyWindow } from '#shared/channels/whatsapp/reply-window.ts';
import { idSchema } from '#shared/domain/common.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import type { CommandContext } from './command.ts';
import { defineCommand } from './command.ts';
import { showAsLast } from './inbox/summary.ts';
import type { RecordReader, RecordWriter } from './records.ts';

const markRead = defineCommand({
  name: 'conversation.markRead',
  title: 'Mark conversation as read',
  args: z.object({ id: idSchema }),
  // Undo is for what an owner did, not for what an owner saw.
  undoable: false,
  run(draft, { id }) {
    const found = findConversation(draft, id);
    if (!found.ok) return found;
    const { lastInboundAt, readUpTo = 0 } = found.value;
    if (lastInboundAt !== undefined && lastInboundAt > readUpTo)
      draft.set('conversations', id, 'readUpTo', lastInboundAt);
    return ok({ id });
  },
});

const resolveConversation = defineCommand({
  name: 'conversation.resolve',
  title: 'Resolve conversation',
  args: z.object({ id: idSchema }),
  undoable: true,
  run: (draft, { id }) => setState(draft, id, 'resolved'),
});

const reopenConversation = defineCommand({
  name: 'conversation.reopen',
  title: 'Reopen conversation',
  args: z.object({ id: idSchema }),
  undoable: true,
  run: (draft, { id }) => setState(draft, id, 'open'),
});

const sendMessage = defineCommand({
  name: 'message.send',
  title: 'Send message',
  args: z.object({
    conversationId: idSchema,
    text: z.string(),
    replyTo: z.string().max(512).optional(),
    author: z.enum(['owner', 'assistant']).optional(),
  }),
  undoable: false,
  run(draft, { conversationId, text, replyTo, author = 'owner' }, context) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    return queue(draft, found.value, { text: text.trim(), replyTo, author }, context);
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
    const { text = '', replyTo, author = 'owner' } = message;
    const again = queue(draft, conversation.value, { text, replyTo, author }, context);
    if (again.ok) draft.set('messages', id, 'retriedAs', again.value.id);
    return again;
  },
});

const discardMessage = defineCommand({
  name: 'message.discard',
  title: 'Discard unsent message',
  args: z.object({ id: idSchema }),
  undoable: false,
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
    draft.remove('messages', id);
    refreshLastLine(draft, message);
    return ok({ id });
  },
});

const addNote = defineCommand({
  name: 'note.add',
  title: 'Add note',
  args: z.object({ conversationId: idSchema, text: z.string().trim().min(1).max(20_000) }),
  undoable: true,
  run(draft, { conversationId, text }, context) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    const id = context.newId();
    draft.create('messages', { id, conversationId, direction: 'note', type: 'text', at: context.now, text });
    return ok({ id });
  },
});

/** Writes an outgoing message for this device's outbound worker, if WhatsApp would take it now. */
function queue(
  draft: RecordWriter,
  conversation: Conversation,
  words: { text: string; replyTo: string | undefined; author: 'owner' | 'assistant' },
  context: CommandContext,
): Result<{ id: string }> {
  const sendable = checkSendable(conversation, words.text, context.now);
  if (!sendable.ok) return sendable;
  const id = context.newId();
  draft.create('messages', {
    ...words,
    id,
    conversationId: conversation.id,
    direction: 'out',
    type: 'text',
    at: context.now,
    statuses: { queued: context.now },
    deviceId: context.deviceId,
  });
  showAsLast(draft, draft.get('messages', id)!);
  return ok({ id });
}

function checkSendable(conversation: Conversation, text: string, now: number): Result<void> {
  if (text === '') return problem('message.empty', 'There is nothing to send yet.');
  if (text.length > textLimits.body)
    return problem(
      'message.too-long',
      `WhatsApp takes at most ${textLimits.body} characters; this message has ${text.length}.`,
      'Send it in two parts.',
    );
  const { open, closesAt } = replyWindow(conversation.lastInboundAt, now);
  if (open) return ok();
  const why =
    closesAt === undefined
      ? 'This customer has not written to you yet, so WhatsApp takes only an approved template.'
      : 'More than 24 hours have passed since the customer last wrote, so WhatsApp takes only an approved template.';
  return problem(
    'message.window-closed',
    `${why} Nothing was sent.`,
    'Wait until the customer writes, or call.',
  );
}

function setState(draft: RecordWriter, id: string, state: Conversation['state']): Result<{ id: string }> {
  const found = findConversation(draft, id);
  if (!found.ok) return found;
  draft.set('conversations', id, 'state', state);
  return ok({ id });
}

/** After a message is gone the list must not go on showing it. */
function refreshLastLine(draft: RecordWriter, { id, conversationId }: Message): void {
  if (draft.get('conversations', conversationId)?.lastMessageId !== id) return;
  let last: Message | undefined;
  for (const message of draft.all('messages')) {
    if (message.conversationId === conversationId && isSaid(message) && isLater(message, last))
      last = message;
  }
  draft.set('conversations', conversationId, 'lastText', undefined);
  draft.set('conversations', conversationId, 'lastDirection', undefined);
  draft.set('conversations', conversationId, 'lastMessageId', undefined);
  if (last === undefined) return;
  draft.set('conversations', conversationId, 'lastAt', last.at);
  showAsLast(draft, last);
}

function isSaid({ direction, type }: Message): boolean {
  return (direction === 'in' || direction === 'out') && type !== 'reaction';
}

function isLater(message: Message, other: Message | undefined): boolean {
  return other === undefined || message.at > other.at || (message.at === other.at && message.id > other.id);
}

function findConversation(records: RecordReader, id: string): Result<Conversation> {
  const conversation = records.get('conversations', id);
  if (conversation === undefined)
    return problem('conversation.missing', 'This conversation no longer exists.');
  return ok(conversation);
}

function findOutgoing(records: RecordReader, id: string): Result<Message> {
  const message = records.get('messages', id);
  if (message?.direction !== 'out') return problem('message.missing', 'This message no longer exists.');
  return ok(message);
}

export const conversationCommands = [
  markRead,
  resolveConversation,
  reopenConversation,
  sendMessage,
  retryMessage,
  discardMessage,
  addNote,
] as const;
