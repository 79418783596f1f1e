import type { AnswerLanguage } from '../../acts/languages.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { pt } from './pt.ts';

/** What a record answers. */
export const plainKinds = [
  'price',
  'slots',
  'knowledge',
  'hours',
  'area',
  'howToPay',
  'services',
  'visit',
  'balance',
] as const;
export type PlainKind = (typeof plainKinds)[number];

/** What no record answers, however much it sounds so. */
export const trapKinds = [
  'otherJob',
  'othersPrice',
  'condition',
  'negation',
  'past',
  'discount',
  'complaint',
  'cancellation',
  'twoThings',
  'injection',
  'danger',
  'otherChannel',
] as const;
export type TrapKind = (typeof trapKinds)[number];

/** How customers write in one language. `{service}` is a line of the price list, `{other}` a job that is not on it. */
export interface Phrases {
  openers: readonly string[];
  closers: readonly string[];
  plain: Record<Exclude<PlainKind, 'knowledge'>, readonly string[]>;
  traps: Record<Exclude<TrapKind, 'otherChannel'>, readonly string[]>;
  /** Jobs of other trades. */
  otherJobs: readonly string[];
}

export const phrases: Record<AnswerLanguage, Phrases> = { en, es, pt, de, fr, it };
