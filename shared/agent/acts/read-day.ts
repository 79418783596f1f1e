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

/** The words of a message that name a day or a time, and the day of a moment to come that it names with its time. */
export interface NamedMoment {
  spans: NamedDay['spans'];
  day: string | undefined;
}

export function readMoment(
  text: string,
  at: number,
  language: AnswerLanguage,
  business: Business,
): NamedMoment {
  const { day, time, spans, namesPast } = readWhen(text, { now: at, business, languages: [language] });
  const isMoment = day?.kind === 'one' && time !== undefined && !namesPast;
  const isToCome = isMoment && day.value >= dayOf(at, business.timeZone);
  return { spans, day: isToCome ? day.value : undefined };
}
