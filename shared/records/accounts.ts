import { broughtInAccount } from '#shared/domain/conversation.ts';
import { accountIdOf, type MailAccount, type SendingChannel } from '#shared/domain/channel.ts';
import type { RecordReader } from './reader.ts';

/**
 * The business's numbers on WhatsApp, by Meta's ids: those that are connected, and for members who do not hold the
 * channels those that have conversations.
 */
export function whatsappAccounts(records: Pick<RecordReader, 'all'>): string[] {
  const connected = [...records.all('channels')].filter(({ kind }) => kind === 'whatsapp').map(accountIdOf);
  if (connected.length > 0) return connected;
  const used = [...records.all('conversations')].filter(({ channel }) => channel === 'whatsapp');
  const accounts = new Set(used.map(({ accountId }) => accountId));
  accounts.delete(broughtInAccount);
  return [...accounts].toSorted();
}

/** Everything over which customers are written to. */
export function sendingChannels(records: Pick<RecordReader, 'all'>): SendingChannel[] {
  return [...records.all('channels'), ...records.all('mailAccounts')];
}

/** The one of this id, as conversations name it. */
export function sendingChannel(
  records: Pick<RecordReader, 'all'>,
  accountId: string,
): SendingChannel | undefined {
  return sendingChannels(records).find((channel) => accountIdOf(channel) === accountId);
}

/** The mailbox that writes where nobody says which: of several the first that was connected. */
export function usualMailAccount(records: Pick<RecordReader, 'all'>): MailAccount | undefined {
  return [...records.all('mailAccounts')].toSorted(
    (a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1),
  )[0];
}
