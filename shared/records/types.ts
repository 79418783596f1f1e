import type { CollectionName, collections, Emptying, RecordOf } from '#shared/domain/collections.ts';

/** The keys that a schema names. What a newer version adds lies beside them, and has no type. */
type DeclaredKeys<T> = keyof { [Key in keyof T as string extends Key ? never : Key]: T[Key] };

/** The collections whose records may be changed after they were written. */
export type ChangeableName = {
  [Name in CollectionName]: (typeof collections)[Name] extends { immutable: true } ? never : Name;
}[CollectionName];

/** The immutable collections of which a record may lose its words. */
export type EmptyableName = {
  [Name in CollectionName]: (typeof collections)[Name] extends { emptying: Emptying } ? Name : never;
}[CollectionName];

type IsMap<T> = string extends keyof T ? ([DeclaredKeys<T>] extends [never] ? true : false) : false;

/** A shape without what its looseness lets through: a misspelt field does not compile. */
export type Known<T> = T extends readonly (infer Item)[]
  ? Known<Item>[]
  : T extends object
    ? IsMap<T> extends true
      ? { [key: string]: Known<T[keyof T]> }
      : { [Key in keyof T as string extends Key ? never : Key]: Known<T[Key]> }
    : T;

export type KnownRecord<Name extends CollectionName> = Known<RecordOf<Name>>;

/** Some fields of a shape, none of them cleared. */
type Fields<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

type OptionalKey<T> = { [Key in keyof T]-?: undefined extends T[Key] ? Key : never }[keyof T];

/** Some fields of a shape; an `undefined` one is cleared where it may be missing, and stays as it is otherwise. */
type Assignable<T> = { [Key in keyof T]?: T[Key] | undefined };

/** A record's fields, with values that fit. Its id never changes. */
export type FieldsOf<Name extends CollectionName> = Fields<Omit<KnownRecord<Name>, 'id'>>;
export type AssignableFieldsOf<Name extends CollectionName> = Assignable<Omit<KnownRecord<Name>, 'id'>>;

export type OptionalFieldOf<Name extends CollectionName> = OptionalKey<KnownRecord<Name>> & string;

/** The fields of a record that hold entries by a key of their own. */
export type MapFieldOf<Name extends CollectionName> = {
  [Key in keyof KnownRecord<Name>]-?: IsMap<NonNullable<KnownRecord<Name>[Key]>> extends true ? Key : never;
}[keyof KnownRecord<Name>] &
  string;

export type EntryOf<Name extends CollectionName, Field extends MapFieldOf<Name>> = NonNullable<
  KnownRecord<Name>[Field]
>[keyof NonNullable<KnownRecord<Name>[Field]>];

export type EntryFieldsOf<Name extends CollectionName, Field extends MapFieldOf<Name>> = Fields<
  EntryOf<Name, Field>
>;
export type AssignableEntryFieldsOf<Name extends CollectionName, Field extends MapFieldOf<Name>> = Assignable<
  EntryOf<Name, Field>
>;

/** The fields by which a collection's records are found without a walk over all of them. */
export type IndexedFieldOf<Name extends CollectionName> = (typeof collections)[Name] extends {
  indexes: readonly (infer Field extends string)[];
}
  ? Field
  : never;
