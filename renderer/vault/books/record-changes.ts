import type { CollectionName } from '#shared/domain/collections.ts';
import type { Work } from '#shared/lib/async.ts';

/** The ids of records that have changed, here or on another device, and the book that holds them. */
export type RecordListener = (ids: Set<string>, collection: CollectionName, book: string) => void;

/** Tells each part of what has changed in the records that it lives by. */
export interface RecordChanges {
  /** From `start` until the work ends: whoever acts on records looks at all there are when everything is loaded. */
  on(collections: readonly CollectionName[], listener: RecordListener): void;
  /** All collections, at any time: for what is a copy of the records. */
  mirror(listener: RecordListener): void;
  tell(collection: CollectionName, ids: Set<string>, book: string): void;
  start(): void;
}

export function createRecordChanges({ work }: { work: Work }): RecordChanges {
  const mirrors: RecordListener[] = [];
  const listeners = new Map<CollectionName, RecordListener[]>();
  let isStarted = false;

  return {
    on(collections, listener) {
      for (const name of collections) listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    },
    mirror: (listener) => void mirrors.push(listener),
    tell(collection, ids, book) {
      for (const listener of mirrors) listener(ids, collection, book);
      if (!isStarted || work.isOver) return;
      for (const listener of listeners.get(collection) ?? []) listener(ids, collection, book);
    },
    start() {
      isStarted = true;
    },
  };
}
