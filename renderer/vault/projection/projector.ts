import { type CollectionName, isHidden, type RecordOf } from '#shared/domain/collections.ts';
import type { SetAside } from '#shared/records/judge.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Patch } from './patch.ts';
import type { RecordChanges } from '../books/record-changes.ts';

/** Records a patch: the window takes a patch in one go, and must not stall. */
const patchSize = 500;
/** Changes are gathered for a screen's frame. */
const frameMilliseconds = 16;

/** Turns changed ids into patches for the window. */
export interface Projector {
  changed(collection: CollectionName, ids: Iterable<string>): void;
  /** Sends what is gathered, at once. */
  flush(): void;
}

/** The records, and what of them does not fit. */
export interface ProjectedRecords extends RecordReader {
  setAside(collection: CollectionName, id: string): SetAside[];
}

export function createProjector(deps: {
  records: ProjectedRecords;
  changes: Pick<RecordChanges, 'mirror'>;
  work: Work;
  send(patches: Patch[]): void;
}): Projector {
  const waiting = new Map<CollectionName, Set<string>>();
  const alarm = deps.work.alarm(flush);

  function flush(): void {
    alarm.clear();
    for (const [collection, ids] of waiting) {
      const all = [...ids];
      for (let start = 0; start < all.length; start += patchSize) {
        deps.send([patchOf(deps.records, collection, all.slice(start, start + patchSize))]);
      }
    }
    waiting.clear();
  }

  function changed(collection: CollectionName, ids: Iterable<string>): void {
    if (isHidden(collection)) return;
    const gathered = waiting.get(collection) ?? new Set();
    waiting.set(collection, gathered);
    for (const id of ids) gathered.add(id);
    alarm.set(frameMilliseconds);
  }

  deps.changes.mirror((ids, collection) => changed(collection, ids));
  return { changed, flush };
}

function patchOf(reader: ProjectedRecords, collection: CollectionName, ids: string[]): Patch {
  const upsert: RecordOf<CollectionName>[] = [];
  const remove: string[] = [];
  for (const id of ids) {
    const record = reader.get(collection, id);
    if (record === undefined) remove.push(id);
    else upsert.push(record);
  }
  return { collection, upsert, remove, ...setAsideIn(reader, collection, upsert) };
}

function setAsideIn(
  reader: ProjectedRecords,
  collection: CollectionName,
  records: { id: string }[],
): Pick<Patch, 'setAside'> {
  const parts = records
    .map(({ id }) => [id, reader.setAside(collection, id)] as const)
    .filter(([, { length }]) => length > 0);
  return parts.length === 0 ? {} : { setAside: Object.fromEntries(parts) };
}
