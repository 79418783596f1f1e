import type { ContactRow } from '#shared/domain/import.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from '../command.ts';
import { markOfRecord } from './import.ts';

function keyed<Entry>(entries: Entry[] | undefined, newId: () => string): Record<string, Entry> | undefined {
  return entries === undefined ? undefined : Object.fromEntries(entries.map((entry) => [newId(), entry]));
}

/** A contact of a row. `id`: where it is derived from the file. */
export function makeContact(
  draft: RecordWriter,
  importId: string,
  row: ContactRow,
  { newId, now }: CommandContext,
  id: string = newId(),
): void {
  const { rowId, phones, emails, addresses, taxIds, ...plain } = row;
  const contact = {
    ...plain,
    phones: keyed(phones, newId),
    emails: keyed(emails, newId),
    addresses: keyed(addresses, newId),
    taxIds: keyed(taxIds, newId),
    id,
    createdAt: now,
    source: 'import',
  };
  const given = Object.fromEntries(
    Object.entries(contact).filter(([, value]) => value !== undefined),
  ) as typeof contact;
  draft.create('contacts', { ...given, imported: { [importId]: { made: markOfRecord(given), rowId } } });
}
