import { mergedTarget } from '#shared/domain/contact-merge.ts';
import type { RecordReader } from './reader.ts';

/** The contacts that one has become of, itself first: what was issued to them stays under the name it was issued to. */
export function contactsOf(records: Pick<RecordReader, 'all' | 'get'>, contactId: string): string[] {
  const find = (id: string) => records.get('contacts', id);
  const merged = [...records.all('contacts')].filter(
    ({ id, mergedInto }) => mergedInto !== undefined && mergedTarget(id, find) === contactId,
  );
  return [contactId, ...merged.map(({ id }) => id)];
}
