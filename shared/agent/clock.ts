import type { Business, Shift, Weekday } from '#shared/domain/business.ts';
import { weekdays } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import { timeOf } from '#shared/domain/local-time.ts';

/** A moment as the business's wall clock shows it. */
export interface LocalTime {
  /** `2026-11-21`. */
  day: string;
  weekday: Weekday;
  /** Minutes since midnight. */
  minutes: number;
}

export function localTime(moment: number, timeZone: string): LocalTime {
  const day = dayOf(moment, timeZone);
  return { day, weekday: weekdayOf(day), minutes: minutesOf(timeOf(moment, timeZone)) };
}

/** The weekday of a calendar day such as `2026-11-21`. */
export function weekdayOf(day: string): Weekday {
  const sundayFirst = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekdays[(sundayFirst + 6) % 7]!;
}

export function addDays(weekday: Weekday, days: number): Weekday {
  return weekdays[(weekdays.indexOf(weekday) + days) % 7]!;
}

/** The shifts of a weekday, earliest first; none when closed. */
export function shiftsOn(business: Business, weekday: Weekday): Shift[] {
  return [...(business.hours[weekday] ?? [])].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

export function hasHours(business: Business): boolean {
  return weekdays.some((weekday) => shiftsOn(business, weekday).length > 0);
}

/** The shift that is running at this time; one that ends at or before its start runs past midnight. */
export function openShift(business: Business, time: LocalTime): Shift | undefined {
  const today = shiftsOn(business, time.weekday).find((shift) => {
    const [from, to] = [minutesOf(shift.from), minutesOf(shift.to)];
    return time.minutes >= from && (to <= from || time.minutes < to);
  });
  const yesterday = shiftsOn(business, addDays(time.weekday, 6)).find(
    (shift) => shift.to <= shift.from && time.minutes < minutesOf(shift.to),
  );
  return today ?? yesterday;
}

/** Who is closed for longer than this is not told by a weekday. */
const daysLooked = 14;

/** When the business opens next: how many days ahead, and the shift. `isClosed`: so many days ahead it is closed all day. */
export function nextOpening(
  business: Business,
  time: LocalTime,
  isClosed: (days: number) => boolean,
): { days: number; weekday: Weekday; shift: Shift } | undefined {
  for (let days = 0; days <= daysLooked; days++) {
    if (isClosed(days)) continue;
    const weekday = addDays(time.weekday, days);
    const shift = shiftsOn(business, weekday).find(({ from }) => days > 0 || minutesOf(from) > time.minutes);
    if (shift !== undefined) return { days, weekday, shift };
  }
  return undefined;
}

/** Neighbouring weekdays of equal hours in one row, from Monday on: `mon–fri`, `sat`, `sun`. */
export function groupedHours(business: Business): { first: Weekday; last: Weekday; shifts: Shift[] }[] {
  const rows: { first: Weekday; last: Weekday; shifts: Shift[] }[] = [];
  for (const weekday of weekdays) {
    const shifts = shiftsOn(business, weekday);
    const previous = rows.at(-1);
    if (previous !== undefined && sameShifts(previous.shifts, shifts)) previous.last = weekday;
    else rows.push({ first: weekday, last: weekday, shifts });
  }
  return rows;
}

function sameShifts(a: Shift[], b: Shift[]): boolean {
  return a.length === b.length && a.every((shift, i) => shift.from === b[i]?.from && shift.to === b[i]?.to);
}

function minutesOf(timeOfDay: string): number {
  const [hours, minutes] = timeOfDay.split(':');
  return Number(hours) * 60 + Number(minutes);
}
