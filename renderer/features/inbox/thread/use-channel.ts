import type { ChannelKind } from '#shared/domain/channel.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { useRecord } from '#renderer/state/records.ts';

/** Over which channel a message came or goes. */
export function useChannel({ conversationId }: Message): ChannelKind {
  return useRecord('conversations', conversationId)?.channel ?? 'whatsapp';
}
