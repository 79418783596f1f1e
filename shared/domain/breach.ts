import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/** What has been touched; the words of the record of processing name them too. */
export const breachedData = [
  'identity',
  'reach',
  'addresses',
  'notes',
  'jobs',
  'photos',
  'money',
  'messages',
  'files',
  'work',
] as const;

/** What has to be done about it, in the usual order. `certIn`: to India's computer emergency team. */
export const breachSteps = ['contained', 'certIn', 'authority', 'people', 'learnt'] as const;
export type BreachStep = (typeof breachSteps)[number];

/** Hours from noticing until a step is due, where nobody has said otherwise. */
export const usualHours = { authority: 72, certIn: 6 } as const;
export type Clock = keyof typeof usualHours;

/** Who is affected, as a question over people. What is left out does not narrow it. */
export const affectedSchema = z.looseObject({
  segmentId: idSchema.optional(),
  /** Those who have written over a channel of this kind. */
  channel: z.string().max(40).optional(),
  /** Those who were in touch, or were taken in, within these moments. */
  from: momentSchema.optional(),
  until: momentSchema.optional(),
});
export type Affected = z.infer<typeof affectedSchema>;

/** One breach of personal data: what is known of it by now, and what was done about it and when. */
export const breachSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  memberId: idSchema,
  title: z.string().max(200),
  /** Clocks run from here. */
  noticedAt: momentSchema,
  happenedAt: momentSchema.optional(),
  what: z.string().max(5000).optional(),
  data: z.record(z.string().max(40), z.literal(true)).optional(),
  affected: affectedSchema.optional(),
  /** How many people it is, as the owner says; left out, as many as the question finds. */
  count: z.int().min(0).max(100_000_000).optional(),
  risk: z.enum(['none', 'some', 'high']).optional(),
  consequences: z.string().max(5000).optional(),
  measures: z.string().max(5000).optional(),
  steps: z
    .record(
      z.string().max(20),
      z.looseObject({ at: momentSchema, memberId: idSchema, note: z.string().max(1000).optional() }),
    )
    .optional(),
});
export type Breach = z.infer<typeof breachSchema>;

/** By which law the authority and people are told. */
export type BreachLaw = 'gdpr' | 'india' | 'other';

const ofTheUnion = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IS IE IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE GB CH'.split(
    ' ',
  ),
);

export function breachLawOf(country: string): BreachLaw {
  if (country === 'IN') return 'india';
  return ofTheUnion.has(country) ? 'gdpr' : 'other';
}

/** The steps that there are in a country. */
export function stepsIn(country: string): BreachStep[] {
  return breachSteps.filter((step) => step !== 'certIn' || country === 'IN');
}

/** When a step is due, in epoch milliseconds; `undefined` for what has no clock. */
export function dueAt(
  { noticedAt }: Pick<Breach, 'noticedAt'>,
  step: BreachStep,
  hours: Partial<Record<Clock, number | undefined>> = {},
): number | undefined {
  if (step !== 'authority' && step !== 'certIn') return undefined;
  return noticedAt + (hours[step] ?? usualHours[step]) * 3_600_000;
}
