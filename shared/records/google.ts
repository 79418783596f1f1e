import type { GoogleLink } from '#shared/domain/google.ts';
import { compareCodes } from '#shared/lib/compare.ts';
import type { RecordReader } from './reader.ts';

/** The accounts at Google that are in use, the oldest first; of two for one person the later one. */
export function googleLinks(records: Pick<RecordReader, 'all'>): GoogleLink[] {
  const kept = [...records.all('googleLinks')]
    .filter(({ leftAt }) => leftAt === undefined)
    .toSorted((a, b) => a.createdAt - b.createdAt || compareCodes(a.id, b.id));
  return [...new Map(kept.map((link) => [link.staffId, link])).values()];
}

/** Those that were disconnected, of which Google does not know yet. */
export function leftGoogleLinks(records: Pick<RecordReader, 'all'>): GoogleLink[] {
  return [...records.all('googleLinks')].filter(({ leftAt }) => leftAt !== undefined);
}
