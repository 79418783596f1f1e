import { openShift, shiftsOn, weekdayOf } from '#shared/agent/clock.ts';
import type { Business } from '#shared/domain/business.ts';
import { weekdays } from '#shared/domain/business.ts';
import { addDays, dayOf, daysBetween } from '#shared/domain/day.ts';
import { momentOf } from '#shared/domain/local-time.ts';

/** Day and time in the owner's words, as far as they are there. */
export interface When {
  /** `2026-11-24`. */
  day?: string | undefined;
  /** `10:00`. */
  time?: string | undefined;
  /** The words that are left. */
  rest: string;
}

/** Words that may stand before a day: “on Tuesday”, “am nächsten Dienstag”. */
const before = String.raw`(?:\b(?:on|for|by|this|next|the|el|los|este|proximo|próximo|para|no|na|nesta|próxima|am|an|diesen|nächsten|kommenden|für|em)\s+){0,3}`;

const dayWords: [pattern: string, days: number][] = [
  [String.raw`day after tomorrow|pasado mañana|depois de amanhã|übermorgen`, 2],
  [String.raw`tomorrow|(?<!(?:la|esta|de|por)\s)mañana|amanhã|(?<!guten\s)morgen`, 1],
  [String.raw`today|tonight|hoy|hoje|heute`, 0],
];

const weekdayWords = [
  'monday|mon|lunes|segunda(?:-feira)?|montag',
  'tuesday|tues|tue|martes|terça(?:-feira)?|dienstag',
  'wednesday|weds|wed|miércoles|miercoles|quarta(?:-feira)?|mittwoch',
  'thursday|thurs|thur|thu|jueves|quinta(?:-feira)?|donnerstag',
  'friday|fri|viernes|sexta(?:-feira)?|freitag',
  'saturday|sat|sábado|sabado|samstag|sonnabend',
  'sunday|sun|domingo|sonntag',
];

const months = [
  'jan(?:uary|uar|eiro)?|enero',
  'feb(?:ruary|ruar|rero)?|fevereiro',
  'mar(?:ch|zo|ço)?|märz',
  'apr(?:il)?|abril',
  'may|mayo|maio|mai',
  'june?|juni|junio|junho',
  'july?|juli|julio|julho',
  'aug(?:ust)?|agosto',
  'sept?(?:ember)?|septiembre|setembro',
  'oct(?:ober)?|oktober|octubre|outubro',
  'nov(?:ember)?|noviembre|novembro',
  'dec(?:ember)?|dezember|diciembre|dezembro',
];

const edge = String.raw`(?![\p{L}\p{N}])`;

/**
 * Reads day and time from a sentence of the owner in English, Spanish, Portuguese or German. It reads what it is
 * sure of: an hour without a half of the day is the one in the working hours. The owner sees the full date before
 * anything is done.
 */
export function findWhen(sentence: string, business: Business, now: number): When {
  const when: When = { rest: sentence };
  when.day = takeDay(when, dayOf(now, business.timeZone), business.locale);
  when.time = takeTime(when, when.day ?? dayOf(now, business.timeZone), business);
  when.rest = when.rest.replaceAll(/\s+/g, ' ').trim();
  return when;
}

/** The moment of a day and a time on the business's wall clock, in epoch milliseconds. */
export function momentAt(day: string, time: string, business: Business): number | undefined {
  return momentOf(day, time, business.timeZone);
}

