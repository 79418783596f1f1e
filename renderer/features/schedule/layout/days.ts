import { type Hours, weekdays } from '#shared/domain/business.ts';
import { addDays } from '#shared/domain/day.ts';

/** The ways to look at the schedule. */
export const views = ['week', 'day', 'list'] as const;
export type View = (typeof views)[number];

const shownDays: Record<View, number> = { week: 7, day: 1, list: 14 };

/** The days that a view shows around or from a day: a week from its Monday. */
export function daysOf(view: View, day: string): string[] {
  const first = view === 'week' ? addDays(day, -weekdayIndex(day)) : day;
  return Array.from({ length: shownDays[view] }, (_, index) => addDays(first, index));
}

/** The day that the same view shows before (-1) or after (1). */
export function turned(view: View, day: string, by: 1 | -1): string {
  return addDays(day, by * shownDays[view]);
}

/** When the business is open on a day, in minutes since midnight. What runs past midnight ends with its day. */
export function openMinutes(hours: Hours, day: string): { from: number; to: number }[] {
  return (hours[weekdays[weekdayIndex(day)]!] ?? []).map((shift) => {
    const [from, to] = [minutesOf(shift.from), minutesOf(shift.to)];
    return { from, to: to > from ? to : 1440 };
  });
}

function weekdayIndex(day: string): number {
  return (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
}

function minutesOf(timeOfDay: string): number {
  const [hours, minutes] = timeOfDay.split(':');
  return Number(hours) * 60 + Number(minutes);
}
