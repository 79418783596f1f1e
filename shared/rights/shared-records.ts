import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { holdsOn } from '#shared/domain/relationship.ts';
import { mayBeMissing } from '#shared/records/blank.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { pointing, references } from '#shared/records/references.ts';
import type { ChangeableName } from '#shared/records/types.ts';
import type { PersonRecords } from './person-records.ts';

/** A part of a record that stays, by which it leads to what goes. */
export interface Trace {
  collection: ChangeableName;
  id: string;
  path: [field: string] | [field: string, entry: string];
}

/** A site that somebody else lives in, rents or has work done at. */
export interface SharedSite {
  siteId: string;
  /** Whose it becomes. */
  contactId: string;
}

/** The sites among what is somebody's that others share. `today`: `2026-11-29`. */
export function sharedWith(records: RecordReader, mine: PersonRecords, today: string): SharedSite[] {
  const own = idsIn(mine, 'contacts');
  return [...idsIn(mine, 'sites')].flatMap((siteId) => {
    const others = [
      ...records.by('relationships', 'siteId', siteId).filter((one) => holdsOn(one, today)),
      ...records.by('jobs', 'siteId', siteId),
      ...records.by('plans', 'siteId', siteId),
      ...records.by('enquiries', 'siteId', siteId),
    ].map(({ contactId }) => contactId);
    const other = others.toSorted().find((id) => !own.has(id) && records.get('contacts', id) !== undefined);
    return other === undefined ? [] : [{ siteId, contactId: other }];
  });
}

/** By collection, the ids of what goes. */
export type Going = ReadonlyMap<CollectionName, ReadonlySet<string>>;

/** What of the records of others leads to what goes, and can be left out of them. */
export function traces(records: RecordReader, going: Going): Trace[] {
  const goes = (collection: CollectionName, id: string) => going.get(collection)?.has(id) === true;
  const found: Trace[] = [];
  for (const reference of references) {
    const { collection, field, target } = reference;
    if (!isChangeable(collection) || !mayBeMissing(collections[collection].schema, [field])) continue;
    for (const id of going.get(target) ?? [])
      for (const record of pointing(records, reference, id))
        if (!goes(collection, record.id)) found.push({ collection, id: record.id, path: [field] });
  }
  const entries = entriesNaming(records, going.get('contacts') ?? new Set());
  return [...found, ...entries.filter(({ collection, id }) => !goes(collection, id))];
}

/** Where contacts stand as entries of the records of others. */
function entriesNaming(records: RecordReader, contacts: ReadonlySet<string>): Trace[] {
  if (contacts.size === 0) return [];
  const apart = [...records.all('contacts')]
    .filter(({ id }) => !contacts.has(id))
    .flatMap(({ id, apartFrom = {} }) =>
      Object.keys(apartFrom)
        .filter((other) => contacts.has(other))
        .map((other): Trace => ({ collection: 'contacts', id, path: ['apartFrom', other] })),
    );
  const attending = [...records.all('visits')].flatMap(({ id, attendees = {} }) =>
    Object.entries(attendees)
      .filter(([, { contactId }]) => contactId !== undefined && contacts.has(contactId))
      .map(([entry]): Trace => ({ collection: 'visits', id, path: ['attendees', entry] })),
  );
  return [...apart, ...attending];
}

function isChangeable(collection: CollectionName): collection is ChangeableName {
  return (collections[collection] as { immutable?: boolean }).immutable !== true;
}

function idsIn(mine: PersonRecords, name: CollectionName): ReadonlySet<string> {
  return new Set(mine.get(name)?.map(({ id }) => id));
}
