import { deliveryState } from '#shared/channels/delivery.ts';
import { alreadyAnswered } from '#shared/channels/meta/pages/errors.ts';
import { privateReplyLasts } from '#shared/domain/comment.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';

type Reader = Pick<RecordReader, 'get'>;

/** Why nobody can write to the writer of this comment alone. `now`: epoch milliseconds. */
export function privateReplyObstacle(
  records: Reader,
  comment: Message,
  now: number,
): 'gone' | 'late' | 'answered' | undefined {
  const isComment = records.get('conversations', comment.conversationId)?.postId !== undefined;
  if (!isComment || comment.direction !== 'in' || comment.externalId === undefined) return 'gone';
  if (comment.revokedAt !== undefined) return 'gone';
  if (isAnsweredPrivately(records, comment)) return 'answered';
  return now - comment.at > privateReplyLasts ? 'late' : undefined;
}

/** What failed for certain, or was taken away before it went out, has answered nothing. */
function isAnsweredPrivately(records: Reader, { answeredPrivately }: Message): boolean {
  const answer = answeredPrivately === undefined ? undefined : readMessage(records, answeredPrivately);
  if (answer === undefined) return false;
  return deliveryState(answer) !== 'failed' || answer.error?.code === alreadyAnswered;
}
