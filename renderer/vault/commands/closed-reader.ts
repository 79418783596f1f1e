import type { Change } from '#shared/records/change.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import {
  type Collection,
  type CollectionName,
  collections,
  type Compartment,
} from '#shared/domain/collections.ts';
import type { Library } from '../books/library.ts';

/** Reads the open books for a command, and notes which closed ones it should have seen. */
export interface ClosedReader extends RecordReader {
  /** The compartments whose closed books have to be opened before the command may count. */
  needed(changes: Change[]): Set<Compartment>;
}

/**
 * What is cut by years is looked up over all years: whether a number is taken, what is open on an invoice, a job
 * of long ago. A command is a pure function of the records, so it is simply run again with them. What is cut by
 * months is not: a message is created into its month, which `prepare` opens.
 */
export function createClosedReader(library: Library): ClosedReader {
  const all = new Set<Compartment>();
  const missed = new Map<string, Compartment>();
  const closed = (name: CollectionName): Compartment | undefined => {
    const { book, compartment }: Collection = collections[name];
    return book === 'year' && library.hasClosed(compartment) ? compartment : undefined;
  };

  return {
    get(collection, id) {
      const record = library.get(collection, id);
      const compartment = record === undefined ? closed(collection) : undefined;
      if (compartment !== undefined) missed.set(`${collection}/${id}`, compartment);
      return record;
    },
    all(collection) {
      const compartment = closed(collection);
      if (compartment !== undefined) all.add(compartment);
      return library.all(collection);
    },
    by(collection, field, value) {
      const compartment = closed(collection);
      if (compartment !== undefined) all.add(compartment);
      return library.by(collection, field, value);
    },
    needed(changes) {
      const created = new Set(
        changes
          .filter(({ path, before }) => path.length === 0 && before === undefined)
          .map(({ collection, id }) => `${collection}/${id}`),
      );
      const sought = [...missed].filter(([key]) => !created.has(key)).map(([, compartment]) => compartment);
      return new Set([...all, ...sought]);
    },
  };
}
