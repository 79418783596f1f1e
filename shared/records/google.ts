import { defaultAiSettings } from '#shared/domain/business.ts';
import { type GoogleLink, missingUses } from '#shared/domain/google.ts';
import type { GoogleSheet } from '#shared/domain/google-sheet.ts';
import { compareCodes } from '#shared/lib/compare.ts';
import { isPaused } from './pauses.ts';
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

/** The account in which the tables of the business stand, and what is chosen of them; of two the one that was connected first. */
export function googleTables(
  records: Pick<RecordReader, 'all' | 'get'>,
): { link: GoogleLink; sheet: GoogleSheet | undefined } | undefined {
  const links = googleLinks(records).filter(({ wants }) => wants.tables === true);
  const link = links.find(({ id }) => records.get('googleSheets', id) !== undefined) ?? links[0];
  return link && { link, sheet: records.get('googleSheets', link.id) };
}

/** Whether Google lets tables be written there, as far as is known. */
export function mayHaveTables(link: GoogleLink): boolean {
  const isOut = link.trouble?.kind === 'signedOut' || link.trouble?.kind === 'clientGone';
  return link.wants.tables === true && !missingUses(link).includes('tables') && !isOut;
}

/** What keeps tables here for a while, whatever is chosen: as it keeps what programs elsewhere are told. */
export function whyTablesWait(records: RecordReader): 'pause' | 'localOnly' | undefined {
  if (isPaused(records, 'sends')) return 'pause';
  return (records.get('aiSettings', 'ai') ?? defaultAiSettings).localOnly ? 'localOnly' : undefined;
}
