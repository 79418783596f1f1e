import type { CollectionName } from '#shared/domain/collections.ts';
import type { ErasableCollection, Erasure } from '#shared/domain/erasure.ts';
import type { RecordReader } from './reader.ts';
import type {
  AssignableEntryFieldsOf,
  AssignableFieldsOf,
  ChangeableName,
  EmptyableName,
  EntryFieldsOf,
  EntryOf,
  FieldsOf,
  Known,
  KnownRecord,
  MapFieldOf,
  OptionalFieldOf,
} from './types.ts';

/** Who erases a record, when and why. */
export type ErasedBy = Pick<Known<Erasure>, 'erasedAt' | 'deviceId' | 'memberId' | 'salt' | 'why'>;

/**
 * What a command changes the records through: its own writes are visible to its own reads. A field or a value that
 * the collection does not have does not compile. Changing what is not there is a bug, and throws.
 */
export interface RecordWriter extends RecordReader {
  create<Name extends CollectionName>(collection: Name, record: KnownRecord<Name>): void;
  remove(collection: ChangeableName, id: string): void;
  /** Takes the words out of an immutable record, for good. `at`: epoch milliseconds. */
  empty(collection: EmptyableName, id: string, at: number): void;
  /** Takes an immutable record away, for good, and leaves that it was there. For owners alone. */
  erase(collection: ErasableCollection, id: string, by: ErasedBy): void;
  /** Sets fields; what has the value already is not written. */
  patch<Name extends ChangeableName>(collection: Name, id: string, fields: FieldsOf<Name>): void;
  /** Clears fields that may be missing. */
  unset<Name extends ChangeableName>(collection: Name, id: string, ...fields: OptionalFieldOf<Name>[]): void;
  /** Sets fields; one that is `undefined` is cleared where it may be missing, and stays as it is otherwise. */
  assign<Name extends ChangeableName>(collection: Name, id: string, fields: AssignableFieldsOf<Name>): void;
  /** Adds an entry to a field that holds entries by key, or replaces it as a whole. */
  putEntry<Name extends ChangeableName, Field extends MapFieldOf<Name>>(
    collection: Name,
    id: string,
    field: Field,
    key: string,
    entry: EntryOf<Name, Field>,
  ): void;
  patchEntry<Name extends ChangeableName, Field extends MapFieldOf<Name>>(
    collection: Name,
    id: string,
    field: Field,
    key: string,
    fields: EntryFieldsOf<Name, Field>,
  ): void;
  /** See `assign`. */
  assignEntry<Name extends ChangeableName, Field extends MapFieldOf<Name>>(
    collection: Name,
    id: string,
    field: Field,
    key: string,
    fields: AssignableEntryFieldsOf<Name, Field>,
  ): void;
  removeEntry<Name extends ChangeableName>(
    collection: Name,
    id: string,
    field: MapFieldOf<Name>,
    key: string,
  ): void;
}
