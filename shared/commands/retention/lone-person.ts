import type { CollectionName } from '#shared/domain/collections.ts';
import { pointing, references } from '#shared/records/references.ts';
import type { RecordReader } from '#shared/records/reader.ts';

export interface NamedRecord {
  collection: CollectionName;
  id: string;
}

/** What says nothing without the person, and goes with them. */
const theirs: ReadonlySet<string> = new Set(['contacts', 'identities', 'relationships', 'sites', 'tasks']);

/** A person of whom there is nothing else once something is gone, with all that is theirs; nothing where there is. */
export function lonePerson(
  records: RecordReader,
  contactId: string,
  goes: (record: NamedRecord) => boolean,
): NamedRecord[] {
  if (records.get('contacts', contactId) === undefined) return [];
  const found = new Map<string, NamedRecord>([['contacts', { collection: 'contacts', id: contactId }]]);
  for (const { collection, id } of [...found.values()].flatMap((each) => pointers(records, each)))
    found.set(`${collection}/${id}`, { collection, id });
  const sites = records
    .by('sites', 'contactId', contactId)
    .map(({ id }) => ({ collection: 'sites' as const, id }));
  const all = [...found.values(), ...sites.flatMap((site) => pointers(records, site))].filter(
    (each) => !goes(each),
  );
  if (all.some(({ collection }) => !theirs.has(collection))) return [];
  return [...new Map(all.map((each) => [`${each.collection}/${each.id}`, each])).values()];
}

/** The records that refer to one. */
function pointers(records: RecordReader, { collection, id }: NamedRecord): NamedRecord[] {
  return references
    .filter(({ target }) => target === collection)
    .flatMap((reference) =>
      pointing(records, reference, id).map((each) => ({ collection: reference.collection, id: each.id })),
    );
}
