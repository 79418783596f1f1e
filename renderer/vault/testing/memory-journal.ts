import { sha256 } from '@noble/hashes/sha2.js';
import { rowHeadSchema } from '#shared/bridge/contract/journal.ts';
import { toBase64Url, fromBase64Url } from '#shared/lib/bytes.ts';
import { ok } from '#shared/lib/result.ts';
import type { Copy, CopyState } from '../storage/copy.ts';
import { namesOf, sequenceBytes } from '../storage/digests.ts';
import { type Row, standing } from '../storage/row.ts';

/** A second copy in the memory of the page, which outlives the vaults of a test: one for each device. */
export interface MemoryJournal extends Copy {
  rows(): Row[];
  /** Has it hold these, and no others. */
  replace(rows: Row[]): void;
  /** As after its file was deleted. */
  clear(): void;
  /** How it says that it was found. */
  found: CopyState['found'];
  /** Another one stands for an end that was not in order. */
  era: string;
}

const journals = new Map<string, MemoryJournal>();

export function memoryJournal(device: string): MemoryJournal {
  const known = journals.get(device) ?? memoryCopy();
  journals.set(device, known);
  return known;
}

/** A copy that nobody else has. */
export function memoryCopy(): MemoryJournal {
  const rows = new Map<number, Row>();
  let last = 0;
  const inOrder = (): Row[] => [...rows.values()].toSorted((a, b) => a.sequence - b.sequence);

  const journal: MemoryJournal = {
    found: 'whole',
    era: 'first',
    rows: inOrder,
    replace(others) {
      rows.clear();
      for (const row of others) rows.set(row.sequence, row);
      last = Math.max(0, ...others.map(({ sequence }) => sequence));
    },
    clear() {
      rows.clear();
      last = 0;
    },
    async state() {
      const names = namesOf(inOrder().map(({ sequence }) => sequence));
      const found = rows.size === 0 ? 'new' : journal.found;
      return ok({ last, rows: rows.size, names, found, era: journal.era });
    },
    async write(added) {
      for (const { bytes, ...head } of added)
        // The shell refuses what the contract does not allow.
        rows.set(head.sequence, { ...rowHeadSchema.parse(head), bytes: bytes.slice() });
      last = Math.max(last, ...added.map(({ sequence }) => sequence));
      const kept = new Set(standing(inOrder()).map(({ sequence }) => sequence));
      for (const sequence of rows.keys()) if (!kept.has(sequence)) rows.delete(sequence);
      return ok();
    },
    sequences: async () => ok(inOrder().map(({ sequence }) => sequence)),
    heads: async (sequences) =>
      ok(
        inOrder()
          .filter(({ sequence }) => sequences.has(sequence))
          .map(({ bytes: _bytes, ...head }) => head),
      ),
    read: async (heads, take) => take(heads.flatMap(({ sequence }) => rows.get(sequence) ?? [])),
    async check() {
      const digest = sha256.create();
      for (const { sequence, hash } of inOrder()) {
        digest.update(sequenceBytes(sequence)).update(fromBase64Url(hash));
      }
      const size = inOrder().reduce((sum, { length }) => sum + length, 0);
      return ok({ rows: rows.size, size, digest: toBase64Url(digest.digest()), damaged: [] });
    },
    async tidy(upTo) {
      for (const { sequence, removed } of inOrder()) if (removed && sequence <= upTo) rows.delete(sequence);
      return ok();
    },
  };
  return journal;
}
