import { accountIdOf, type ChannelKind, websiteAccount } from '#shared/domain/channel.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useSendingChannels } from '#renderer/state/sending-channels.ts';

/** Over which channel a message came or goes. */
export function useChannel({ conversationId }: Message): ChannelKind {
  return useRecord('conversations', conversationId)?.channel ?? 'whatsapp';
}

/** Whether the account is connected over which a message's conversation goes. */
export function useIsConnected({ conversationId }: Message): boolean {
  const accountId = useRecord('conversations', conversationId)?.accountId;
  const channels = useSendingChannels();
  const isSite = accountId === websiteAccount;
  return accountId === undefined || isSite || channels.some((channel) => accountIdOf(channel) === accountId);
}
