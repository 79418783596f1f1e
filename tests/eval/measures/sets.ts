import { readFileSync } from 'node:fs';
import { z } from 'zod';

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

function read<T>(file: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(new URL(`../held-out/${file}`, import.meta.url), 'utf8')));
}
