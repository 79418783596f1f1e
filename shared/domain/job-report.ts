import { z } from 'zod';
import { decimalSchema, idSchema, momentSchema } from './common.ts';

/** How something that is read, measured or asked at a job is written down. */
export const readingKinds = ['number', 'text', 'yesNo', 'choice'] as const;

/** What a report shows beside its readings; the owner leaves out what a form has no use for. */
export const reportParts = ['work', 'checklist', 'materials', 'photos', 'signature'] as const;
export type ReportPart = (typeof reportParts)[number];

/** How many things one form asks for. */
export const mostReadings = 100;
export const mostChoices = 30;

/** One thing that the owner's form asks for. */
export const reportFieldSchema = z.looseObject({
  label: z.string().max(120),
  unit: z.string().max(20).optional(),
  kind: z.enum(readingKinds),
  choices: z.array(z.string().max(120)).max(mostChoices).optional(),
  order: z.number(),
});
export type ReportField = z.infer<typeof reportFieldSchema>;

/** What was read. It keeps the words that it was asked in: a form that changes later changes no report. */
export const readingSchema = z.looseObject({
  ...reportFieldSchema.shape,
  /** A number as records hold it; `yes` or `no`; else words. */
  value: z.string().max(500),
  at: momentSchema,
  memberId: idSchema,
});
export type Reading = z.infer<typeof readingSchema>;

/** Whether a value can be the answer to what is asked. */
export function answers(
  { kind, choices = [] }: Pick<ReportField, 'kind' | 'choices'>,
  value: string,
): boolean {
  if (kind === 'number') return decimalSchema.safeParse(value).success;
  if (kind === 'yesNo') return value === 'yes' || value === 'no';
  return kind === 'text' || choices.includes(value);
}

/** What a job is asked for and what was read, in the form's order; what the form asks no more comes where it stood. */
export function readingsAsked(
  fields: Readonly<Record<string, ReportField>> = {},
  readings: Readonly<Record<string, Reading>> = {},
): { id: string; field: ReportField; value: string | undefined }[] {
  return Object.entries<ReportField>({ ...readings, ...fields })
    .map(([id, field]) => ({ id, field, value: readings[id]?.value }))
    .toSorted((a, b) => a.field.order - b.field.order || (a.id < b.id ? -1 : 1));
}
