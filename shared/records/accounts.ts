import { broughtInAccount } from '#shared/domain/conversation.ts';
import { accountIdOf } from '#shared/domain/channel.ts';
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
