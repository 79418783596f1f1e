import type { AppCommandName } from '#shared/commands/index.ts';
import { registry } from '#shared/commands/index.ts';
import { type CommandContext, execute } from '#shared/commands/command.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { type Change, withValueAt } from '#shared/records/change.ts';
import { type RecordReader, scanning } from '#shared/records/reader.ts';

/** Some records, by collection: what a sender is given. */
export type FewRecords = { [Name in CollectionName]?: RecordOf<Name>[] };

/** A handful of records in memory, over which the same commands run as over the books. */
export interface RecordsInMemory {
  reader: RecordReader;
  /** What a command would change; nothing is changed yet. */
  plan(name: AppCommandName, args: unknown, context: CommandContext): Result<Planned>;
  apply(changes: Change[]): void;
}

interface Planned {
  changes: Change[];
  value: unknown;
}

export function createRecordsInMemory(given: FewRecords): RecordsInMemory {
  const tables = new Map<CollectionName, Map<string, JsonObject>>();
  for (const [name, records] of Object.entries(given))
    tables.set(name as CollectionName, new Map(records.map((each) => [each.id, each as JsonObject])));

  const reader = scanning({
    get: (name, id) => tables.get(name)?.get(id) as never,
    all: (name) => [...(tables.get(name)?.values() ?? [])] as never,
  });

  function applyOne({ collection, id, path, after }: Change): void {
    const table = tables.get(collection) ?? new Map<string, JsonObject>();
    tables.set(collection, table);
    const next = withValueAt(table.get(id), path, after);
    if (next === undefined) table.delete(id);
    else table.set(id, next);
  }

  return {
    reader,
    plan(name, args, context) {
      const planned = execute(registry.get(name)!, args, reader, context);
      return planned.ok ? ok(planned.value) : planned;
    },
    apply: (changes) => changes.forEach(applyOne),
  };
}
