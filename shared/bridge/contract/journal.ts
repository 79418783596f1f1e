import { z } from 'zod';
import { bytesSchema, offsetSchema } from './bytes.ts';

const sequenceSchema = z.int().positive();

/** What a row is about: one name, or names within others (`room/device/counter/hash`). */
export const rowKeySchema = z.string().regex(/^[\w-]{1,64}(\/[\w-]{1,64}){0,3}$/);

/**
 * A row of the vault's storage without its bytes, which are sealed. Both copies, the window's and the shell's,
 * hold the same rows. docs/PROTOCOL.md, “What a device stores”, says what is in them.
 */
export const rowHeadSchema = z.object({
  /** Names the row: given once by the vault, in ascending order. */
  sequence: sequenceSchema,
  kind: z.string().regex(/^[a-z]{1,16}$/),
  key: rowKeySchema,
  part: z.int().nonnegative(),
  /** The row stands for all earlier ones of its kind, key and part, up to this sequence: they go. 0: for none. */
  replaces: z.int().nonnegative(),
  /**
   * Nothing is left of this kind and key: of no part, up to `replaces`. The row stays until both copies know, and no
   * ordinary row stands for it.
   */
  removed: z.boolean(),
  /** JSON; what of the row is no content: a time, a size. */
  about: z.string().max(4000),
  /** base64url of the bytes' SHA-256. */
  hash: z.string().regex(/^[\w-]{43}$/),
  /** Of the bytes. */
  length: offsetSchema,
});
export type RowHead = z.output<typeof rowHeadSchema>;

/** How the journal was found when the shell started. `cut`: it may lack what came last. */
export const journalFindings = ['new', 'whole', 'cut', 'damaged'] as const;

export const mostRowsAtOnce = 5000;

/** `size`: of the bytes of all rows together. */
const countsSchema = z.object({ rows: z.int().nonnegative(), size: offsetSchema });

/** The second copy of what the vault stores, which is no LevelDB: see electron/services/journal. */
export const journalCalls = {
  /** What it holds. Opens it, and makes it where there is none. */
  'journal.open': {
    args: z.object({}),
    result: countsSchema.extend({
      /** The highest sequence that was ever written here; 0 for none. */
      last: z.int().nonnegative(),
      /** base64url SHA-256 over the sequences of all rows, ascending, 8 bytes each, big-endian. */
      names: z.string(),
      found: z.enum(journalFindings),
      /** Another one after each end that was not in order: then the power may have gone while the window wrote. */
      era: z.string(),
    }),
  },
  /**
   * Writes rows in one transaction: all of them are on disk when this answers, or none. Their bytes follow one
   * another in what was staged under `write` and then in `bytes`. A row that is there already is taken as written.
   */
  'journal.write': {
    args: z.object({
      rows: z.array(rowHeadSchema).max(mostRowsAtOnce),
      write: z
        .string()
        .regex(/^[\w-]{8,64}$/)
        .optional(),
      bytes: bytesSchema,
    }),
    result: z.object({}),
  },
  /** Brings bytes of a large write, in order; they wait in memory for a minute. */
  'journal.stage': {
    args: z.object({ write: z.string().regex(/^[\w-]{8,64}$/), offset: offsetSchema, bytes: bytesSchema }),
    result: z.object({}),
  },
  /** The rows after a sequence, in ascending order. */
  'journal.list': {
    args: z.object({ after: z.int().nonnegative() }),
    result: z.object({ rows: z.array(rowHeadSchema).max(mostRowsAtOnce), more: z.boolean() }),
  },
  /** Bytes of a row and of those that follow it by sequence, as one run; fewer where the journal ends. */
  'journal.read': {
    args: z.object({ sequence: sequenceSchema, offset: offsetSchema, length: z.int().positive() }),
    result: z.object({ bytes: bytesSchema }),
  },
  /** Reads everything and holds it against the hashes. `digest`: over sequences and hashes, in order. */
  'journal.check': {
    args: z.object({}),
    result: countsSchema.extend({ digest: z.string(), damaged: z.array(sequenceSchema) }),
  },
  /** Forgets what was removed up to a sequence that both copies know of, and gives free pages back to the disk. */
  'journal.tidy': {
    args: z.object({ upTo: z.int().nonnegative(), thoroughly: z.boolean().optional() }),
    result: z.object({}),
  },
} as const;
