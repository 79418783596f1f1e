import { z } from 'zod';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Copies } from './copies.ts';
import type { Copy } from './copy.ts';
import { type Mending, notePlace } from './mending.ts';
import { isIntact, type NewRow, type Row, type RowKind } from './row.ts';

const eventSchema = z.object({
  /** Epoch milliseconds. */
  at: z.number(),
  what: z.enum(['emptied', 'replaced', 'journal', 'behind']),
  rows: z.number(),
  lost: z.number(),
});
/** The last time that one copy had to be filled from the other. */
export type StorageEvent = z.output<typeof eventSchema>;

const checkSchema = z.object({
  at: z.number(),
  rows: z.number(),
  /** Of both copies together, in bytes. */
  size: z.number(),
  /** Rows that were damaged in one copy, and brought from the other. */
  repaired: z.number(),
  /** Rows that are damaged in both. */
  lost: z.number(),
});
/** The last time that all of both copies was read and compared. */
export type StorageCheck = z.output<typeof checkSchema>;

const notesSchema = z.object({
  event: eventSchema.optional(),
  check: checkSchema.optional(),
  isUnsure: z.boolean().optional(),
});
type Kept = z.output<typeof notesSchema>;

/** What is known of both copies over restarts. It lies in both of them and says nothing of what they hold. */
export interface StorageNotes {
  read(): Promise<void>;
  /** Leaves a row in both copies, so that it stays known that there has been something. */
  remember(): void;
  mended(mending: Mending): void;
  event(): StorageEvent | undefined;
  lastCheck(): StorageCheck | undefined;
  /** Reads all of both copies, and repairs one from the other. */
  check(): Promise<Result<StorageCheck>>;
  /** The same, unless it was done within the last day or cannot be done now. */
  checkIfDue(): Promise<void>;
  /** Something that has left this device may be missing here: it must not count on as the same device. */
  isUnsure(): boolean;
  /** It has become another device. */
  becameSure(): Promise<void>;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

export function createNotes(deps: {
  crypto: WebCrypto;
  journal: Copy;
  copies: Copies;
  now(): number;
  write(rows: NewRow[]): Promise<Result<void>>;
  rows(kind: RowKind, key: string): Promise<Row[]>;
}): StorageNotes {
  const { crypto, journal, copies, now } = deps;
  let kept: Kept = {};

  async function keep(more: Kept): Promise<void> {
    kept = { ...kept, ...more };
    await deps.write([{ ...notePlace, replaces: 'earlier', about: kept }]);
  }

  async function repair(from: Copy, to: Copy, damaged: number[]): Promise<Result<number>> {
    if (damaged.length === 0) return ok(0);
    const heads = await from.heads(new Set(damaged));
    if (!heads.ok) return heads;
    let repaired = 0;
    const read = await from.read(heads.value, async (rows) => {
      const intact: Row[] = [];
      for (const row of rows) if (await isIntact(crypto, row)) intact.push(row);
      repaired += intact.length;
      return to.write(intact);
    });
    return read.ok ? ok(repaired) : read;
  }

  async function check(): Promise<Result<StorageCheck>> {
    const indexedDb = copies.indexedDb();
    if (indexedDb === undefined || !copies.inStep()) return notNow;
    const [ours, theirs] = await Promise.all([indexedDb.check(), journal.check()]);
    if (!ours.ok) return ours;
    if (!theirs.ok) return theirs;
    const back = await repair(journal, indexedDb, ours.value.damaged);
    if (!back.ok) return back;
    const forth = await repair(indexedDb, journal, theirs.value.damaged);
    if (!forth.ok) return forth;
    const repaired = back.value + forth.value;
    const lost = ours.value.damaged.length + theirs.value.damaged.length - repaired;
    const size = ours.value.size + theirs.value.size;
    const done = { at: now(), rows: ours.value.rows, size, repaired, lost };
    await keep({ check: done });
    return ok(done);
  }

  return {
    async read() {
      const stored = (await deps.rows(notePlace.kind, notePlace.key)).at(-1);
      const parsed = notesSchema.safeParse(stored && parseJson(stored.about));
      // What was mended while the copies were opened is newer.
      kept = { ...parsed.data, ...kept };
    },
    remember: () => ignore(keep({})),
    mended({ isUnsure, ...mending }) {
      ignore(keep({ event: { at: now(), ...mending }, ...(isUnsure ? { isUnsure } : {}) }));
    },
    event: () => kept.event,
    lastCheck: () => kept.check,
    check,
    async checkIfDue() {
      const isRecent = now() - (kept.check?.at ?? 0) < dayMilliseconds;
      if (!isRecent && copies.inStep()) await check();
    },
    isUnsure: () => kept.isUnsure === true,
    becameSure: () => keep({ isUnsure: false }),
  };
}

const notNow = problem(
  'storage.not-compared',
  'The two copies of your data are being put in order, so they were not compared.',
  'Try again in a moment.',
);
