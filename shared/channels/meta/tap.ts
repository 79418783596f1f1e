import { z } from 'zod';
import { type Tap, tapSchema } from '#shared/domain/offer.ts';
import { cleanName } from '#shared/lib/clean-text.ts';

const given = z.string().min(1);

/**
 * What came back with a tap, and the words on it; `undefined` where nothing came back. A token that is longer than any
 * of ours is cut: it can be no option of ours.
 */
export function readTap(token: unknown, title: unknown): Tap | undefined {
  const known = given.safeParse(token).data?.slice(0, 1000).toWellFormed();
  const shown = cleanName(given.safeParse(title).data, 300);
  return tapSchema.safeParse({ token: known, ...(shown !== undefined && { title: shown }) }).data;
}
