import {
  type Collection,
  type CollectionName,
  collections,
  type Compartment,
  type RecordOf,
} from '#shared/domain/collections.ts';

/** What of the business goes into an export. */
export interface ExportScope {
  /** Kinds of records, each a compartment. */
  kinds: readonly Compartment[];
  /** Only what is dated within it: `from` included, `until` not, in epoch milliseconds. */
  period?: { from: number; until: number } | undefined;
}

/** The kinds that leave in an export, in the order in which they are offered. */
export const exportedKinds = [
  'people',
  'work',
  'money',
  'talk',
  'desk',
  'audit',
] as const satisfies readonly Compartment[];
export type ExportedKind = (typeof exportedKinds)[number];

/**
 * The collections of a kind that leave: everything but keys, what belongs to one device, and what only repeats what
 * stands elsewhere.
 */
export function exportedCollections(kind: Compartment): CollectionName[] {
  return (Object.keys(collections) as CollectionName[]).filter((name) => {
    const { compartment, handling }: Collection = collections[name];
    return compartment === kind && handling.exported !== 'never';
  });
}

/** Whether a record is in the period. What has no day of its own, such as a person or a price, is in each. */
export function isWithin<Name extends CollectionName>(
  name: Name,
  record: RecordOf<Name>,
  period: ExportScope['period'],
): boolean {
  const { dateField }: Collection = collections[name];
  if (period === undefined || dateField === undefined) return true;
  const at = (record as Record<string, unknown>)[dateField];
  return typeof at === 'number' && at >= period.from && at < period.until;
}
