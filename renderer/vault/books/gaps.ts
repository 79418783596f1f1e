import * as Y from 'yjs';
import { readHeader } from '#shared/crypto/envelope.ts';

/**
 * Finds the devices of which something came that builds on what did not come. Yjs counts what each writer
 * writes without a gap, in envelopes that only their device can sign: so whoever passes them on can leave out
 * the end of what a device wrote, but no part in the middle, without being noticed.
 */
export interface Gaps {
  /** An envelope's update was applied; part of it may wait for what is missing. */
  applied(envelope: Uint8Array, update: Uint8Array): void;
  /** The devices whose work waits now. */
  devices(): string[];
}

export function createGaps(outer: Y.Doc, inner: Y.Doc): Gaps {
  /** By device, the writers of its updates that came while something was missing. */
  const suspects = new Map<string, Set<number>>();

  return {
    applied(envelope, update) {
      if (inner.store.pendingStructs === null) return suspects.clear();
      const header = readHeader(envelope);
      if (!header.ok) return;
      const writers = suspects.get(header.value.device) ?? new Set();
      for (const writer of Y.parseUpdateMetaV2(update).from.keys()) writers.add(writer);
      suspects.set(header.value.device, writers);
    },
    devices() {
      const waiting = waitingWriters(inner);
      const within = [...suspects].filter(([, writers]) =>
        [...writers].some((writer) => waiting.has(writer)),
      );
      return [...new Set([...waitingEnvelopes(outer), ...within.map(([device]) => device)])];
    },
  };
}

function waitingWriters(inner: Y.Doc): Set<number> {
  const { pendingStructs } = inner.store;
  return new Set(pendingStructs === null ? [] : Y.parseUpdateMetaV2(pendingStructs.update).from.keys());
}

/** Envelopes that wait in the outer document, because what their device pushed before them is missing. */
function waitingEnvelopes(outer: Y.Doc): string[] {
  const { pendingStructs } = outer.store;
  if (pendingStructs === null) return [];
  return Y.decodeUpdateV2(pendingStructs.update).structs.flatMap((struct) => {
    const isEnvelope = struct instanceof Y.Item && struct.content instanceof Y.ContentBinary;
    const header = isEnvelope ? readHeader((struct.content as Y.ContentBinary).content) : undefined;
    return header?.ok === true ? [header.value.device] : [];
  });
}
