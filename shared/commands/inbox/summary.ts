import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { arrivalOf, compareMessages } from '#shared/domain/message-order.ts';
import { messagesBy, readMessage } from '#shared/records/messages.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

const wordsWithoutText: Partial<Record<Message['type'], string>> = {
  image: 'Photo',
  video: 'Video',
  audio: 'Voice message',
  document: 'Document',
  sticker: 'Sticker',
  location: 'Location',
  contacts: 'Contact card',
  order: 'Order',
  unsupported: 'Message of a kind that cannot be shown',
};

/** Shows a message as the conversation's last line, if none that is newer stands there. */
export function showAsLast(draft: RecordWriter, message: Message): void {
  const { direction, id, at } = message;
  if ((direction !== 'in' && direction !== 'out') || message.type === 'reaction') return;
  const conversation = draft.get('conversations', message.conversationId);
  if (conversation === undefined || !isNewest(draft, message, conversation)) return;
  draft.patch('conversations', conversation.id, {
    lastAt: at,
    lastText: lastLine(message),
    lastDirection: direction,
    lastMessageId: id,
  });
}

/** Shows what this device sends, and notes that it answers what had come in when it was written. */
export function showAsAnswer(draft: RecordWriter, message: Message): void {
  showAsLast(draft, message);
  const { conversationId, autopilot } = message;
  const answers = message.answers ?? (autopilot === true ? 0 : undefined);
  const known = draft.get('conversations', conversationId)?.answeredUpTo ?? Number.NEGATIVE_INFINITY;
  if (answers !== undefined && answers > known)
    draft.patch('conversations', conversationId, { answeredUpTo: answers });
}

/** After a message is gone the list must not go on showing it. */
export function refreshLastLine(draft: RecordWriter, { id, conversationId }: Message): void {
  if (draft.get('conversations', conversationId)?.lastMessageId === id) summarise(draft, conversationId);
}

/**
 * Notes that something came in: what is unread and what asks for an answer goes by its arrival. What is past
 * only dates the conversation. All of these only grow, so that order does not matter.
 */
export function noteArrival(draft: RecordWriter, message: Message): void {
  const conversation = draft.get('conversations', message.conversationId);
  if (conversation === undefined) return;
  const moments = momentsOf(message);
  for (const field of momentFields) {
    const moment = moments[field];
    const known = conversation[field];
    if (moment !== undefined && (known === undefined || moment > known))
      draft.patch('conversations', conversation.id, { [field]: moment });
  }
}

type Moments = Pick<
  Conversation,
  'lastInboundAt' | 'lastArrivedAt' | 'askedAt' | 'askedArrivedAt' | 'answeredAt' | 'answeredUpTo'
>;
const momentFields = [
  'lastInboundAt',
  'lastArrivedAt',
  'askedAt',
  'askedArrivedAt',
  'answeredAt',
  'answeredUpTo',
] as const;

function momentsOf(message: Message): Moments {
  const { direction, at, answers, deviceId } = message;
  const arrivedAt = arrivalOf(message);
  if (direction === 'out' && isSaid(message)) {
    if (deviceId === undefined) return { answeredAt: at };
    if (answers !== undefined) return { answeredUpTo: answers };
    // What nobody has written answers nothing: who waits goes on waiting.
    return message.autopilot === true ? { answeredUpTo: 0 } : {};
  }
  if (direction !== 'in') return {};
  // 0 is before everything: nobody has to read or answer what is past.
  if (message.past === true) return { lastInboundAt: at, lastArrivedAt: 0, askedArrivedAt: 0 };
  const arrived = { lastInboundAt: at, lastArrivedAt: arrivedAt };
  return isSaid(message) ? { ...arrived, askedAt: at, askedArrivedAt: arrivedAt } : arrived;
}

/** Works out anew what a conversation's messages say of it: some are gone, or came in earlier than was thought. */
export function summarise(draft: RecordWriter, conversationId: string): void {
  const messages = messagesBy(draft, 'conversationId', conversationId);
  draft.unset('conversations', conversationId, ...momentFields, 'lastText', 'lastDirection', 'lastMessageId');
  for (const message of messages) noteArrival(draft, message);
  const last = messages.filter(isSaid).toSorted(compareMessages).at(-1);
  const dates = messages.filter(({ direction }) => direction !== 'note').map(({ at }) => at);
  if (last !== undefined) showAsLast(draft, last);
  else if (dates.length > 0) draft.patch('conversations', conversationId, { lastAt: Math.max(...dates) });
}

function isSaid({ direction, type, sendAt, attemptedAt }: Message): boolean {
  const waits = sendAt !== undefined && attemptedAt === undefined;
  return (direction === 'in' || direction === 'out') && type !== 'reaction' && !waits;
}

function isNewest(draft: RecordWriter, message: Message, conversation: Conversation): boolean {
  const { lastAt, lastMessageId } = conversation;
  // Without a last line, the moment is that of something that is none, such as a reaction.
  if (lastMessageId === undefined || lastMessageId === message.id) return true;
  const last = readMessage(draft, lastMessageId) ?? { id: lastMessageId, at: lastAt };
  return compareMessages(message, last) >= 0;
}

/** How a message stands in the list of conversations. */
export function lastLine(message: Message): string {
  if (message.revokedAt !== undefined) return 'Message deleted';
  if (message.type === 'call') return message.content?.['missed'] === true ? 'Missed call' : 'Call';
  const shared = message.content?.['shared'];
  if (shared === 'story') return 'Mentioned you in a story';
  if (shared === 'post' && !message.text) return 'Shared a post';
  const words = message.text || (wordsWithoutText[message.type] ?? '');
  return (message.sender === undefined ? words : `${message.sender}: ${words}`).slice(0, 200).toWellFormed();
}
