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
