import {
  channelAccountSchema,
  type ChannelAccount,
  type PageAccount,
  type WhatsappAccount,
} from '#shared/bridge/contract.ts';
import type { Channel, WhatsappChannel } from '#shared/domain/channel.ts';

/** What the shell needs of a channel to speak for it: its other secrets stay here. */
export function accountOf(channel: WhatsappChannel): WhatsappAccount;
export function accountOf(channel: Exclude<Channel, WhatsappChannel>): PageAccount;
export function accountOf(channel: Channel): ChannelAccount;
export function accountOf(channel: Channel): ChannelAccount {
  return channelAccountSchema.parse(channel);
}
