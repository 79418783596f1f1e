import { z } from 'zod';
import { idSchema, momentSchema, saltSchema } from './common.ts';

/** The most records of one book that one erasure names. */
export const mostCleared = 200_000;

/**
 * That an owner has erased records of this book that can be changed: what stays of them. They go by names that only
 * who has the compartment's key can compute (`Pseudonym`), since ids of people follow from their numbers. What it
 * names is no record any more, whoever brings it or writes on it; and its book is sealed anew.
 */
export const clearanceSchema = z.looseObject({
  /** The hash of the rest. */
  id: idSchema,
  /** The book in which it lies: in no other one it counts. */
  book: z.string().max(40),
  /** What was erased together, in all books. */
  runId: idSchema,
  erasedAt: momentSchema,
  names: z.array(z.string().max(64)).max(mostCleared),
  /** Blobs that are to be deleted wherever they lie. */
  blobs: z.array(z.string().max(64)).max(mostCleared).optional(),
  deviceId: z.string(),
  memberId: z.string(),
  salt: saltSchema,
});
export type Clearance = z.infer<typeof clearanceSchema>;

/** What is kept secret of a record that was erased. */
export function clearedText(collection: string, id: string): string {
  return `${collection}/${id}`;
}

/**
 * That an owner has erased something, and in which books: every device looks there whether it has done it. It is written
 * once and counts only where an owner's device has signed it; of one run there may be several.
 */
export const erasureRunSchema = z.looseObject({
  /** The hash of the rest. */
  id: idSchema,
  runId: idSchema,
  at: momentSchema,
  books: z.array(z.string().max(40)).max(10_000),
  /** It goes by this standing order (`RetentionOrder`), on one day. */
  orderId: idSchema.optional(),
  /** More is being erased in the same run. */
  isOpen: z.literal(true).optional(),
  deviceId: idSchema,
  memberId: idSchema,
  salt: saltSchema,
});
export type ErasureRunNote = z.infer<typeof erasureRunSchema>;

/** All that was erased together, by whatever devices. */
export interface ErasureRun extends Pick<ErasureRunNote, 'at' | 'deviceId' | 'orderId'> {
  id: string;
  books: string[];
  /** Nobody has said yet that it is all. */
  isOpen: boolean;
}

/** The runs of these notes, each as of its first one. */
export function runsOf(notes: Iterable<ErasureRunNote>): ErasureRun[] {
  const byRun = Map.groupBy(notes, ({ runId }) => runId);
  return Array.from(byRun, ([id, all]) => {
    const { at, deviceId, orderId } = all.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))[0]!;
    const books = [...new Set(all.flatMap((note) => note.books))];
    return { id, at, deviceId, orderId, books, isOpen: all.every(({ isOpen }) => isOpen === true) };
  });
}

/** After so long (ms) a run that nobody has ended counts as ended. */
const longestOpen = 86_400_000;

/** Whether all that was to be erased in it is. `now`: epoch milliseconds. */
export function isEnded({ isOpen, at }: ErasureRun, now: number): boolean {
  return !isOpen || at < now - longestOpen;
}

/**
 * That a device has done an erasure: nothing that was erased is left in what it keeps. It is written once, and counts
 * only where the device that it names has signed it. Its id is the hash of the rest.
 */
export const erasureDoneSchema = z.looseObject({
  id: idSchema,
  runId: idSchema,
  doneAt: momentSchema,
  deviceId: idSchema,
  memberId: idSchema,
  salt: saltSchema,
});
