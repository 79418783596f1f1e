import * as Y from 'yjs';
import { type Collection, type CollectionName, collections } from '#shared/domain/collections.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { Change } from '#shared/records/change.ts';
import { judgeOf } from '#shared/records/judges.ts';
import { type RecordReader, scanning } from '#shared/records/reader.ts';
import { RecordList } from '#shared/records/record-list.ts';
import { RecordMap } from '#shared/records/record-map.ts';
import { type Command, execute } from './command.ts';
import { registry } from './index.ts';
import { invert } from './undo.ts';

/** For tests: one owner's device, with its records in a document that merges with others'. */
export interface Device {
  readonly doc: Y.Doc;
  readonly records: RecordReader;
  /** Runs a command, by its name or one of the test's own, and applies what it changes, or nothing when it fails. */
  run(command: string | Command, args: unknown): Result<unknown>;
  undo(): void;
  /** All changes that its commands ever made. */
  readonly changes: Change[];
  setAside(): string[];
  refused(): number;
  shown(): Record<string, object>;
}

/** `names`: of the collections that the test needs. `now`: epoch milliseconds. */
export function createDevice(
  who: number,
  names: readonly CollectionName[],
  now: () => number = () => Date.UTC(2026, 10, 28),
): Device {
  const doc = new Y.Doc();
  doc.clientID = who;
  const tables = new Map(names.map((name) => [name, tableOf(doc, name)]));
  const records = scanning({
    get: (name, id) => tables.get(name)?.records.get(id) as never,
    all: (name) => [...(tables.get(name)?.records.values() ?? [])] as never,
  });
  const done: Change[][] = [];
  const all: Change[] = [];
  let ids = 0;
  const apply = (changes: Change[]): void => {
    all.push(...changes);
    doc.transact(() =>
      changes.forEach(({ collection, id, path, after }) => {
        const table = tables.get(collection) ?? tableOf(doc, collection);
        tables.set(collection, table);
        if (table instanceof RecordList) table.append(after as JsonObject);
        else table.write(id, path, after);
      }),
    );
  };

  return {
    doc,
    records,
    run(command, args) {
      const context = {
        isOwner: true,
        now: now(),
        newId: () => `${who}-${ids++}`,
        deviceId: `d${who}`,
        memberId: 'm',
      };
      const result = execute(
        typeof command === 'string' ? registry.get(command)! : command,
        args,
        records,
        context,
      );
      if (!result.ok) return result;
      apply(result.value.changes);
      done.push(result.value.changes);
      return ok(result.value.value);
    },
    undo() {
      const last = done.pop();
      if (last !== undefined) apply(invert(last, records).changes);
    },
    changes: all,
    setAside: () => names.flatMap((name) => [...tables.get(name)!.setAside.keys()]),
    refused: () => names.reduce((sum, name) => sum + tables.get(name)!.refused, 0),
    shown: () =>
      Object.fromEntries(names.map((name) => [name, Object.fromEntries(tables.get(name)!.records)])),
  };
}

function tableOf(doc: Y.Doc, name: CollectionName): RecordMap | RecordList {
  const { immutable = false, emptying }: Collection = collections[name];
  if (immutable) {
    const array = doc.getArray<Json>(name);
    const list = new RecordList(array, judgeOf(name), { emptying });
    array.observe(() => list.refresh());
    return list;
  }
  const map = doc.getMap<Json | undefined>(name);
  const records = new RecordMap(map, judgeOf(name));
  map.observe((event) => records.refresh(event.keysChanged as Set<string>));
  return records;
}

/** Both have all of each other's work afterwards. */
export function meet(one: Device, other: Device): void {
  Y.applyUpdateV2(other.doc, Y.encodeStateAsUpdateV2(one.doc));
  Y.applyUpdateV2(one.doc, Y.encodeStateAsUpdateV2(other.doc));
}
