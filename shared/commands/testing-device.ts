import * as Y from 'yjs';
import { type Collection, type CollectionName, collections } from '#shared/domain/collections.ts';
import type { Json } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { Change } from '#shared/records/change.ts';
import { judgeOf } from '#shared/records/judges.ts';
import { type RecordReader, scanning } from '#shared/records/reader.ts';
import { RecordMap } from '#shared/records/record-map.ts';
import { execute } from './command.ts';
import { registry } from './index.ts';
import { invert } from './undo.ts';

/** For tests: one owner's device, with its records in a document that merges with others'. */
export interface Device {
  readonly doc: Y.Doc;
  readonly records: RecordReader;
  /** Runs a command and applies what it changes, or nothing when it fails. */
  run(name: string, args: unknown): Result<unknown>;
  undo(): void;
  /** All changes that its commands ever made. */
  readonly changes: Change[];
  setAside(): string[];
  refused(): number;
  shown(): Record<string, object>;
}

/** `names`: of the collections that the test needs, which none of them may only be appended to. */
export function createDevice(who: number, names: readonly CollectionName[]): Device {
  const doc = new Y.Doc();
  doc.clientID = who;
  const maps = new Map<CollectionName, RecordMap>();
  for (const name of names) {
    const map = doc.getMap<Json | undefined>(name);
    const { immutable }: Collection = collections[name];
    const records = new RecordMap(map, judgeOf(name), immutable);
    map.observe((event) => records.refresh(event.keysChanged as Set<string>));
    maps.set(name, records);
  }
  const records = scanning({
    get: (name, id) => maps.get(name)?.records.get(id) as never,
    all: (name) => [...(maps.get(name)?.records.values() ?? [])] as never,
  });
  const done: Change[][] = [];
  const all: Change[] = [];
  let ids = 0;
  const apply = (changes: Change[]): void => {
    all.push(...changes);
    doc.transact(() =>
      changes.forEach(({ collection, id, path, after }) => maps.get(collection)!.write(id, path, after)),
    );
  };

  return {
    doc,
    records,
    run(name, args) {
      const context = {
        now: Date.UTC(2026, 10, 28),
        newId: () => `${who}-${ids++}`,
        deviceId: `d${who}`,
        memberId: 'm',
      };
      const result = execute(registry.get(name)!, args, records, context);
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
    setAside: () => names.flatMap((name) => [...maps.get(name)!.setAside.keys()]),
    refused: () => names.reduce((sum, name) => sum + maps.get(name)!.refused, 0),
    shown: () => Object.fromEntries(names.map((name) => [name, Object.fromEntries(maps.get(name)!.records)])),
  };
}

/** Both have all of each other's work afterwards. */
export function meet(one: Device, other: Device): void {
  Y.applyUpdateV2(other.doc, Y.encodeStateAsUpdateV2(one.doc));
  Y.applyUpdateV2(one.doc, Y.encodeStateAsUpdateV2(other.doc));
}
