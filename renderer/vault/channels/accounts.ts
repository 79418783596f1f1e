import {
  channelAccountSchema,
  type ChannelAccount,
  type PageAccount,
  type WhatsappAccount,
} from '#shared/bridge/contract.ts';
import { accountIdOf, type Channel, type ChannelKind, type WhatsappChannel } from '#shared/domain/channel.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** What the shell needs of a channel to speak for it: its other secrets stay here. */
export function accountOf(channel: WhatsappChannel): WhatsappAccount;
export function accountOf(channel: Exclude<Channel, WhatsappChannel>): PageAccount;
export function accountOf(channel: Channel): ChannelAccount;
export function accountOf(channel: Channel): ChannelAccount {
  return channelAccountSchema.parse(channel);
}

/** The page or Instagram account with this id, where it is connected. */
export function pageAccountFor(
  records: Pick<RecordReader, 'all'>,
  named: { channel: ChannelKind; accountId?: string | undefined } | undefined,
): PageAccount | undefined {
  for (const each of records.all('channels'))
    if (each.kind !== 'whatsapp' && each.kind === named?.channel && accountIdOf(each) === named.accountId)
      return accountOf(each);
  return undefined;
}
