import type { Bridge } from '#shared/bridge/bridge.ts';
import { recipientFor } from '#shared/commands/inbox/recipient.ts';
import { messagesBy } from '#shared/records/messages.ts';
import { isPaused } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { type Channel, showsReading } from '#shared/domain/channel.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import { accountOf } from '../channels/accounts.ts';
import { channelFor } from './queue.ts';

/** What the customer's phone shows of reading and typing here, where the owner lets it. */
export interface Reading {
  /** The newest message was read. */
  markRead(conversationId: string): Promise<void>;
  /** An answer is being written. To be called again while it is. */
  typing(conversationId: string): Promise<void>;
}

export interface ReadingDeps {
  bridge: Bridge;
  records: RecordReader;
  /** Epoch milliseconds. */
  now(): number;
}

/** Meta shows somebody typing for up to 25 seconds; a little less keeps it up without a gap. */
const typingMilliseconds = 20_000;

export function createReading({ bridge, records, now }: ReadingDeps): Reading {
  /** What the customer was last told was read, by conversation. */
  const told = new Map<string, string>();
  const typedAt = new Map<string, number>();

  async function tell(message: Message, channel: Channel, typing: boolean): Promise<void> {
    const conversation = records.get('conversations', message.conversationId);
    const recipient = conversation === undefined ? undefined : recipientFor(records, conversation);
    const read = { account: accountOf(channel), externalId: message.externalId!, recipient, typing };
    await bridge.call('channel.markRead', read);
  }

  /** What the customer wrote last, where they may be told of it. */
  function newestToTell(conversationId: string): { newest: Message; channel: Channel } | undefined {
    const newest = newestInbound(records, conversationId);
    const channel = newest === undefined ? undefined : channelFor(records, newest);
    if (isPaused(records, 'sends')) return undefined;
    if (newest?.externalId === undefined || channel === undefined || channel.kind === 'email')
      return undefined;
    if (!showsReading(channel)) return undefined;
    return { newest, channel };
  }

  return {
    async markRead(conversationId) {
      const found = newestToTell(conversationId);
      if (found === undefined || told.get(conversationId) === found.newest.externalId) return;
      told.set(conversationId, found.newest.externalId!);
      await tell(found.newest, found.channel, false);
    },
    async typing(conversationId) {
      if (now() - (typedAt.get(conversationId) ?? 0) < typingMilliseconds) return;
      const found = newestToTell(conversationId);
      if (found === undefined) return;
      typedAt.set(conversationId, now());
      await tell(found.newest, found.channel, true);
    },
  };
}

function newestInbound(records: RecordReader, conversationId: string): Message | undefined {
  let newest: Message | undefined;
  for (const message of messagesBy(records, 'conversationId', conversationId)) {
    if (message.direction !== 'in') continue;
    if (newest === undefined || compareMessages(message, newest) > 0) newest = message;
  }
  return newest;
}
