import type { Business, Service, Shift, Tax, Weekday } from '#shared/domain/business.ts';
import { weekdays } from '#shared/domain/business.ts';
import type { LocalTime } from '#shared/agent/clock.ts';
import { addDays, groupedHours, shiftsOn } from '#shared/agent/clock.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import type { Slot } from '#shared/agent/slots.ts';
import { formatDecimal, formatMoney } from '#shared/domain/money-text.ts';
import type { NamedDay } from './days.ts';
import type { Language } from './language.ts';
import { phrases } from './phrases.ts';

/** How records are written down for a customer: money as the business writes it, the rest in their language. */
export function writePrice(service: Service, business: Business, language: Language): string {
  const money = formatMoney(service.unitPrice, service.currency, business.locale);
  const unit = service.unit === undefined || service.unit === '' ? '' : ` / ${service.unit}`;
  const tax = writeTax(service, business, language);
  return `${money}${unit}${tax === undefined ? '' : ` (${tax})`}`;
}

export function writeDuration(minutes: number, language: Language): string {
  const inHours = minutes >= 60 && minutes % 30 === 0;
  const style = { style: 'unit', unitDisplay: 'long', unit: inHours ? 'hour' : 'minute' } as const;
  return new Intl.NumberFormat(language, style).format(inHours ? minutes / 60 : minutes);
}

export function writeTime(timeOfDay: string, business: Business, language: Language): string {
  const locale = `${language}-${business.country}`;
  const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  return format.format(new Date(`2024-01-01T${timeOfDay}:00Z`));
}

/** A free time with its day: `Monday 23 November at 9:00`. */
export function writeSlot({ start }: Slot, business: Business, language: Language): string {
  const { timeZone } = business;
  const locale = `${language}-${business.country}`;
  const day = { weekday: 'long', day: 'numeric', month: 'long', timeZone } as const;
  return `${new Intl.DateTimeFormat(locale, day).format(start)}, ${writeTime(timeOf(start, timeZone), business, language)}`;
}

export function writeShifts(shifts: Shift[], business: Business, language: Language): string {
  const { and } = phrases[language];
  const spans = shifts.map(
    ({ from, to }) => `${writeTime(from, business, language)}–${writeTime(to, business, language)}`,
  );
  return spans.length < 2 ? spans.join('') : `${spans.slice(0, -1).join(', ')} ${and} ${spans.at(-1)}`;
}

export function writeWeekday(weekday: Weekday, language: Language): string {
  // 1 January 2024 was a Monday.
  const date = Date.UTC(2024, 0, 1 + weekdays.indexOf(weekday));
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(date);
}

/** A day with its preposition: `tomorrow`, `on Monday`. */
export function writeDay(day: NamedDay, language: Language): string {
  const say = phrases[language];
  if (day.relation === 'today') return say.today;
  return day.relation === 'tomorrow' ? say.tomorrow : say.onDay(writeWeekday(day.weekday, language));
}

/** The week's hours, one line for each group of equal days. */
export function writeWeek(business: Business, language: Language): string {
  const lines = groupedHours(business).map(({ first, last, shifts }) => {
    const hours = shifts.length === 0 ? phrases[language].closed : writeShifts(shifts, business, language);
    return `${capitalise(writeDaySpan(first, last, language))}: ${hours}`;
  });
  return lines.join('\n');
}

/** The open days alone, within a sentence. */
export function writeOpenDays(business: Business, language: Language): string {
  const open = groupedHours(business).filter(({ shifts }) => shifts.length > 0);
  return open
    .map(
      ({ first, last, shifts }) =>
        `${writeDaySpan(first, last, language)} ${writeShifts(shifts, business, language)}`,
    )
    .join('; ');
}

export function writeAddress(business: Business): string | undefined {
  const address = business.address;
  if (address?.street === undefined && address?.city === undefined) return undefined;
  const place = [address.postcode, address.city].filter(Boolean).join(' ');
  return [address.street, address.line2, place, address.region].filter(Boolean).join('\n');
}

/** Capitalises the first letter, also after an opening mark such as `¿`. */
export function capitalise(text: string): string {
  return text.replace(/^[¿¡]?\p{L}/u, (start) => start.toUpperCase());
}

/** What the next opening is called: `tomorrow`, or `on Monday`. */
export function dayAhead(days: number, weekday: Weekday): NamedDay {
  if (days === 0) return { weekday, relation: 'today' };
  return { weekday, relation: days === 1 ? 'tomorrow' : 'weekday' };
}

export function isOpenOn(business: Business, day: NamedDay): boolean {
  return shiftsOn(business, day.weekday).length > 0;
}

/** The first open day after the given one; the customer's own day is asked about by name. */
export function nextOpenDay(business: Business, after: NamedDay, today: LocalTime): NamedDay | undefined {
  for (let step = 1; step < 7; step++) {
    const weekday = addDays(after.weekday, step);
    if (shiftsOn(business, weekday).length === 0) continue;
    return { weekday, relation: weekday === addDays(today.weekday, 1) ? 'tomorrow' : 'weekday' };
  }
  return undefined;
}

function writeDaySpan(first: Weekday, last: Weekday, language: Language): string {
  const from = writeWeekday(first, language);
  return first === last ? from : `${from}–${writeWeekday(last, language)}`;
}

function writeTax(service: Service, business: Business, language: Language): string | undefined {
  const ids = service.taxIds ?? business.defaultTaxIds ?? [];
  const charged = ids.map((id) => business.taxes[id]).filter((tax) => tax?.category === 'S');
  if (charged.length === 0) return undefined;
  const labels = charged.map((tax) => taxLabel(tax!, business.locale)).join(' + ');
  return business.pricesIncludeTax ? phrases[language].withTax(labels) : phrases[language].plusTax(labels);
}

function taxLabel({ label, rate }: Tax, locale: string): string {
  return /\d/.test(label) ? label : `${label} ${formatDecimal(rate, locale)} %`;
}
