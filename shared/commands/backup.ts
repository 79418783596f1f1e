import { z } from 'zod';
import { type CollectionName, collections, type RecordOf } from '#shared/domain/collections.ts';
import { idSchema } from '#shared/domain/common.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { equalJson, isJsonObject } from '#shared/lib/json.ts';
import { ok } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';
import { writeRaw } from '#shared/records/raw.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/**
 * What the owner may set back to how a backup has it: their own work. Not what the world outside has seen or
 * said (issued documents, payments, messages), not number series, not secrets, and not the assistant's
 * settings, so that no restore ever weakens what the owner has chosen about privacy since.
 */
export const restorableCollections = [
  'contacts',
  'sites',
  'relationships',
  'enquiries',
  'enquiryWorths',
  'jobs',
  'visits',
  'plans',
  'planTerms',
  'timeBlocks',
  'tasks',
  'documents',
  'services',
  'staff',
  'areas',
  'jobTypes',
  'customFields',
  'business',
] as const;
export type RestorableCollection = (typeof restorableCollections)[number];

/** What is written once: a restore brings it back where it is missing, and sets nothing back. */
export const fixedCollections = ['issued', 'payments', 'messages', 'jobEvents'] as const;
export type FixedCollection = (typeof fixedCollections)[number];

export function isFixedCollection(kind: RestorableCollection | FixedCollection): kind is FixedCollection {
  return fixedCollections.some((fixed) => fixed === kind);
}

interface Differences {
  /** Here now, with other content. */
  changed: RecordOf<RestorableCollection>[];
  /** In the backup only: removed since. */
  removed: RecordOf<RestorableCollection>[];
}

/**
 * What protects somebody, or keeps somebody away: it stays as it is here, whatever a backup or an export says, and what
 * only these have of its entries comes back.
 */
const protecting: Partial<Record<CollectionName, readonly string[]>> = {
  // What is said of one person holds for all their contacts (`contactsOf`).
  contacts: ['restrictions', 'limits', 'guardian', 'sameAs'],
  identities: ['marketing'],
  conversations: ['aside', 'stopQuestion', 'dangers'],
  bookings: ['dangers'],
};

/** The backup's records that can be set back because they are different now. What was added since is none of them. */
export function differencesFrom(
  backup: RecordReader,
  now: RecordReader,
  collection: RestorableCollection,
): Differences {
  const differences: Differences = { changed: [], removed: [] };
  const isFixed = fixedIn(now);
  for (const record of backup.all(collection)) {
    const current = now.get(collection, record.id);
    if (isFixed(collection, record.id, current)) continue;
    if (current === undefined) differences.removed.push(record);
    else if (settingBack(collection, current as JsonObject, record as JsonObject).length > 0)
      differences.changed.push(record);
  }
  return differences;
}

const restoreRecords = defineCommand({
  name: 'backup.restoreRecords',
  title: 'Restore from backup',
  args: z.object({
    records: z.array(
      z.object({ collection: z.enum(restorableCollections), record: z.looseObject({ id: idSchema }) }),
    ),
  }),
  undoable: true,
  // The vault reads the records out of a backup that belongs to this workspace.
  internal: true,
  evenKeptOnly: true,
  asTheyStand: true,
  run(draft, { records }) {
    const isFixed = fixedIn(draft);
    let restored = 0;
    for (const { collection, record } of records) {
      if (!collections[collection].schema.safeParse(record).success) continue;
      if (isFixed(collection, record.id, draft.get(collection, record.id))) continue;
      setBack(draft, collection, record as JsonObject & { id: string });
      restored++;
    }
    return ok({ restored });
  },
});

/** Field by field, so that a field that is as it was is not written and cannot win over a change elsewhere. */
export function setBack(
  draft: RecordWriter,
  collection: CollectionName,
  record: JsonObject & { id: string },
): void {
  const current = draft.get(collection, record.id) as JsonObject | undefined;
  if (current === undefined) return draft.create(collection, record);
  for (const { path, value } of settingBack(collection, current, record))
    writeRaw(draft, collection, record.id, path, value);
}

/** What has to be written so that a record is as it was. */
function settingBack(
  collection: CollectionName,
  current: JsonObject,
  record: JsonObject,
): { path: string[]; value: Json | undefined }[] {
  const fields = [...new Set([...Object.keys(current), ...Object.keys(record)])];
  return fields
    .filter((field) => !equalJson(current[field], record[field]))
    .flatMap((field) => {
      const value = record[field];
      if (!protecting[collection]?.includes(field)) return [{ path: [field], value }];
      const kept = current[field];
      if (kept === undefined) return [{ path: [field], value }];
      if (!isEntries(kept) || !isEntries(value)) return [];
      const missing = Object.keys(value).filter((key) => kept[key] === undefined);
      return missing.map((key) => ({ path: [field, key], value: value[key] }));
    });
}

/** A field that holds entries by key. */
function isEntries(value: Json | undefined): value is JsonObject {
  return isJsonObject(value) && Object.values(value).every((entry) => entry === true || isJsonObject(entry));
}

/** What was issued is in the customer's hands: the draft and the job behind it stay as they are. */
function fixedIn(
  records: RecordReader,
): (collection: CollectionName, id: string, current: unknown) => boolean {
  const issued = new Set([...records.all('issued')].map(({ documentId }) => documentId));
  return (collection, id, current) => {
    if (collection === 'documents') return issued.has(id);
    if (collection !== 'jobs' || current === undefined) return false;
    const { documentId } = current as RecordOf<'jobs'>;
    return documentId !== undefined && issued.has(documentId);
  };
}

export const backupCommands = [restoreRecords] as const;
