import { openRests } from '#shared/domain/broadcast/broadcast.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { RecordReader } from './reader.ts';

/** What a message of a broadcast does that waits to be sent: it waits on while that one is paused, and ends with it. */
export function broadcastStands(
  records: Pick<RecordReader, 'get'>,
  { broadcastId }: Pick<Message, 'broadcastId'>,
): 'paused' | 'cancelled' | undefined {
  const broadcast = broadcastId === undefined ? undefined : records.get('broadcasts', broadcastId);
  if (broadcast === undefined) return undefined;
  if (broadcast.cancelled !== undefined) return 'cancelled';
  return openRests(broadcast).length > 0 ? 'paused' : undefined;
}
