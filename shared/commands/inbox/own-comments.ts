import type { OwnCommentEvent, SeenEvent } from '#shared/channels/events.ts';
import { deliveryState } from '#shared/channels/delivery.ts';
import { commentTarget } from '#shared/domain/comment.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { messagesBy, patchState, readMessage, writeMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { noteArrival, showAsLast } from './summary.ts';

/**
 * What the business has answered to a comment: where it was sent from here and nobody knew whether it arrived, that is
 * the message (`wasLost`); otherwise it stands in the thread from now on, so that nobody answers again. `undefined`
 * where it is known.
 */
export function ownComment(
  draft: RecordWriter,
  comment: Message,
  event: OwnCommentEvent,
): { id: string; wasLost: boolean } | undefined {
  const { commentId, channel, accountId, at, text } = event;
  if (messagesBy(draft, 'externalId', commentId).length > 0) return undefined;
  const { conversationId } = comment;
  const lost = underPost(draft, conversationId).find((one) => isLost(draft, one, event));
  if (lost !== undefined) return { id: lost.id, wasLost: true };
  const id = writeMessage(draft, {
    conversationId,
    direction: 'out',
    type: text === '' ? 'sticker' : 'text',
    channel,
    accountId,
    at,
    externalId: commentId,
    replyTo: event.externalId,
    ...(text !== '' && { text }),
  });
  const message = readMessage(draft, id)!;
  showAsLast(draft, message);
  noteArrival(draft, message);
  return { id, wasLost: false };
}

/** All that stands under the post of a conversation: an answer may have been put under somebody else's comment. */
function underPost(records: RecordReader, conversationId: string): Message[] {
  const postId = records.get('conversations', conversationId)?.postId;
  if (postId === undefined) return [];
  return records
    .by('conversations', 'postId', postId)
    .flatMap(({ id }) => messagesBy(records, 'conversationId', id));
}

/** Sent from here, and nobody knows whether it arrived. */
function isLost(records: RecordReader, message: Message, { text, externalId }: OwnCommentEvent): boolean {
  const target = commentTarget(message);
  if (target === undefined || !('underComment' in target) || message.text !== text) return false;
  const isMeant =
    target.underComment === externalId ||
    messagesBy(records, 'externalId', target.underComment).some(({ replyTo }) => replyTo === externalId);
  return isMeant && message.externalId === undefined && deliveryState(message) === 'unconfirmed';
}

/** Whether others see a comment: the newest word of the channel counts, and of one moment that it is hidden. */
export function noteSeen(draft: RecordWriter, id: string, { at, by }: Pick<SeenEvent, 'at' | 'by'>): void {
  const known = draft.get('messageStates', id)?.unseen;
  const isHidden = by === 'nobody';
  if (known !== undefined && (at < known.at || (at === known.at && known.is))) return;
  patchState(draft, id, { unseen: { at, is: isHidden } });
}
