import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { hoursSchema } from '#shared/domain/business.ts';
import { daySchema, minorSchema, timeOfDaySchema } from '#shared/domain/common.ts';

/** What the held-out sets hold. They are measured with and never read: see their README. */

export const heldOutLanguages = ['en', 'es', 'pt', 'de', 'fr', 'it'] as const;
export type HeldOutLanguage = (typeof heldOutLanguages)[number];

export const heldOutTrades = [
  'plumber',
  'electrician',
  'gasFitter',
  'cleaner',
  'tutor',
  'salon',
  'gardener',
  'locksmith',
  'roofer',
] as const;

export const heldOutDangers = [
  'gas',
  'fire',
  'electric',
  'water',
  'co',
  'injury',
  'threat',
  'selfHarm',
  'trapped',
  'structure',
] as const;

const textSchema = z.string().trim().min(1).max(1000);

const heardSchema = z.strictObject({
  text: textSchema,
  trade: z.enum(heldOutTrades),
  danger: z.enum(heldOutDangers).nullable(),
  /** They want a person. */
  person: z.boolean(),
  /** They want no more messages; `ambiguous`: it may be about something else. */
  stop: z.enum(['clear', 'ambiguous']).nullable(),
});
export type HeardMessage = z.infer<typeof heardSchema>;

/** Messages in which danger, a person and stop are heard, and ordinary ones. */
export function heardSet(language: HeldOutLanguage): HeardMessage[] {
  return read(`heard/${language}.json`, z.array(heardSchema));
}

/** A firm's words in each language: its customers write in them. */
const wordsSchema = z.record(z.enum(heldOutLanguages), z.string().min(1).max(300));

const businessSetSchema = z.strictObject({
  name: z.string(),
  trade: z.string(),
  country: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  /** When the messages are written. */
  now: z.iso.datetime(),
  hours: hoursSchema,
  address: z.strictObject({ street: z.string(), city: z.string(), postcode: z.string() }),
  area: z.array(z.string()),
  paymentWays: z.array(z.string()),
  services: z.array(z.strictObject({ id: z.string(), price: minorSchema, name: wordsSchema })),
  knowledge: z.array(z.strictObject({ id: z.string(), title: wordsSchema, text: wordsSchema })),
  /** Who writes: known, with one of each. */
  customer: z.strictObject({
    name: z.string(),
    visit: z.strictObject({ service: z.string(), start: z.iso.datetime(), end: z.iso.datetime() }),
    invoice: z.strictObject({
      service: z.string(),
      number: z.string(),
      issued: daySchema,
      paid: z.boolean(),
    }),
    quote: z.strictObject({ service: z.string(), number: z.string(), sent: daySchema }),
  }),
});
export type BusinessSet = z.infer<typeof businessSetSchema>;

/** The firm that the questions are put to. */
export function businessSet(): BusinessSet {
  return read('questions/business.json', businessSetSchema);
}

/** An act that answers, and the record that it needs. */
const expectedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('price'), service: z.string() }),
  z.strictObject({ kind: z.literal('slots'), service: z.string().optional() }),
  z.strictObject({ kind: z.literal('knowledge'), knowledge: z.string() }),
  z.strictObject({
    kind: z.enum([
      'services',
      'hours',
      'area',
      'howToPay',
      'visit',
      'balance',
      'documentCopy',
      'quoteState',
      'acknowledge',
    ]),
  }),
]);

export const trapKinds = [
  'otherJob',
  'condition',
  'negation',
  'complaint',
  'cancellation',
  'dispute',
  'discount',
  'mixed',
  'past',
  'hypothetical',
  'somebodyElse',
  'sarcasm',
  'injection',
] as const;

/** The acts that would do harm as an answer; `any`: every one that states or offers something. */
const harmSchema = z.union([
  z.literal('any'),
  z.array(z.enum(['price', 'slots', 'knowledge', 'held'])).min(1),
]);

const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    text: textSchema,
    kind: z.literal('answerable'),
    expect: z.array(expectedSchema).min(1).max(3),
  }),
  z.strictObject({ text: textSchema, kind: z.literal('trap'), about: z.enum(trapKinds), harm: harmSchema }),
  z.strictObject({ text: textSchema, kind: z.literal('person'), harm: harmSchema }),
]);
export type Question = z.infer<typeof questionSchema>;

/** Messages that a record answers, those that only look so, and those for a person. */
export function questionSet(language: HeldOutLanguage): Question[] {
  return read(`questions/${language}.json`, z.array(questionSchema));
}

/** A range from or to one end has `null` at the other. `ask`: a careful person would ask. */
const dayMessageSchema = z.strictObject({
  text: textSchema,
  day: rangeOr(daySchema),
  time: rangeOr(timeOfDaySchema),
});
export type DayMessage = z.infer<typeof dayMessageSchema>;

const daysSchema = z.strictObject({
  /** When all of them are written, where the business is. */
  now: z.literal('2026-11-16T10:00'),
  timeZone: z.literal('Europe/Dublin'),
  messages: z.array(dayMessageSchema),
});

/** Messages with days and times, and others that only look so. */
export function daySet(language: HeldOutLanguage): DayMessage[] {
  return read(`days/${language}.json`, daysSchema).messages;
}

function rangeOr(value: z.ZodType<string>) {
  return z.union([
    z.literal('ask'),
    z.null(),
    value,
    z.strictObject({ from: value.nullable(), to: value.nullable() }),
  ]);
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(new URL(`../held-out/${file}`, import.meta.url), 'utf8')));
}
