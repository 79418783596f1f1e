import { z } from 'zod';
import { type CollectionName, collections, compartments } from '#shared/domain/collections.ts';
import { ok } from '#shared/lib/result.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import type { Command } from './command.ts';
import { defineCommand } from './command.ts';
import { latestMigration, type Migration, migrations } from './migrations.ts';
import { writeRaw } from '#shared/records/raw.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

const argsSchema = z.object({ compartment: z.enum(compartments) });

/**
 * Brings a compartment's records to the form of this version: one command for each compartment, because a member
 * may change some and not others. Taken twice, or on two devices at once, it does what it does once.
 */
export function createMigrateCommand(
  all: readonly Migration[],
): Command<'workspace.migrate', z.infer<typeof argsSchema>, { changed: number }> {
  return defineCommand({
    name: 'workspace.migrate',
    title: 'Bring records to the form of this version',
    args: argsSchema,
    undoable: false,
    internal: true,
    run(draft, { compartment }, context) {
      const own = all
        .filter(({ collection }) => collections[collection].compartment === compartment)
        .toSorted((a, b) => a.number - b.number);
      let changed = 0;
      for (const migration of own) changed += migrate(draft, migration);
      // Where nothing is, nothing has a form: a new workspace needs no mark.
      const latest = latestMigration(own.filter(({ collection }) => hasAny(draft, collection)));
      if (latest > 0) note(draft, compartment, latest, context.now);
      return ok({ changed });
    },
  });
}

/** The highest migration that any device has taken in a compartment; 0 for none. */
export function migratedTo(records: RecordReader, compartment: string): number {
  const numbers = Object.keys(records.get('schemas', compartment)?.done ?? {}).map(Number);
  return Math.max(0, ...numbers.filter((number) => Number.isInteger(number)));
}

function migrate(draft: RecordWriter, { collection, changes, makes }: Migration): number {
  let changed = 0;
  for (const id of Array.from(draft.all(collection), (record) => record.id)) {
    const record = draft.get(collection, id) as Json as JsonObject;
    const needed = changes(record);
    for (const made of makes?.(record) ?? [])
      if (draft.get(made.collection, made.record.id) === undefined)
        draft.create(made.collection, made.record);
    for (const { path, value } of needed) writeRaw(draft, collection, id, path, value);
    if (needed.length > 0) changed++;
  }
  return changed;
}

function hasAny(records: RecordReader, collection: CollectionName): boolean {
  return records.all(collection)[Symbol.iterator]().next().done !== true;
}

/** Each number has a field of its own, so that marks of two devices merge to the highest, whoever wrote last. */
function note(draft: RecordWriter, compartment: string, number: number, now: number): void {
  if (draft.get('schemas', compartment) === undefined) draft.create('schemas', { id: compartment });
  const done = draft.get('schemas', compartment)?.done?.[String(number)];
  if (done === undefined) draft.putEntry('schemas', compartment, 'done', String(number), now);
}

export const migrateCommands = [createMigrateCommand(migrations)] as const;
