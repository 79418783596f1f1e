import { dayOf } from '#shared/domain/day.ts';
import { wallMinutes } from '#shared/domain/local-time.ts';
import { fold } from '#shared/lib/fold.ts';

/** Which number of `3/11/2026` is the day. */
export type DayOrder = 'dayFirst' | 'monthFirst' | 'yearFirst';

/** A day, and where the cell says so the minute of it. */
export interface ReadDay {
  day: string;
  minute?: number;
}

/**
 * A day as `2026-11-21`, in numbers in this order, or with the name of its month in one of six languages; a time may
 * stand behind it. `timeZone`: in which a moment with a zone of its own is looked at.
 */
export function readDayTime(cell: string, order: DayOrder, timeZone: string): ReadDay | undefined {
  const text = cell.trim();
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(text))
    return ofMoment(Date.parse(text), timeZone);
  const numbers = /^(\d{1,4})[-./\s]{1,2}(\d{1,2})[-./\s]{1,2}(\d{1,4})(?:(?:\.?,?\s+|T)(.*))?$/.exec(text);
  const [day, time] = numbers === null ? named(text) : [inNumbers(numbers, order), numbers[4]];
  if (day === undefined) return undefined;
  const minute = time === undefined ? undefined : readClock(time);
  return { day, ...(minute !== undefined && { minute }) };
}

/** The day alone. */
export function readDay(cell: string, order: DayOrder): string | undefined {
  return readDayTime(cell, order, 'UTC')?.day;
}

/** `14:30`, `2:30 PM`, `14h30`, `9 am` as the minute of the day. */
export function readClock(cell: string): number | undefined {
  const text = fold(cell)
    .replaceAll(/\s/g, '')
    .replace(/(?:uhr|hrs?)$/, '');
  const [, hours, minutes = '0', half] =
    /^(\d{1,2})(?:[:.h](\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?(am|pm|a\.m\.|p\.m\.|h)?$/.exec(text) ?? [];
  if (hours === undefined || (half === undefined && !/[:.h]/.test(text))) return undefined;
  const isHalf = half !== undefined && half !== 'h';
  const hour = isHalf ? (Number(hours) % 12) + (half.startsWith('p') ? 12 : 0) : Number(hours);
  const isReal = hour < 24 && Number(minutes) < 60 && (!isHalf || (Number(hours) > 0 && Number(hours) < 13));
  return isReal ? hour * 60 + Number(minutes) : undefined;
}

function ofMoment(at: number, timeZone: string): ReadDay | undefined {
  return Number.isNaN(at) ? undefined : { day: dayOf(at, timeZone), minute: wallMinutes(at, timeZone) };
}

function inNumbers(
  [, first = '', second = '', third = '']: RegExpExecArray,
  order: DayOrder,
): string | undefined {
  if (first.length > 2) return first.length === 4 ? realDay(first, second, third) : undefined;
  if (order === 'yearFirst') return realDay(first, second, third);
  return order === 'dayFirst' ? realDay(third, second, first) : realDay(third, first, second);
}

/** A year of two digits is the one that is nearest to ours. */
function realDay(year: string, month: string, day: string): string | undefined {
  if (year.length !== 4 && year.length !== 2) return undefined;
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900);
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)));
  date.setUTCFullYear(full);
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}

const languages = ['en', 'es', 'pt', 'de', 'fr', 'it'];
let months: Map<string, string> | undefined;

/** `3 Nov 2026`, `3 de noviembre de 2026`, `Nov 3, 2026`, with the time behind it. */
function named(text: string): [day: string | undefined, time: string | undefined] {
  const word = String.raw`(\p{L}{3,12})\.?`;
  const time = String.raw`(?:,?\s+(?:\p{L}{1,4}\s+)?(\d{1,2}[:.h].*|\d{1,2}\s*[ap]\.?m\.?))?`;
  const plain = text.replace(/^\p{L}{2,12}\.?,\s+/u, '');
  const before = new RegExp(
    String.raw`^(\d{1,2})(?:\.|st|nd|rd|th|º|er)?[\s-]+(?:de\s+)?${word},?[\s-]+(?:de\s+)?(\d{2,4})${time}$`,
    'iu',
  );
  const after = new RegExp(String.raw`^${word}\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${time}$`, 'iu');
  const [, day, month, year, clock] = before.exec(plain) ?? [];
  const [, otherMonth, otherDay, otherYear, otherClock] = after.exec(plain) ?? [];
  months ??= monthNames();
  const number = months.get(fold(month ?? otherMonth ?? '').slice(0, 12));
  if (number === undefined) return [undefined, undefined];
  return [realDay(year ?? otherYear!, number, day ?? otherDay!), clock ?? otherClock];
}

function monthNames(): Map<string, string> {
  const found = new Map<string, string>();
  for (const language of languages)
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
      for (let month = 0; month < 12; month++)
        found.set(fold(format.format(Date.UTC(2026, month, 15))).replaceAll('.', ''), String(month + 1));
    }
  return found;
}

const orders = new Map<string, DayOrder>();

/** In which order a locale writes a day in numbers. */
export function dayOrderOf(locale: string): DayOrder {
  const known = orders.get(locale);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    calendar: 'gregory',
  });
  const first = format.formatToParts(0).find(({ type }) => type !== 'literal')?.type;
  const order = first === 'year' ? 'yearFirst' : first === 'month' ? 'monthFirst' : 'dayFirst';
  orders.set(locale, order);
  return order;
}
