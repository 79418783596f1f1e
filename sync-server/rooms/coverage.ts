import { encodeStateVector, OuterReader, structKind, TooManyParts } from '#shared/sync/outer-update.ts';

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

/** Of how many small parts something that weighs so much is worth: what writing it takes of a processor and a disk. */
export const partsIn = (weight: number): number => weight / partBytes;

/** What reading a room or an update takes of a processor, in parts: bytes are copied as a whole. */
export function workOf(bytes: number, parts: number): number {
  return parts + bytes / 4096;
}

export interface ReadUpdate {
  ranges: ClockRange[];
  weight: number;
}

/**
 * What an update brings, without making anything of it: the work is in proportion to its bytes, and ends at
 * `mostParts`.
 */
export function readUpdate(update: Uint8Array, mostParts: number): ReadUpdate | 'malformed' | 'too-many' {
  try {
    const reader = new OuterReader(update, mostParts);
    const ranges = readRanges(reader);
    while (reader.nextDeletion());
    return { ranges, weight: weightOf(update.length, reader.parts) };
  } catch (error) {
    return error instanceof TooManyParts ? 'too-many' : 'malformed';
  }
}

function readRanges(reader: OuterReader): ClockRange[] {
  const ranges: ClockRange[] = [];
  let last: ClockRange | undefined;
  while (reader.nextStruct()) {
    const { client, clock, length } = reader;
    if (reader.kind === structKind.gap) continue;
    if (last?.client === client && last.to === clock) last.to = clock + length;
    else ranges.push((last = { client, from: clock, to: clock + length }));
  }
  return ranges;
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
      return encodeStateVector(new Map(covered.map((client) => [client, reach(client)])));
    },
  };
}
export type Coverage = ReturnType<typeof createCoverage>;
