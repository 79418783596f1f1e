import type { z } from 'zod';
import type { JsonObject } from '#shared/lib/json.ts';
import { provesItself } from './proven.ts';
import { clearanceSchema } from './clearance.ts';
import { erasureSchema } from './erasure.ts';

/** The books of one kind, and the unit of access: who holds its key reads its books. */
export const compartments = [
  'index',
  'people',
  'work',
  'money',
  'talk',
  'desk',
  'secrets',
  'audit',
  'device',
] as const;
export type Compartment = (typeof compartments)[number];

export interface Collection {
  compartment: Compartment;
  /** How the compartment's books are cut, so that each one stays small. `named`: the record says its book. */
  book: 'one' | 'year' | 'month' | 'named';
  /** The record's field (epoch milliseconds) that decides the year or month; it never changes. */
  dateField?: string;
  /** An immutable record is written once; later writes to it are ignored wherever they come from. */
  immutable?: boolean;
  /** Of an immutable collection whose records can lose their words, for good, and prove the rest. */
  emptying?: Emptying;
  /** Of an immutable collection: where it stands which of its records an owner has erased (`Erasure`). */
  erasures?: string;
  /** Says what an owner has erased: only owners write it, and its book is sealed anew. */
  erasing?: true;
  /** The fields, of text, by which records are found without a walk over all of them. */
  indexes?: readonly string[];
  /** The fields that name a record of another collection, or of the one that a field beside says; each has an index. */
  references?: { readonly [field: string]: string | ReferenceByKind };
  /**
   * What else names records, as the way to it: `items.*.serviceId`, or `assignees.*` for the keys of a map. It need not
   * stay, and has to be there when somebody names it.
   */
  named?: { readonly [place: string]: string | readonly string[] };
  /** Never sent to the window: what only the vault itself has use for. */
  hidden?: boolean;
  /** Whether a record is what it claims to be, for records that carry a proof of themselves. */
  verify?(record: { id: string }): boolean;
  handling: Handling;
  schema: z.ZodType;
}

/** A field that may name records of several collections: of which of them stands in the field `kind`. */
interface ReferenceByKind {
  readonly kind: string;
  readonly of: readonly string[];
}

/** What becomes of records when a person asks for their data or for an end of it, and when the business closes. */
export interface Handling {
  /** The fields that lead to the people whom a record is about, at once or through the record that they refer to. */
  person?: string | readonly string[];
  /** In whose copy of the data a record stands. */
  exported: 'person' | 'business' | 'never';
  /** What happens to it when that person is erased. `kept`: the law, or a wish of theirs, asks for it. */
  erased: 'removed' | 'emptied' | 'kept' | 'nobodys';
  /** How long it stays by itself: days, as long as the law says, or until somebody takes it away. */
  kept: number | 'law' | 'open';
  /** What a closing business has to do before its records go: give back what opens doors elsewhere. */
  closed?: 'revoke';
}

export interface Emptying {
  /** What stays of a record when its words go; the same where they are gone. `at`: epoch milliseconds. */
  emptied(record: JsonObject, at: number): JsonObject;
  isEmptied(record: JsonObject): boolean;
  /** A record beside which what is left of it stands already, as it is read until its words go as well. */
  overtaken(record: JsonObject, emptied: JsonObject): JsonObject;
}

export const ofTheBusiness = { exported: 'business', erased: 'nobodys', kept: 'open' } satisfies Handling;
/** `person`: see `Handling`. */
export function ofAPerson(person: string | readonly string[]): Handling {
  return { person, exported: 'person', erased: 'removed', kept: 'open' };
}
export const ofTheDevice = { exported: 'never', erased: 'nobodys', kept: 'open' } satisfies Handling;
export const secret = {
  exported: 'never',
  erased: 'nobodys',
  kept: 'open',
  closed: 'revoke',
} satisfies Handling;

/** What is left of records that were written once. */
export function erasures<Kind extends Compartment, Cut extends 'year' | 'month'>(
  compartment: Kind,
  book: Cut,
) {
  return {
    compartment,
    book,
    dateField: 'at',
    immutable: true as const,
    erasing: true as const,
    indexes: ['recordId'] as const,
    handling: { exported: 'never', erased: 'kept', kept: 'law' } satisfies Handling,
    schema: erasureSchema,
    verify: provesItself,
  };
}

/** What is left of records that could be changed. */
export function clearances<Kind extends Compartment>(compartment: Kind) {
  return {
    compartment,
    book: 'named' as const,
    immutable: true as const,
    erasing: true as const,
    indexes: ['runId'] as const,
    handling: { exported: 'never', erased: 'kept', kept: 'open' } satisfies Handling,
    schema: clearanceSchema,
    verify: provesItself,
  };
}
