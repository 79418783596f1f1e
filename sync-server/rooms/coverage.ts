import * as Y from 'yjs';
import { decodeOuterUpdate } from '#shared/sync/bounded-update.ts';

/** The clocks that one update brings of one client: from `from` up to, not including, `to`. */
export interface ClockRange {
  client: number;
  from: number;
  to: number;
}

/** What a part of an update, however small, counts for (bytes): as much memory as it takes in a document. */
const partBytes = 128;

/** What counts against a room's limit: its bytes, or the memory that its document takes for a moment. */
export function weightOf(bytes: number, parts: number): number {
  return Math.max(bytes, parts * partBytes);
}

export interface ReadUpdate {
  ranges: ClockRange[];
  weight: number;
}

/** What an update brings; `undefined` when it is no Yjs V1 update. */
export function readUpdate(update: Uint8Array): ReadUpdate | undefined {
  try {
    const ranges: ClockRange[] = [];
    const { structs, ds } = decodeOuterUpdate(update);
    const deletions = [...ds.clients.values()].flat();
    // A deletion of nothing is what Yjs never writes, and cannot pass on.
    if (deletions.some(({ len }) => len === 0)) return undefined;
    for (const struct of structs) {
      if (struct instanceof Y.Skip) continue;
      const { client, clock } = struct.id;
      const last = ranges.at(-1);
      const to = clock + struct.length;
      // A clock that no reader could take in again would shut all of them out of the room.
      if (!Number.isSafeInteger(to)) return undefined;
      if (last?.client === client && last.to === clock) last.to = to;
      else ranges.push({ client, from: clock, to });
    }
    return { ranges, weight: weightOf(update.length, structs.length + deletions.length) };
  } catch {
    return undefined;
  }
}

/**
 * Up to which clock a room is on disk without a gap, for each client: what may be acknowledged. An update
 * that leaves a gap is kept, but acknowledged only when the gap is closed by the device's next sync.
 */
export function createCoverage() {
  const clocks = new Map<number, number>();
  const reach = (client: number) => clocks.get(client) ?? 0;
  return {
    /** How many of the ranges leave a gap. */
    add(ranges: ClockRange[]): number {
      let gaps = 0;
      for (const { client, from, to } of ranges) {
        if (from > reach(client)) gaps++;
        else if (to > reach(client)) clocks.set(client, to);
      }
      return gaps;
    },
    addAll(stateVector: Map<number, number>) {
      for (const [client, clock] of stateVector) clocks.set(client, Math.max(clock, reach(client)));
    },
    /** The encoded state vector of these clients only. */
    of(clients: Iterable<number>): Uint8Array {
      const covered = [...clients].filter((client) => clocks.has(client));
      return Y.encodeStateVector(new Map(covered.map((client) => [client, reach(client)])));
    },
  };
}
export type Coverage = ReturnType<typeof createCoverage>;
