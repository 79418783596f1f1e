import type { Work } from '#shared/lib/async.ts';
import type { MissingWork } from './api.ts';
import type { Book } from '../books/book.ts';

/** Pieces may come in any order: only what is still missing after this time is missing. */
const patienceMilliseconds = 30_000;
const lookMilliseconds = 15_000;

/** Watches for work that the relay has not passed on although what came after it is here. */
export interface GapWatch {
  /** What has been missing for a while. */
  missing(): MissingWork[];
}

export function createGapWatch(deps: {
  books(): Pick<Book, 'name' | 'gaps'>[];
  now(): number;
  work: Work;
  /** Work of a device is found missing. */
  onMissing(missing: MissingWork): void;
  patience?: number;
}): GapWatch {
  const { now, patience = patienceMilliseconds } = deps;
  const seen = new Map<string, MissingWork>();
  const told = new Set<string>();

  function look(): void {
    const present = new Set<string>();
    for (const book of deps.books()) {
      for (const deviceId of book.gaps()) {
        const key = `${book.name} ${deviceId}`;
        present.add(key);
        if (!seen.has(key)) seen.set(key, { book: book.name, deviceId, since: now() });
      }
    }
    for (const key of seen.keys()) if (!present.has(key)) seen.delete(key);
    for (const missing of overdue()) tell(missing);
  }

  const overdue = (): MissingWork[] => [...seen.values()].filter(({ since }) => now() - since >= patience);

  /** Once for each device: its books are listed in Settings. */
  function tell(missing: MissingWork): void {
    if (told.has(missing.deviceId)) return;
    told.add(missing.deviceId);
    deps.onMissing(missing);
  }

  deps.work.every(lookMilliseconds, look);
  return {
    missing() {
      look();
      return overdue();
    },
  };
}
