import type { OwnRule } from '#shared/domain/own-rule.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** The owner's rules as they run, one after another. */
export function rulesInOrder(records: Pick<RecordReader, 'all'>): OwnRule[] {
  return [...records.all('rules')]
    .filter(({ archivedAt }) => archivedAt === undefined)
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}
