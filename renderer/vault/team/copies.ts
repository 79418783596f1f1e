import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Written } from '#shared/domain/team.ts';
import type { Book } from '../books/book.ts';

/** Why a device is among the former ones: two went by its name. */
export const copiedWhy = 'copied';

/** What of the copies' work an owner has to look at: what went to customers, or names a sum. */
const told = new Set(['issued', 'payments', 'messages']);
const mostTold = 10_000;

/** What copies of a device have written beside each other, over these books. Which side is whose, no two books tell. */
export async function writtenByCopies(
  books: readonly Pick<Book, 'branches'>[],
  deviceId: string,
): Promise<Written[]> {
  const byBook = await Promise.all(books.map((book) => book.branches(deviceId)));
  const all = byBook.flatMap((branches) =>
    branches.flatMap((records, side) => records.map((record) => ({ ...record, side }))),
  );
  return all.filter(({ collection }) => told.has(collection)).slice(0, mostTold);
}

/** Whether the copies of a device may be stopped from this one. */
export function mayStop(
  deviceId: string,
  { self, copied }: { self: string; copied: readonly string[] },
): Result<void> {
  if (deviceId === self)
    return problem(
      'team.copied-self',
      'This device is one of the two. It cannot stop itself and its copy. Nothing was changed.',
      'Stop them from another device of yours, or use the recovery words on an empty device.',
    );
  if (!copied.includes(deviceId))
    return problem(
      'team.not-copied',
      'Nothing shows that this device has been copied. Nothing was changed.',
      'To take a device out of the team, remove it.',
    );
  return ok();
}
