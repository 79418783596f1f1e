import { channelRules } from '#shared/channels/channel.ts';
import { pauseAfter, stopsChannel } from '#shared/channels/pace.ts';
import { sendingChannels } from '#shared/records/accounts.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { accountIdOf, type SendingChannel } from '#shared/domain/channel.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import { failedLater, isQueued } from './outbox.ts';
import type { Pace } from './pace.ts';

/** A message that goes out next, or how long there is nothing to do (epoch milliseconds, maybe for ever). */
export type Next = { message: Message; channel: SendingChannel } | { at: number };

export interface QueueView {
  records: RecordReader;
  /** See `Outbox`. */
  messages: Message[];
  pace: Pace;
  /** What cannot go out now for other reasons. */
  isLeftOut(message: Message): boolean;
}

/**
 * Chooses what goes out next. Each recipient has a queue of their own, in the order of writing: while the first
 * of it waits, the others of it wait as well, and those of other recipients go on.
 */
export function chooseNext(view: QueueView, now: number): Next {
  const { records, pace, isLeftOut } = view;
  const channels = channelsByAccount(records);
  const heads = new Map<string, { message: Message; channel: SendingChannel }>();
  let at = Infinity;
  for (const message of view.messages) {
    if (!isQueued(message) || isLeftOut(message)) continue;
    const channel = channelOf(records, channels, message);
    if (channel === undefined || isStopped(channel)) continue;
    if (message.sendAt !== undefined && message.sendAt > now) at = Math.min(at, message.sendAt);
    else if (isBefore(message, heads.get(message.conversationId)?.message))
      heads.set(message.conversationId, { message, channel });
  }
  let next: { message: Message; channel: SendingChannel } | undefined;
  for (const head of heads.values()) {
    const readyAt = readyAtOf(head, pace, now);
    if (readyAt > now) at = Math.min(at, readyAt);
    else if (isBefore(head.message, next?.message)) next = head;
  }
  return next ?? { at };
}

/**
 * When a message is sent again that Meta took first and gave up on later, for a reason that passes; in epoch
 * milliseconds.
 */
export function sendAgainAt(records: RecordReader, message: Message): number | undefined {
  const { error, tries = 0 } = message;
  const channel = records.get('conversations', message.conversationId)?.channel;
  if (error === undefined || channel === undefined || !failedLater(message)) return undefined;
  const pause = pauseAfter(error, channel, tries);
  return pause === undefined ? undefined : error.at + pause;
}

export function channelFor(records: RecordReader, message: Message): SendingChannel | undefined {
  return channelOf(records, channelsByAccount(records), message);
}

function readyAtOf(head: { message: Message; channel: SendingChannel }, pace: Pace, now: number): number {
  const place = { channelId: head.channel.id, conversationId: head.message.conversationId };
  return Math.max(
    head.message.retryAt ?? 0,
    pace.readyAt(place, channelRules(head.channel.kind).limits, now),
  );
}

/** The owner has to see to the channel first; advertising alone is held back where a message is made. */
function isStopped({ trouble, kind }: SendingChannel): boolean {
  return trouble !== undefined && stopsChannel(trouble, kind);
}

function isBefore(message: Message, other: Message | undefined): boolean {
  return other === undefined || compareMessages(message, other) < 0;
}

function channelsByAccount(records: RecordReader): Map<string, SendingChannel> {
  return new Map(sendingChannels(records).map((channel) => [accountIdOf(channel), channel]));
}

function channelOf(
  records: RecordReader,
  channels: Map<string, SendingChannel>,
  message: Message,
): SendingChannel | undefined {
  const accountId = records.get('conversations', message.conversationId)?.accountId;
  return accountId === undefined ? undefined : channels.get(accountId);
}
