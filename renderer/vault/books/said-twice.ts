import * as Y from 'yjs';
import { decodeInnerUpdate } from '#shared/sync/bounded-update.ts';
import { agreesWith, readClaims } from './claims.ts';
import type { HeldEnvelope, HeldEnvelopes } from './held-envelopes.ts';
import { counting } from './inventory.ts';

/** By Yjs client, what an update brings: from where up to where. */
export type Written = ReadonlyMap<number, { from: number; end: number }>;

export function writtenBy(update: Uint8Array): Written {
  const written = new Map<number, { from: number; end: number }>();
  for (const { id, length } of decodeInnerUpdate(update).structs) {
    const { from } = written.get(id.client) ?? { from: id.clock };
    written.set(id.client, { from, end: id.clock + length });
  }
  return written;
}

/** In an author's own order; where two have one place, the same goes first everywhere. */
export const isBefore = (one: HeldEnvelope, other: HeldEnvelope): boolean =>
  one.statement.counter === other.statement.counter
    ? one.hash < other.hash
    : one.statement.counter < other.statement.counter;

/**
 * Whether an author has brought parts twice, perhaps with another content, as no honest device does: Yjs goes by what
 * comes first, which is not the same everywhere. So the author's own order decides: `first` is to count in the place
 * of what is in the book, `again` does not count. What an update brings must be noted in it.
 */
export function saidTwice(
  one: HeldEnvelope,
  update: Uint8Array,
  { held, inner }: { held: HeldEnvelopes; inner: Y.Doc },
): 'once' | 'first' | 'again' {
  const written = one.written!;
  if (![...written].some(([client, { from }]) => from < Y.getState(inner.store, client))) return 'once';
  const others = held.all().filter((other) => {
    const isAnother = other.statement.device === one.statement.device && other !== one && counting(other);
    return isAnother && other.written !== undefined && meet(other.written, written);
  });
  if (others.length > 0) return others.some((other) => isBefore(other, one)) ? 'again' : 'first';
  // It is in a checkpoint: where nobody else has shown that one, that may be what is wrong.
  const isSure = held.checkpoints().every(({ standing }) => standing !== 'unconfirmed');
  return isSure && !agreesWith(readClaims(update), inner, false) ? 'again' : 'once';
}

function meet(one: Written, other: Written): boolean {
  return [...one].some(([client, { from, end }]) => {
    const there = other.get(client);
    return there !== undefined && from < there.end && there.from < end;
  });
}
