import type { Business } from '#shared/domain/business.ts';
import { weekdays } from '#shared/domain/business.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import { localTime, shiftsOn, weekdayOf } from '#shared/agent/clock.ts';
import type { Language } from '#shared/agent/basic/language.ts';
import type { DayReading } from './days.ts';
import { readDays } from './days.ts';
import { withoutPast } from '#shared/agent/basic/past.ts';
import { fold } from './fold.ts';
import { findPlace } from './places.ts';
import type { Opinion } from './second-opinion.ts';
import { secondOpinion } from './second-opinion.ts';
import { timeOf } from './time-ranges.ts';
import type { TimeReading } from './times.ts';
import { readTimes } from './times.ts';

/** What may be meant by the words of one message. Where one list has several, the owner is asked. */
export interface When {
  days: string[];
  /** `HH:MM`. */
  times: string[];
  spans: { start: number; end: number }[];
}

/** Hours in which a visit is likely where the business has none of its own, in minutes. */
const likely = { from: 7 * 60, to: 19 * 60 };

/** Countries that write the month before the day. */
const monthFirstCountries = new Set(['US', 'PH', 'FM', 'PW']);

/**
 * Day and time that a customer names, read by our rules and by chrono-node. A reading that the two do not
 * share stands beside the other.
 */
export function readWhen(text: string, at: number, language: Language, business: Business): When | undefined {
  const folded = withoutPlace(withoutPast(fold(text)));
  // Chrono reads the same: the units of the folded text are those of the text.
  const ahead = Array.from({ length: text.length }, (_, i) => (folded[i] === ' ' ? ' ' : text[i])).join('');
  const monthFirst = monthFirstCountries.has(business.country);
  const { day: today } = localTime(at, business.timeZone);
  const days = readDays(folded, { language, today, monthFirst });
  const time = timeOf(folded, readTimes(folded, language, days), language);
  const utcOffset = utcOffsetAt(at, business.timeZone);
  const opinions = secondOpinion(ahead, { language, at, utcOffset, monthFirst });
  const meant = mergeDays(days, opinions);
  if (meant.days.length === 0 && time === undefined) return undefined;
  return {
    days: meant.days,
    times: meantTimes(time, opinions, meant.days, business),
    spans: [...meant.spans, ...(time === undefined ? [] : [time])].map(({ start, end }) => ({ start, end })),
  };
}

/** A house number is no time, and "12 May Street" no day: an address is left out, as so many spaces. */
function withoutPlace(text: string): string {
  const place = findPlace(text);
  if (place === undefined) return text;
  return text.slice(0, place.start) + ' '.repeat(place.end - place.start) + text.slice(place.end);
}

interface Spans {
  days: string[];
  spans: { start: number; end: number }[];
}

/** Our reading first. Chrono's counts where it speaks of the same words. */
function mergeDays(days: DayReading[], opinions: Opinion[]): Spans {
  const others = opinions.filter(({ day }) => day !== undefined);
  // A day that we left out was left out for what stands beside it, which chrono does not see.
  if (days.length === 0) return { days: [], spans: [] };
  const ours = days.flatMap((each) => each.days);
  // Who has read fewer of the words ("mañana" of "pasado mañana") has no say.
  const theirs = others
    .filter((each) => days.some(({ start, end }) => each.start <= start && end <= each.end))
    .map(({ day }) => day!);
  // Of a day on which we see two meanings it may take one; a third is its own.
  return { days: [...new Set([...ours, ...theirs])], spans: days };
}

function meantTimes(
  first: TimeReading | undefined,
  opinions: Opinion[],
  days: string[],
  business: Business,
): string[] {
  if (first === undefined) return [];
  const likeliest = (minutes: number[]) => {
    const open = minutes.filter((each) => isLikely(each, days, business));
    return open.length === 1 ? open : minutes.toSorted((a, b) => b - a);
  };
  const ours = likeliest(first.minutes);
  if (first.or !== undefined) return [ours[0]!, likeliest(first.or)[0]!].map(writeMinutes);
  // Who has read fewer of the words ("10" of "10 e meia") has no say.
  const other = opinions.find(
    ({ start, end, minutes }) => minutes !== undefined && start <= first.start && first.end <= end,
  );
  const agrees =
    other?.minutes === undefined ||
    first.minutes.some((minutes) =>
      other.half === true ? minutes === other.minutes : minutes % 720 === other.minutes! % 720,
    );
  return [...new Set(agrees ? ours : [...ours, other.minutes!])].map(writeMinutes);
}

/** Whether the business is at work then: on that day, or where none is named or it is closed, on any. */
function isLikely(minutes: number, days: string[], business: Business): boolean {
  const [day] = days;
  const onDay = day === undefined ? [] : shiftsOn(business, weekdayOf(day));
  const shifts = onDay.length > 0 ? onDay : weekdays.flatMap((each) => shiftsOn(business, each));
  if (shifts.length === 0) return minutes >= likely.from && minutes < likely.to;
  const time = writeMinutes(minutes);
  return shifts.some(({ from, to }) => time >= from && time < to);
}

export function writeMinutes(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function utcOffsetAt(at: number, timeZone: string): number {
  const { day, minutes } = localTime(at, timeZone);
  const asUtc = Date.parse(`${day}T${writeMinutes(minutes)}:00Z`);
  return Math.round((asUtc - Math.floor(at / 60_000) * 60_000) / 60_000);
}

/** The moment of a day and time where the business is. */
export function startOf(day: string, time: string, business: Business): number | undefined {
  return momentOf(day, time, business.timeZone);
}
