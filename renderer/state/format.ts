import { formatPhone } from '#shared/domain/phone.ts';
import { formatMoney, formatSums } from '#shared/domain/money-text.ts';
import { useRecord } from './records.ts';

/** Writes money, days, times and numbers to call as the business writes them: its locale, currency, time zone and country. */
export interface Format {
  locale: string;
  currency: string;
  timeZone: string;
  /** Minor units as records hold them, with their currency. */
  money(minor: bigint | string, currency: string): string;
  /** Sums of several currencies, the business's own first: `120,00 € + 75,00 £`; zero where there is none. */
  sums(amounts: Iterable<{ amount: bigint; currency: string }>): string;
  /** `14:05`. */
  time(at: number): string;
  /** `Tue 3 Nov`, with the year when it is another one. */
  day(at: number): string;
  /** Whether two moments fall on one day where the business is. */
  isSameDay(a: number, b: number): boolean;
  /** `Tue 3 Nov, 14:05`. */
  dayAndTime(at: number): string;
  /** When a visit begins; its day alone where no hour was promised. */
  visit(visit: { start: number; anyTime?: true | undefined }): string;
  /** For lists: the time today, the weekday within a week, else the date. */
  short(at: number, now: number): string;
  /** Everything, for the title on hover. */
  full(at: number): string;
  /** A number as people of the business's country write it. */
  phone(stored: string): string;
  /** The same for each number within words, as a search finds them. */
  phonesIn(text: string): string;
}

/** As numbers are kept: E.164. */
const keptNumber = /\+\d{7,15}/gu;

/** Within it a weekday alone says which day is meant. In milliseconds. */
const sixDays = 6 * 24 * 60 * 60 * 1000;

/** The business's way to write things; the window's own until the business is known. */
export function useFormat(): Format {
  const business = useRecord('business', 'business');
  const locale = business?.locale ?? navigator.language;
  const currency = business?.currency ?? 'EUR';
  const timeZone = business?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return formatFor(locale, currency, timeZone, business?.country);
}

/** To make one takes many times as long as to use it, and every line of a list asks for it. */
const formats = new Map<string, Format>();

function formatFor(locale: string, currency: string, timeZone: string, country?: string): Format {
  const key = `${locale} ${currency} ${timeZone} ${country}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = createFormat(locale, currency, timeZone, country);
  formats.set(key, made);
  return made;
}

export function createFormat(locale: string, currency: string, timeZone: string, country?: string): Format {
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const time = dates({ hour: '2-digit', minute: '2-digit' });
  const weekday = dates({ weekday: 'short' });
  const day = dates({ weekday: 'short', day: 'numeric', month: 'short' });
  const dayWithYear = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  const date = dates({ day: 'numeric', month: 'short' });
  const full = dates({ dateStyle: 'full', timeStyle: 'short' });
  const yearOf = dates({ year: 'numeric' });
  const isSameYear = (a: number, b: number) => yearOf.format(a) === yearOf.format(b);
  const isSameDay = (a: number, b: number) => isSameYear(a, b) && day.format(a) === day.format(b);
  const writeDay = (at: number) => (isSameYear(at, Date.now()) ? day : dayWithYear).format(at);
  const phone = (stored: string) => formatPhone(stored, country);
  return {
    locale,
    currency,
    timeZone,
    money: (minor, ofCurrency) => formatMoney(minor, ofCurrency, locale),
    sums: (amounts) => formatSums(amounts, currency, locale),
    time: (at) => time.format(at),
    day: writeDay,
    isSameDay,
    dayAndTime: (at) => `${writeDay(at)}, ${time.format(at)}`,
    visit: ({ start, anyTime }) => (anyTime ? writeDay(start) : `${writeDay(start)}, ${time.format(start)}`),
    short(at, now) {
      if (isSameDay(at, now)) return time.format(at);
      if (at <= now && now - at < sixDays) return weekday.format(at);
      return (isSameYear(at, now) ? date : dayWithYear).format(at);
    },
    full: (at) => full.format(at),
    phone,
    phonesIn: (text) => text.replaceAll(keptNumber, phone),
  };
}
