import { operatorOf } from '#shared/domain/processing/operators.ts';
import { type TransferBasis, usualTransfer } from '#shared/domain/processing/transfers.ts';
import { given } from '#shared/lib/given.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Integration, IntegrationKind } from './integrations.ts';

/** Who gets data of the business, by all that connects it with them. */
export interface Recipient {
  key: string;
  name: string;
  /** Where it goes; none where nobody has said. */
  country?: string;
  /** Whether the owner has written the name, or Plumbline supposes it. */
  isNamed: boolean;
  kinds: readonly IntegrationKind[];
  hosts: readonly string[];
  /** On what it goes to that country: what the owner wrote, or what is usual from the business's own. */
  transfer: { words: string } | { usual: TransferBasis };
}

const meta = { name: 'Meta Platforms', country: 'US' };

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
  const settings = records.get('processing', 'processing');
  const said = settings?.recipients?.[key];
  const known = key === 'meta' ? meta : operatorOf(key.replace(/:\d+$/, ''));
  const country = said?.country ?? known?.country;
  const from = records.get('business', 'business')?.country ?? '';
  const words = country === undefined ? undefined : settings?.transfers?.[country];
  return {
    key,
    name: said?.name ?? known?.name ?? key,
    isNamed: said?.name !== undefined || known !== undefined,
    kinds: [...new Set(used.map(({ kind }) => kind))],
    hosts: [...new Set(used.flatMap(({ url }) => (url === undefined ? [] : new URL(url).host)))],
    transfer:
      words === undefined
        ? { usual: country === undefined ? 'ask' : usualTransfer(from, country) }
        : { words },
    ...given({ country }),
  };
}
