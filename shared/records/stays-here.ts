import type { RecordReader } from './reader.ts';
import { isKeptOnly, isLimitedPerson } from './right-to-send.ts';

/** Why nothing about somebody is given out: to a model or a program elsewhere, or to one of this computer. */
export type StaysHere = 'inBin' | 'onlyKept' | 'contactStays';

/**
 * Whether something about a contact has to stay: the one place that decides it for models and webhooks. What is said to
 * the contact themselves is decided by `checkRight`.
 */
export function whyStaysHere(
  records: RecordReader,
  contactId: string,
  place: 'here' | 'elsewhere',
): StaysHere | undefined {
  if (records.get('contacts', contactId)?.binnedAt !== undefined) return 'inBin';
  if (isKeptOnly(records, contactId)) return 'onlyKept';
  const isElsewhere = place === 'elsewhere';
  return isElsewhere && isLimitedPerson(records, contactId, 'staysOnDevice') ? 'contactStays' : undefined;
}
