import { z } from 'zod';

/**
 * What a device notes where it can be read without the passphrase: that the business behind the lock is closed, and
 * from when on it is removed from here. It says nothing of what it holds.
 */
export const closingNoteSchema = z.looseObject({
  /** When it was closed. Epoch milliseconds, as are all. */
  at: z.number(),
  /** From when on everything goes from this device by itself. */
  removeAt: z.number(),
  /** From when on it goes everywhere, as an owner has signed. */
  closesAt: z.number(),
  /** It goes on for others: this device alone has left the team. */
  left: z.boolean().optional(),
});
export type ClosingNote = z.output<typeof closingNoteSchema>;

/** So long whoever hears of it may still save what is theirs to save. */
const lastLook = 7 * 24 * 60 * 60 * 1000;

/** What a device notes of what an owner has signed, when it hears of that. */
export function noteOf(closing: { at: number; removeAt: number }, heardAt: number): ClosingNote {
  const { at, removeAt } = closing;
  return { at, closesAt: removeAt, removeAt: Math.max(removeAt, heardAt + lastLook) };
}
