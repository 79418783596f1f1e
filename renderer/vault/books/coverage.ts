import * as Y from 'yjs';

/**
 * Whether updates (V2) bring everything that a document holds: for each of its clients all clocks, without a gap.
 * What was only deleted is not looked at: a deletion that is lost brings something back, and loses nothing.
 */
export function covers(updates: Uint8Array[], doc: Y.Doc): boolean {
  const ranges = new Map<number, { from: number; to: number }[]>();
  for (const { from, to } of updates.map((update) => Y.parseUpdateMetaV2(update))) {
    for (const [client, end] of to) {
      const known = ranges.get(client) ?? [];
      ranges.set(client, known);
      known.push({ from: from.get(client) ?? 0, to: end });
    }
  }
  const held = Y.decodeStateVector(Y.encodeStateVector(doc));
  return [...held].every(([client, clock]) => reach(ranges.get(client) ?? []) >= clock);
}

/** Up to where ranges reach from 0 without a gap. */
function reach(ranges: { from: number; to: number }[]): number {
  const inOrder = ranges.toSorted((a, b) => a.from - b.from);
  return inOrder.reduce((end, { from, to }) => (from <= end ? Math.max(end, to) : end), 0);
}
