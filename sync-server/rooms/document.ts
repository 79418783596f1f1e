import * as Y from 'yjs';

export interface PassingDocument {
  doc: Y.Doc;
  /** Updates that do not apply. They stay on disk and are left out. */
  damaged: number;
}

/**
 * Applies updates of which some may wait for what comes later. Yjs would put what waits together anew with each
 * update, which takes a minute for some thousand; here it waits aside, and has its turn at the end.
 */
function applyAll(updates: Uint8Array[], attempt: (step: () => void) => void): Y.Doc {
  const doc = new Y.Doc();
  const waiting: Uint8Array[] = [];
  doc.transact(() => {
    for (const update of updates) {
      attempt(() => Y.applyUpdate(doc, update));
      waiting.push(...takeWaiting(doc));
    }
    if (waiting.length > 0) attempt(() => Y.applyUpdateV2(doc, mergeInPairs(waiting)));
  });
  return doc;
}

/** In update format V2. */
function takeWaiting({ store }: Y.Doc): Uint8Array[] {
  const { pendingStructs, pendingDs } = store;
  store.pendingStructs = null;
  store.pendingDs = null;
  return [pendingStructs?.update, pendingDs].filter((update) => update instanceof Uint8Array);
}

/** Merging many at once takes time that grows with their number squared. */
function mergeInPairs(updates: Uint8Array[]): Uint8Array {
  const [first, second] = updates;
  if (second === undefined) return first!;
  const merged: Uint8Array[] = [];
  for (let index = 0; index < updates.length; index += 2)
    merged.push(Y.mergeUpdatesV2(updates.slice(index, index + 2)));
  return mergeInPairs(merged);
}

function applyEach(updates: Uint8Array[]): PassingDocument {
  let damaged = 0;
  const doc = applyAll(updates, (step) => {
    try {
      step();
    } catch {
      damaged++;
    }
  });
  return { doc, damaged };
}

/** A room's document for a moment. One transaction for all updates is many times faster than one each. */
export function passingDocument(updates: Uint8Array[]): PassingDocument {
  try {
    return { doc: applyAll(updates, (step) => step()), damaged: 0 };
  } catch {
    return applyEach(updates);
  }
}

/** Of how many parts a document is made: each takes memory, also where it holds next to nothing. */
export function partsOf({ store }: Y.Doc): number {
  return [...store.clients.values()].reduce((sum, structs) => sum + structs.length, 0);
}
