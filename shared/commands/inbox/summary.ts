import type { Message } from '#shared/domain/conversation.ts';
import type { RecordWriter } from '../records.ts';

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
  if (conversation === undefined || !isNewest(message, conversation)) return;
  draft.set('conversations', conversation.id, 'lastAt', at);
  draft.set('conversations', conversation.id, 'lastText', lastLine(message));
  draft.set('conversations', conversation.id, 'lastDirection', direction);
  draft.set('conversations', conversation.id, 'lastMessageId', id);
}

/** After a message is gone the list must not go on showing it. */
export function refreshLastLine(draft: RecordWriter, { id, conversationId }: Message): void {
  if (draft.get('conversations', conversationId)?.lastMessageId !== id) return;
  let last: Message | undefined;
  for (const message of draft.messagesBy('conversationId', conversationId))
    if (isSaid(message) && isLater(message, last)) last = message;
  draft.set('conversations', conversationId, 'lastText', undefined);
  draft.set('conversations', conversationId, 'lastDirection', undefined);
  draft.set('conversations', conversationId, 'lastMessageId', undefined);
  if (last === undefined) return;
  draft.set('conversations', conversationId, 'lastAt', last.at);
  showAsLast(draft, last);
}

function isSaid({ direction, type, sendAt, attemptedAt }: Message): boolean {
  const waits = sendAt !== undefined && attemptedAt === undefined;
  return (direction === 'in' || direction === 'out') && type !== 'reaction' && !waits;
}

function isLater(message: Message, other: Message | undefined): boolean {
  return other === undefined || message.at > other.at || (message.at === other.at && message.id > other.id);
}

function isNewest(message: Message, last: { lastAt: number; lastMessageId?: string | undefined }): boolean {
  // Without a last line, the moment is that of something that is none, such as a reaction.
  if (last.lastMessageId === undefined) return true;
  if (message.at !== last.lastAt) return message.at > last.lastAt;
  return message.id >= last.lastMessageId;
}

function lastLine(message: Message): string {
  if (message.revokedAt !== undefined) return 'Message deleted';
  const shared = message.content?.['shared'];
  if (shared === 'story') return 'Mentioned you in a story';
  if (shared === 'post' && !message.text) return 'Shared a post';
  const words = message.text || (wordsWithoutText[message.type] ?? '');
  return words.slice(0, 200).toWellFormed();
}
