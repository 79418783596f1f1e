import type { Business } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import { languages } from '../basic/language.ts';
import { readWhen } from '../extraction/when.ts';
import type { AnswerLanguage } from './languages.ts';

export interface NamedDay {
  /** `2026-11-21`. */
  day: string;
  spans: { start: number; end: number }[];
}

/** The one day that a message names, where our reader is certain of it and finds no time beside it. */
export function readDay(
  text: string,
  at: number,
  answered: AnswerLanguage,
  business: Business,
): NamedDay | undefined {
  const language = languages.find((each) => each === answered);
  const read = language && readWhen(text, at, language, business);
  if (read === undefined || read.days.length !== 1 || read.times.length > 0) return undefined;
  const day = read.days[0]!;
  return day >= dayOf(at, business.timeZone) ? { day, spans: read.spans } : undefined;
}