/** Takes the words that a pattern matches out of the sentence. */
function take(when: When, pattern: string): RegExpExecArray | undefined {
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}${edge}`, 'iu').exec(when.rest);
  if (found === null) return undefined;
  when.rest = `${when.rest.slice(0, found.index)} ${when.rest.slice(found.index + found[0].length)}`;
  return found;
}

function takeDay(when: When, today: string, locale: string): string | undefined {
  const iso = take(when, String.raw`${before}(\d{4}-\d\d-\d\d)`)?.[1];
  if (iso !== undefined) return realDay(iso);
  for (const [pattern, days] of dayWords) {
    if (take(when, `${before}(?:${pattern})`) !== undefined) return addDays(today, days);
  }
  const named = takeMonthDay(when, today) ?? takeNumbers(when, today, locale);
  for (const [index, pattern] of weekdayWords.entries()) {
    if (take(when, `${before}(?:${pattern})s?`) === undefined) continue;
    const ahead = (index - weekdays.indexOf(weekdayOf(today)) + 7) % 7;
    return named ?? addDays(today, ahead === 0 ? 7 : ahead);
  }
  return named;
}

/** `24 November`, `Nov 24th`, `24. November`. */
function takeMonthDay(when: When, today: string): string | undefined {
  for (const [index, month] of months.entries()) {
    const found =
      take(when, String.raw`${before}(\d{1,2})(?:st|nd|rd|th|\.|º)?\s+(?:of\s+|de\s+)?(?:${month})\.?`) ??
      take(when, String.raw`${before}(?:${month})\.?\s+(\d{1,2})(?:st|nd|rd|th)?`);
    if (found !== undefined) return nextDate(today, index + 1, Number(found[1]));
  }
  return undefined;
}

/** `24/11`, `24.11.`, `24/11/2026`; the month first only where the United States write. */
function takeNumbers(when: When, today: string, locale: string): string | undefined {
  const found = take(when, String.raw`${before}(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4})?)?`);
  if (found === undefined) return undefined;
  const [first, second] = [Number(found[1]), Number(found[2])];
  const [month, day] = locale === 'en-US' ? [first, second] : [second, first];
  if (found[3] !== undefined) return realDay(`${found[3]}-${two(month)}-${two(day)}`);
  return nextDate(today, month, day);
}

/** This year's, or next year's where it is over. */
function nextDate(today: string, month: number, day: number): string | undefined {
  const year = Number(today.slice(0, 4));
  const date = realDay(`${year}-${two(month)}-${two(day)}`);
  if (date === undefined || daysBetween(today, date) >= 0) return date;
  return realDay(`${year + 1}-${two(month)}-${two(day)}`);
}

function realDay(day: string): string | undefined {
  const moment = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day) ? day : undefined;
}

function takeTime(when: When, day: string, business: Business): string | undefined {
  const at = String.raw`(?:(?:at|@|from|a las|a la|as|às|um|gegen|ab)\s+)`;
  if (take(when, String.raw`${at}?(?:noon|midday|mediodía|meio-dia|mittags)`) !== undefined) return '12:00';
  const half = take(when, String.raw`${at}?(\d{1,2})[:.h](\d\d)\s*(am|pm|uhr|h)?`);
  if (half !== undefined) return clockTime(Number(half[1]), Number(half[2]), half[3]);
  const hour =
    take(when, String.raw`${at}?(\d{1,2})\s*(am|pm|uhr|h|o'clock|o’clock)`) ??
    take(when, String.raw`${at}(\d{1,2})`);
  if (hour === undefined) return undefined;
  const said = Number(hour[1]);
  const isBare = hour[2] === undefined && said >= 1 && said <= 11;
  return clockTime(isBare ? likelyHour(said, day, business) : said, 0, hour[2]);
}

/** Of 5 and 17 the one in which the business works that day; what was said where it works in neither. */
function likelyHour(hour: number, day: string, business: Business): number {
  const weekday = weekdayOf(day);
  const isOpen = (h: number) => openShift(business, { day, weekday, minutes: h * 60 }) !== undefined;
  const opens = Math.min(...shiftsOn(business, weekday).map(({ from }) => Number(from.slice(0, 2))), 24);
  if (isOpen(hour)) return hour;
  return isOpen(hour + 12) || hour < Math.min(opens, 7) ? hour + 12 : hour;
}

function clockTime(hour: number, minutes: number, half: string | undefined): string | undefined {
  const isAfternoon = half?.toLowerCase() === 'pm' && hour < 12;
  const isMidnight = half?.toLowerCase() === 'am' && hour === 12;
  const hours = isAfternoon ? hour + 12 : isMidnight ? 0 : hour;
  return hours < 24 && minutes < 60 ? `${two(hours)}:${two(minutes)}` : undefined;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
