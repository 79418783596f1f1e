import { z } from 'zod';
import {
  type Collection,
  type CollectionName,
  collections,
  type RecordOf,
} from '#shared/domain/collections.ts';
import { idSchema } from '#shared/domain/common.ts';
import { exportedCollections, exportedKinds } from '#shared/export/scope.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { ok } from '#shared/lib/result.ts';
import { setBack } from './backup.ts';
import { defineCommand } from './command.ts';
import { wasCleared } from './erase-records.ts';

/**
 * What an export holds and nobody brings in: who belongs to a team is said by its keys, a log tells what was done
 * here, and no file from outside may weaken what the owner has chosen about models.
 */
const stays: ReadonlySet<CollectionName> = new Set([
  'members',
  'devices',
  'audit',
  'accountEvents',
  'aiSettings',
  'modelProviders',
]);

/** What says that something was done or must not be: it comes before what would have it done again. */
const first: readonly CollectionName[] = [
  'consents',
  'identities',
  'messageStates',
  'jobEvents',
  'reminders',
  'ruleRuns',
  'broadcastRecipients',
];

/** The collections that an export can be brought in of, in the order in which they come. */
export const broughtInCollections: readonly CollectionName[] = exportedKinds
  .flatMap(exportedCollections)
  .filter((name) => !stays.has(name))
  .toSorted((a, b) => Number(first.includes(b)) - Number(first.includes(a)));

export function isImmutable(name: CollectionName): boolean {
  const collection: Collection = collections[name];
  return collection.immutable === true;
}

const bringInRecords = defineCommand({
  name: 'export.bringIn',
  title: 'Bring in an export',
  args: z.object({
    records: z
      .array(
        z.object({
          collection: z.string().refine((name) => broughtInCollections.some((each) => each === name)),
          record: z.looseObject({ id: idSchema }),
        }),
      )
      .max(1000),
    /** Sets what differs to how the export has it. Otherwise it stays. */
    replace: z.boolean(),
  }),
  // Too much for Ctrl+Z: a backup is made before.
  undoable: false,
  // The vault reads the records out of a file that the owner chose.
  internal: true,
  evenKeptOnly: true,
  asTheyStand: true,
  run(draft, { records, replace }, context) {
    let written = 0;
    for (const { collection, record } of records) {
      const name = collection as CollectionName;
      if (!collections[name].schema.safeParse(record).success) continue;
      if (wasCleared(draft, { collection: name, id: record.id }, context)) continue;
      const isHere = draft.get(name, record.id) !== undefined;
      if (isHere && (!replace || isImmutable(name))) continue;
      if (isHere) setBack(draft, name, record as JsonObject & { id: string });
      else draft.create(name, record as RecordOf<typeof name>);
      written++;
    }
    return ok({ written });
  },
});

export const bringInCommands = [bringInRecords] as const;
