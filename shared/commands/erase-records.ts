import { type Clearance, clearedText, type ErasureRunNote } from '#shared/domain/clearance.ts';
import {
  bookOf,
  clearanceCollections,
  type CollectionName,
  collections,
  compartmentOf,
  isClearable,
} from '#shared/domain/collections.ts';
import { proven } from '#shared/domain/proven.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { ChangeableName } from '#shared/records/types.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from './command.ts';

interface NamedRecord {
  collection: CollectionName;
  id: string;
}

interface Gone {
  /** Records that can be changed. */
  removed: readonly NamedRecord[];
  /** Records of which something goes, or that go in another way: their books are sealed anew as well. */
  touched: readonly NamedRecord[];
  blobs: readonly (NamedRecord & { blob: string })[];
}

/**
 * Takes records away that can be changed, for good: in each of their books stays, under keyed names, that they were
 * erased, so that nobody brings them back. All of them are still there. For owners alone. Gives the books.
 */
export function clearRecords(
  draft: RecordWriter,
  { removed, touched, blobs }: Gone,
  { runId, context }: { runId: string; context: CommandContext },
): string[] {
  const inBook = (record: NamedRecord): string => bookOfRecord(draft, record);
  const removedIn = Map.groupBy(removed, inBook);
  const blobsIn = Map.groupBy(blobs, inBook);
  const books = new Set([...removedIn.keys(), ...blobsIn.keys(), ...touched.map(inBook)]);
  for (const { collection, id } of removed) draft.remove(collection as ChangeableName, id);
  for (const book of books) {
    const cleared = removedIn.get(book) ?? [];
    noteCleared(draft, { book, runId, cleared, blobs: blobsIn.get(book)?.map(({ blob }) => blob) }, context);
  }
  return [...books];
}

/** Has every device look into these books, and do there what was erased in this run. */
export function noteRun(
  draft: RecordWriter,
  run: Pick<ErasureRunNote, 'runId' | 'at' | 'orderId' | 'isOpen'>,
  books: Iterable<string>,
  { deviceId, memberId, newId }: Pick<CommandContext, 'deviceId' | 'memberId' | 'newId'>,
): void {
  const by = { deviceId, memberId, salt: newId() };
  draft.create('erasureRuns', proven({ ...run, books: [...books].toSorted(), ...by }));
}

export function bookOfRecord(records: RecordReader, { collection, id }: NamedRecord): string {
  return bookOf(collection, records.get(collection, id) as JsonObject);
}

function noteCleared(
  draft: RecordWriter,
  {
    book,
    runId,
    cleared,
    blobs,
  }: { book: string; runId: string; cleared: readonly NamedRecord[]; blobs: string[] | undefined },
  { now, deviceId, memberId, newId, pseudonym }: CommandContext,
): void {
  const compartment = compartmentOf(book);
  if (!isClearable(compartment)) throw new Error(`Nothing of ${book} is ever erased`);
  const names = cleared.map(({ collection, id }) => pseudonym!(compartment, clearedText(collection, id))!);
  const by = { runId, erasedAt: now, deviceId, memberId, salt: newId() };
  const clearance = proven({ book, names: names.toSorted(), ...(blobs !== undefined && { blobs }), ...by });
  draft.create(clearanceCollections[compartment], clearance);
}

/** Whether an owner has erased the record of this id. */
export function wasCleared(
  records: RecordReader,
  { collection, id }: NamedRecord,
  { pseudonym }: Pick<CommandContext, 'pseudonym'>,
): boolean {
  const { compartment } = collections[collection];
  if (!isClearable(compartment)) return false;
  const names = namesIn(records, clearanceCollections[compartment]);
  if (names.size === 0) return false;
  return names.has(pseudonym?.(compartment, clearedText(collection, id)) ?? '');
}

const namesOf = new WeakMap<Clearance, ReadonlySet<string>>();

/** All names at once; each clearance is read once, since none ever changes. */
function namesIn(
  records: RecordReader,
  collection: (typeof clearanceCollections)[keyof typeof clearanceCollections],
): Pick<ReadonlySet<string>, 'has' | 'size'> {
  const sets = [...records.all(collection)].map((clearance) => {
    const known = namesOf.get(clearance) ?? new Set(clearance.names);
    namesOf.set(clearance, known);
    return known;
  });
  return {
    size: sets.reduce((sum, { size }) => sum + size, 0),
    has: (name) => sets.some((set) => set.has(name)),
  };
}
