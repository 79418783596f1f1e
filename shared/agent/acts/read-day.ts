import type { Business } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import { readWhen } from '../when/when.ts';
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
  language: AnswerLanguage,
  business: Business,
): NamedDay | undefined {
  const { day, time, spans, namesPast } = readWhen(text, { now: at, business, languages: [language] });
  if (day?.kind !== 'one' || time !== undefined || namesPast) return undefined;
  return day.value >= dayOf(at, business.timeZone) ? { day: day.value, spans } : undefined;
}
