import { goesOutUntil, type HeldWhy, type Message } from '#shared/domain/conversation.ts';
import { openDangers } from '#shared/domain/danger.ts';
import { broadcastStands } from '#shared/records/broadcasts.ts';
import { liftedAt } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { checkRight } from '#shared/records/right-to-send.ts';

/**
 * Why a message that waited does not go out after all, mostly one for later; looked at when its time has come and everything that waited was
 * read, because much may have happened since it was written.
 */
export function reasonToHold(records: RecordReader, message: Message, now: number): HeldWhy | undefined {
  const conversation = records.get('conversations', message.conversationId);
  if (isStale(records, message)) return 'paused';
  if (message.sendAt !== undefined && broadcastStands(records, message) === 'cancelled') return 'cancelled';
  if (message.sendAt === undefined || conversation === undefined) return undefined;
  // Meta dates what customers write by whole seconds: within the same one it counts as later.
  const written = Math.floor(writtenAt(message) / 1000) * 1000;
  if (openDangers(conversation).length > 0) return 'danger';
  if (message.unlessAnswered === true && (conversation.lastInboundAt ?? 0) >= written) return 'answered';
  if (!checkRight(records, conversation, { ...message, writtenAt: writtenAt(message) }, now).ok)
    return 'stopped';
  return now > goesOutUntil(message) ? 'late' : undefined;
}

/** Epoch milliseconds. */
export function writtenAt({ statuses, at }: Message): number {
  return statuses?.['queued'] ?? at;
}

/** It was to go out before sending was let go on: somebody looks at it first. */
function isStale(records: RecordReader, message: Message): boolean {
  return (message.sendAt ?? writtenAt(message)) <= liftedAt(records, 'sends');
}
