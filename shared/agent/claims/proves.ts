import { streetForm } from '../privacy/streets.ts';
import type { CalendarDay, Claim } from './claim.ts';
import type { Known } from './sources.ts';

/**
 * Whether what a record says is what the text states. What could not be read for certain is never proven. `times`: what
 * the same sentence says of the clock, in minutes of the day.
 */
export function proves(known: Known, claim: Claim, times: readonly number[] = []): boolean {
  if (known.kind === 'amount' && claim.kind === 'amount') return known.minor === claim.minor;
  if (known.kind === 'percent' && claim.kind === 'percent')
    return claim.value !== undefined && known.value === claim.value;
  if (known.kind === 'date' && claim.kind === 'date')
    return known.days.some((day) => claim.days.some((other) => isSameDay(day, other)));
  if (known.kind === 'weekday' && claim.kind === 'weekday') return known.weekday === claim.weekday;
  if (known.kind === 'open' && claim.kind === 'weekday')
    return known.weekday === claim.weekday && known.minutes.some((each) => times.includes(each));
  if (known.kind === 'time' && claim.kind === 'time')
    return known.minutes.some((minutes) => claim.minutes.includes(minutes));
  if (known.kind === 'link' && claim.kind === 'link') return known.address === claim.address;
  if (known.kind === 'account' && claim.kind === 'account') return known.compact === claim.compact;
  if (known.kind === 'address' && claim.kind === 'address') return isSameStreet(known.words, claim.words);
  if (known.kind === 'phone' && claim.kind === 'phone')
    return lastDigits(known.digits) === lastDigits(claim.digits);
  return known.kind === 'number' && claim.kind === 'number' && known.value === claim.value;
}

/** The last digits, so that a number is known with and without its country's prefix. */
function lastDigits(digits: string): string {
  return digits.slice(-7);
}

function isSameDay(a: CalendarDay, b: CalendarDay): boolean {
  const sameYear = a.year === undefined || b.year === undefined || a.year === b.year;
  return a.day === b.day && a.month === b.month && sameYear;
}

/** Every word of the claim stands in the known address. */
function isSameStreet(known: readonly string[], claimed: readonly string[]): boolean {
  const forms = new Set(known.map(streetForm));
  return claimed.every((word) => forms.has(streetForm(word)));
}
