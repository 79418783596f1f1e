import { z } from 'zod';
import { daySchema, decimalSchema, idSchema, minorSchema, momentSchema } from './common.ts';

/** The records that an owner may give fields of their own. */
export const customisable = ['contacts', 'sites', 'enquiries', 'jobs'] as const;

export const customKinds = ['text', 'number', 'money', 'day', 'choice'] as const;
export type CustomKind = (typeof customKinds)[number];

/** A field that an owner has added to a kind of record. Its kind never changes, or its values would not fit. */
export const customFieldSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  of: z.enum(customisable),
  kind: z.enum(customKinds),
  name: z.string().min(1).max(60),
  /** What may be chosen, by a key that values hold, so that a choice can be renamed. */
  choices: z
    .record(z.string().max(64), z.looseObject({ name: z.string().max(60), order: z.number() }))
    .optional(),
  order: z.number(),
  archivedAt: momentSchema.optional(),
});
export type CustomField = z.infer<typeof customFieldSchema>;

/**
 * Values by the id of their field, all as text: a decimal number, an amount in minor units of the business's currency,
 * a day, the key of a choice, or words.
 */
export const customValuesSchema = z.record(z.string().max(64), z.string().max(2000));

const valueOf: Record<CustomKind, z.ZodType> = {
  text: z.string().max(2000),
  number: decimalSchema,
  money: minorSchema,
  day: daySchema,
  choice: z.string().max(64),
};

/** Whether a text is a value of the field; a choice has to be one of its own. */
export function fitsField({ kind, choices }: Pick<CustomField, 'kind' | 'choices'>, value: string): boolean {
  if (kind === 'choice' && choices?.[value] === undefined) return false;
  return valueOf[kind].safeParse(value).success;
}

/** The fields that a kind of record has, in the owner's order. */
export function fieldsOf(fields: Iterable<CustomField>, of: CustomField['of']): CustomField[] {
  return Array.from(fields)
    .filter((field) => field.of === of && field.archivedAt === undefined)
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}
