import {
  type Collection,
  type CollectionName,
  collections,
  type RecordOf,
} from '#shared/domain/collections.ts';
import { contactsOf } from '#shared/records/merged.ts';
import { messagesBy } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { IndexedFieldOf } from '#shared/records/types.ts';

/** All that is held about a person, by collection, in the order of the collections. */
export type PersonRecords = Map<CollectionName, RecordOf<CollectionName>[]>;

/**
 * Follows, from a contact outwards, the field by which each collection says whom its records are about
 * (`handling.person`). Who turned out to be the same person is part of it.
 */
export function recordsOfPerson(records: RecordReader, contactId: string): PersonRecords {
  return recordsFrom(records, 'contacts', contactsOf(records, contactId));
}

/** The same from any records outwards: a conversation with its messages, a job with its visits. */
export function recordsFrom(
  records: RecordReader,
  collection: CollectionName,
  start: Iterable<string>,
): PersonRecords {
  const ids = new Map<CollectionName, Set<string>>([[collection, new Set(start)]]);
  // Messages lead to conversations, files to messages: so often until nothing more is found.
  for (let before = -1; before !== count(ids);) {
    before = count(ids);
    for (const name of personalCollections)
      for (const { id } of found(records, name, ids)) add(ids, name, id);
  }
  return new Map(
    personalCollections.flatMap((name) => {
      const list = [...(ids.get(name) ?? [])].flatMap((id) => records.get(name, id) ?? []);
      return list.length === 0 ? [] : [[name, list] as const];
    }),
  );
}

/** The collections of records that are about people. */
export const personalCollections = (Object.keys(collections) as CollectionName[]).filter(
  (name) => (collections[name] as Collection).handling.person !== undefined,
);

type Ids = ReadonlyMap<CollectionName, ReadonlySet<string>>;

function found(records: RecordReader, name: CollectionName, ids: Ids): { id: string }[] {
  const known = (target: CollectionName): string[] => [...(ids.get(target) ?? [])];
  // A message can have moved to another conversation; what became of it has its id.
  if (name === 'messages')
    return known('conversations').flatMap((id) => messagesBy(records, 'conversationId', id));
  if (name === 'messageStates') return known('messages').flatMap((id) => records.get(name, id) ?? []);
  return fieldsOf(name).flatMap((field) => {
    const targets = field === 'aboutId' ? [...ids.keys()] : [targetOf[field] ?? []].flat();
    // That each such field has an index is tested: its type is lost in the table.
    return targets.flatMap(known).flatMap((id) => records.by(name, field as IndexedFieldOf<typeof name>, id));
  });
}

/** The records that this one is about, by the fields that say so. */
export function aboutOf(
  name: CollectionName,
  record: { id: string },
): { collection: CollectionName; id: string }[] {
  return fieldsOf(name).flatMap((field) => {
    const id = (record as { [field: string]: unknown })[field];
    const kind = (record as { aboutKind?: CollectionName }).aboutKind;
    const collection = field === 'aboutId' ? kind : targetOf[field];
    return typeof id === 'string' && collection !== undefined ? [{ collection, id }] : [];
  });
}

/** What the fields that lead to a person name. A task is about anything, and says which. */
const targetOf: { readonly [field: string]: CollectionName } = {
  contactId: 'contacts',
  companyId: 'contacts',
  saysToBe: 'contacts',
  identityId: 'identities',
  conversationId: 'conversations',
  messageId: 'messages',
  jobId: 'jobs',
  planId: 'plans',
  enquiryId: 'enquiries',
  issuedId: 'issued',
};

function fieldsOf(name: CollectionName): string[] {
  const { handling }: Collection = collections[name];
  return [handling.person ?? []].flat().filter((field) => field !== 'id');
}

function add(ids: Map<CollectionName, Set<string>>, name: CollectionName, id: string): void {
  const known = ids.get(name) ?? new Set();
  known.add(id);
  ids.set(name, known);
}

function count(ids: Ids): number {
  return [...ids.values()].reduce((sum, { size }) => sum + size, 0);
}
