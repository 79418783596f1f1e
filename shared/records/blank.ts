import type { z } from 'zod';
import type { Json } from '#shared/lib/json.ts';

type Schema = z.core.$ZodTypes;

/** `value: undefined` leaves the place empty. */
export interface Substitute {
  value: Json | undefined;
}

/**
 * What can stand in a record in the place of a value that does not fit: nothing where it may be left out, otherwise
 * a blank one. `undefined` where there is neither, as within a list.
 */
export function substituteAt(schema: z.ZodType, path: readonly string[]): Substitute | undefined {
  if (mayBeMissing(schema, path)) return { value: undefined };
  const part = partAt(schema as unknown as Schema, path);
  const blank = part === undefined ? undefined : blankOf(part.schema);
  return blank === undefined ? undefined : { value: blank };
}

/** Whether a record may be without what stands at this path: an optional field, an entry, what no schema names. */
export function mayBeMissing(schema: z.ZodType, path: readonly string[]): boolean {
  const { def } = required(schema as unknown as Schema)._zod;
  if (def.type === 'union') return def.options.every((option) => mayBeMissing(option as z.ZodType, path));
  return partAt(schema as unknown as Schema, path)?.isOptional ?? false;
}

/** The schema at a path; `undefined` for what lies within a list or a choice. */
function partAt(
  schema: Schema,
  path: readonly string[],
): { schema: Schema; isOptional: boolean } | undefined {
  let part: Schema | undefined = schema;
  let isOptional = false;
  for (const key of path) {
    // What no schema names may be anything.
    if (part === undefined) break;
    const within: Schema['_zod']['def'] = required(part)._zod.def;
    if (within.type === 'unknown') part = undefined;
    else if (within.type === 'record') part = within.valueType as Schema;
    else if (within.type === 'object') part = within.shape[key] as Schema | undefined;
    else return undefined;
    isOptional = within.type === 'record' || part === undefined || part._zod.optin === 'optional';
  }
  return { schema: part ?? schema, isOptional };
}

/** The schema of what is there when it is not left out. */
function required(schema: Schema): Schema {
  const { def } = schema._zod;
  return def.type === 'optional' || def.type === 'nullable' || def.type === 'catch'
    ? required(def.innerType as Schema)
    : schema;
}

/** Texts that say nothing: the first that a schema takes is its blank. XXX is ISO 4217's for none, `und` BCP 47's. */
const blankTexts = [
  '',
  '0',
  'none',
  'und',
  '1970-01-01',
  '00:00',
  'UTC',
  'XXX',
  'ZZ',
  'https://none.invalid',
];

/** A value that says nothing; `undefined` for a schema that has none. */
function blankOf(schema: Schema): Json | undefined {
  const { def } = schema._zod;
  const fits = (value: Json): boolean => (schema as unknown as z.ZodType).safeParse(value).success;
  if (def.type === 'string') return blankTexts.find(fits);
  if (def.type === 'number') return [0, 1, (schema as unknown as z.ZodNumber).minValue ?? 0].find(fits);
  if (def.type === 'unknown') return null;
  if (def.type === 'boolean') return false;
  if (def.type === 'array') return [];
  if (def.type === 'record') return {};
  if (def.type === 'enum') return Object.values(def.entries)[0];
  if (def.type === 'literal') return def.values[0] as Json;
  return def.type === 'object' ? blankObject(def.shape as Record<string, Schema>) : undefined;
}

function blankObject(shape: Record<string, Schema>): Json | undefined {
  const needed = Object.entries(shape).filter(([, part]) => part._zod.optin !== 'optional');
  const blank = needed.map(([key, part]) => [key, blankOf(part)] as const);
  return blank.every(([, value]) => value !== undefined) ? (Object.fromEntries(blank) as Json) : undefined;
}
