import { deliveryState } from '#shared/channels/delivery.ts';
import type { Broadcast, BroadcastRecipient, LeftOutWhy } from '#shared/domain/broadcast/broadcast.ts';
import type { HeldWhy, Message } from '#shared/domain/conversation.ts';
import { messagesBy, readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/**
 * What became of it for one person. `unknown`: it began to be sent, and nothing says whether it left; it is settled when
 * Meta names it, and never sent again by itself. `held`: it was written and did not go out after all.
 */
export type BroadcastResult =
  | { is: 'waiting' | 'queued' | 'sent' | 'delivered' | 'read' | 'unknown' }
  | { is: 'failed'; error: Message['error'] }
  | { is: 'held'; why: HeldWhy }
  | { is: 'leftOut'; why: LeftOutWhy | 'discarded' };
export type ResultKind = BroadcastResult['is'];

export const resultKinds: readonly ResultKind[] = [
  'waiting',
  'queued',
  'sent',
  'delivered',
  'read',
  'failed',
  'unknown',
  'held',
  'leftOut',
];

/** `now`: epoch milliseconds. */
export function resultOf(records: RecordReader, recipient: BroadcastRecipient, now: number): BroadcastResult {
  if (recipient.messageId === undefined)
    return recipient.leftOut === undefined
      ? { is: 'waiting' }
      : { is: 'leftOut', why: recipient.leftOut.why };
  const message = messageOf(records, recipient);
  // It went out in a month that is closed here: whoever was erased is no recipient any more.
  if (message === undefined) return { is: 'sent' };
  if (message.discarded === true) return { is: 'leftOut', why: 'discarded' };
  if (message.heldAt !== undefined && message.attemptedAt === undefined)
    return { is: 'held', why: message.heldWhy ?? 'answered' };
  const state = deliveryState(message, now);
  return state === 'failed' ? { is: 'failed', error: message.error } : { is: byDelivery[state] };
}

const byDelivery = {
  queued: 'queued',
  accepted: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  unconfirmed: 'unknown',
} as const;

/** The message that stands for it now: what failed may have been sent again, by itself or by a person. */
export function messageOf(
  records: RecordReader,
  { messageId = '', broadcastId }: BroadcastRecipient,
): Message | undefined {
  let message = readMessage(records, messageId);
  const seen = new Set<string>();
  while (message?.retriedAs !== undefined && !seen.has(message.id)) {
    seen.add(message.id);
    message = readMessage(records, message.retriedAs) ?? message;
  }
  if (message?.discarded !== true) return message;
  const others = messagesBy(records, 'conversationId', message.conversationId)
    .filter((one) => one.broadcastId === broadcastId && one.discarded !== true)
    .toSorted((a, b) => b.at - a.at);
  return others[0] ?? message;
}

export interface Totals {
  of: number;
  replies: number;
  by: Record<ResultKind, number>;
}

/** All recipients with what became of them, and how many of each. */
export function resultsOf(records: RecordReader, { id }: Pick<Broadcast, 'id'>, now: number) {
  const rows = records
    .by('broadcastRecipients', 'broadcastId', id)
    .map((recipient) => ({ recipient, result: resultOf(records, recipient, now) }));
  const by = Object.fromEntries(resultKinds.map((kind) => [kind, 0])) as Totals['by'];
  for (const { result } of rows) by[result.is]++;
  const replies = rows.filter(({ recipient }) => recipient.reply !== undefined).length;
  return { rows, totals: { of: rows.length, replies, by } satisfies Totals };
}
