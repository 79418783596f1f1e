import { nameOf, parseName, type RecordRef, type Refs } from '#shared/assistant/refs.ts';

/**
 * References that last: a program may keep one for months, and it never leads to another record. `mayName`: whether
 * the program may be told of the record, or speak of it.
 */
export function createLastingRefs(mayName: (record: RecordRef) => boolean): Refs {
  return {
    nameOf: (collection, id) => nameOf(collection, id),
    recordOf(name) {
      const record = parseName(name.trim());
      return record !== undefined && mayName(record) ? record : undefined;
    },
    all: () => [],
  };
}
