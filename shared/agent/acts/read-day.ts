import type { Business } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import { weekdaysIn } from '../claims/days.ts';
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

/** Where a message names days of the week and no time, none of them over: "on Saturdays". A feast is none. */
export function readDays(
  text: string,
  at: number,
  language: AnswerLanguage,
  business: Business,
): Pick<NamedDay, 'spans'> | undefined {
  const { day, time, spans, namesPast } = readWhen(text, { now: at, business, languages: [language] });
  const weekdays = weekdaysIn(text, language);
  const isOfWeek = spans.every((span) =>
    weekdays.some(({ start, end }) => span.start <= start && end <= span.end),
  );
  return day === undefined || time !== undefined || namesPast || !isOfWeek ? undefined : { spans };
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
