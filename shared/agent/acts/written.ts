import type { Business, Service, Shift, Tax, Weekday } from '#shared/domain/business.ts';
import { weekdays } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { formatDecimal, formatMoney } from '#shared/domain/money-text.ts';
import type { Visit } from '#shared/domain/visit.ts';
import { dateFormat } from '#shared/lib/date-format.ts';
import { groupedHours } from '../clock.ts';
import type { AnswerLanguage } from './languages.ts';
import { type Say, sayIn } from './templates.ts';

const usual = { records: { get: () => undefined } };

/** Money in the customer's language, as it is written in the business's country. */
export function writeMoney(
  minor: bigint | string,
  currency: string,
  business: Business,
  language: AnswerLanguage,
  digits?: number,
): string {
  return formatMoney(minor, currency, localeOf(business, language), digits);
}

/** A price with its unit and tax; its numbers as they are written in `locale`. */
export function writePrice(
  service: Service,
  business: Business,
  language: AnswerLanguage,
  say: Say = sayIn(usual, language),
  locale: string = localeOf(business, language),
): string {
  const money = formatMoney(service.unitPrice, service.currency, locale);
  const unit = service.unit === undefined || service.unit === '' ? '' : ` / ${service.unit}`;
  const tax = writeTax(service, business, say, locale);
  return `${money}${unit}${tax === undefined ? '' : ` (${tax})`}`;
}

export function writeDuration(minutes: number, language: AnswerLanguage): string {
  const inHours = minutes >= 60 && minutes % 30 === 0;
  const style = { style: 'unit', unitDisplay: 'long', unit: inHours ? 'hour' : 'minute' } as const;
  return new Intl.NumberFormat(language, style).format(inHours ? minutes / 60 : minutes);
}

export function writeTime(timeOfDay: string, business: Business, language: AnswerLanguage): string {
  const options = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' } as const;
  const format = dateFormat(localeOf(business, language), options);
  return format.format(new Date(`2024-01-01T${timeOfDay}:00Z`));
}

/** A moment with its day: `Monday 23 November, 9:00`. */
export function writeMoment(at: number, business: Business, language: AnswerLanguage): string {
  const time = writeTime(timeOf(at, business.timeZone), business, language);
  return `${writeDay(dayOf(at, business.timeZone), business, language)}, ${time}`;
}

/** When a visit begins; its day alone where no hour was promised. */
export function writeVisit(
  { start, anyTime }: Pick<Visit, 'start' | 'anyTime'>,
  business: Business,
  language: AnswerLanguage,
): string {
  if (anyTime) return writeDay(dayOf(start, business.timeZone), business, language);
  return writeMoment(start, business, language);
}

/** The same in few letters, for a button: `Mon 23 Nov, 9:00`. */
export function writeShortMoment(at: number, business: Business, language: AnswerLanguage): string {
  return `${writeShortDay(at, business, language)}, ${writeTime(timeOf(at, business.timeZone), business, language)}`;
}

/** See `writeVisit`. */
export function writeShortVisit(
  { start, anyTime }: Pick<Visit, 'start' | 'anyTime'>,
  business: Business,
  language: AnswerLanguage,
): string {
  return anyTime ? writeShortDay(start, business, language) : writeShortMoment(start, business, language);
}

function writeShortDay(at: number, business: Business, language: AnswerLanguage): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: business.timeZone } as const;
  return writeDate(dateFormat(localeOf(business, language), options), at, language);
}

/** A calendar day: `Monday 23 November`. */
export function writeDay(day: string, business: Business, language: AnswerLanguage): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const format = dateFormat(localeOf(business, language), options);
  return writeDate(format, Date.parse(`${day}T12:00:00Z`), language);
}

/** In French the first of a month is an ordinal, which `Intl` does not write. */
function writeDate(format: Intl.DateTimeFormat, at: number, language: AnswerLanguage): string {
  const isFirst = ({ type, value }: Intl.DateTimeFormatPart) => type === 'day' && value === '1';
  return format
    .formatToParts(at)
    .map((part) => (language === 'fr' && isFirst(part) ? '1er' : part.value))
    .join('');
}

export function writeShifts(shifts: readonly Shift[], business: Business, language: AnswerLanguage): string {
  const spans = shifts.map(
    ({ from, to }) => `${writeTime(from, business, language)}–${writeTime(to, business, language)}`,
  );
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(spans);
}

/** The week's hours, one line for each group of equal days. */
export function writeWeek(
  business: Business,
  language: AnswerLanguage,
  say: Say = sayIn(usual, language),
): string {
  const lines = groupedHours(business).map(({ first, last, shifts }) => {
    const hours = shifts.length === 0 ? say('closed', {}) : writeShifts(shifts, business, language);
    return `${capitalised(writeDaySpan(first, last, language))}: ${hours}`;
  });
  return lines.join('\n');
}

/** The open days alone, in one line. */
export function writeOpenDays(business: Business, language: AnswerLanguage): string {
  return groupedHours(business)
    .filter(({ shifts }) => shifts.length > 0)
    .map(
      ({ first, last, shifts }) =>
        `${writeDaySpan(first, last, language)} ${writeShifts(shifts, business, language)}`,
    )
    .join('; ');
}

export function writeAddress({ address }: Business): string | undefined {
  if (address?.street === undefined && address?.city === undefined) return undefined;
  const place = [address.postcode, address.city].filter(Boolean).join(' ');
  return [address.street, address.line2, place, address.region].filter(Boolean).join('\n');
}

function localeOf({ country }: Business, language: AnswerLanguage): string {
  return `${language}-${country}`;
}

function writeDaySpan(first: Weekday, last: Weekday, language: AnswerLanguage): string {
  const from = writeWeekday(first, language);
  return first === last ? from : `${from}–${writeWeekday(last, language)}`;
}

function writeWeekday(weekday: Weekday, language: AnswerLanguage): string {
  // 1 January 2024 was a Monday.
  const date = Date.UTC(2024, 0, 1 + weekdays.indexOf(weekday));
  return dateFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(date);
}

function capitalised(text: string): string {
  return text.replace(/^\p{L}/u, (start) => start.toUpperCase());
}

function writeTax(service: Service, business: Business, say: Say, locale: string): string | undefined {
  const ids = service.taxIds ?? business.defaultTaxIds ?? [];
  const charged = ids
    .flatMap((id) => (Object.hasOwn(business.taxes, id) ? business.taxes[id]! : []))
    .filter(({ category }) => category === 'S');
  if (charged.length === 0) return undefined;
  const tax = charged.map((each) => taxLabel(each, locale)).join(' + ');
  return business.pricesIncludeTax ? say('withTax', { tax }) : say('plusTax', { tax });
}

function taxLabel({ label, rate }: Tax, locale: string): string {
  return /\d/.test(label) ? label : `${label} ${formatDecimal(rate, locale)} %`;
}
