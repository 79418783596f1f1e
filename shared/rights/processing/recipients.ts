import { type TransferBasis, usualTransfer } from '#shared/domain/processing/transfers.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { type NamedRecipient, namedRecipient } from '../recipients.ts';
import type { Integration, IntegrationKind } from './integrations.ts';

/** Who gets data of the business, by all that connects it with them. */
export interface Recipient extends NamedRecipient {
  kinds: readonly IntegrationKind[];
  hosts: readonly string[];
  /** On what it goes to that country: what the owner wrote, or what is usual from the business's own. */
  transfer: { words: string } | { usual: TransferBasis };
}

/** Everybody outside who gets something now; what stays on this computer, or is not in use, is nobody's. */
export function recipientsOf(records: RecordReader, integrations: readonly Integration[]): Recipient[] {
  const used = integrations.filter(({ recipient, isIdle }) => recipient !== undefined && !isIdle);
  const keys = [...new Set(used.flatMap(({ recipient }) => recipient ?? []))];
  return keys.map((key) =>
    recipientOf(
      records,
      key,
      used.filter(({ recipient }) => recipient === key),
    ),
  );
}

function recipientOf(records: RecordReader, key: string, used: readonly Integration[]): Recipient {
  const named = namedRecipient(records, key);
  const { country } = named;
  const from = records.get('business', 'business')?.country ?? '';
  const { transfers } = records.get('processing', 'processing') ?? {};
  const words = country === undefined ? undefined : transfers?.[country];
  return {
    ...named,
    kinds: [...new Set(used.map(({ kind }) => kind))],
    hosts: [...new Set(used.flatMap(({ url }) => (url === undefined ? [] : new URL(url).host)))],
    transfer:
      words === undefined
        ? { usual: country === undefined ? 'ask' : usualTransfer(from, country) }
        : { words },
  };
}
