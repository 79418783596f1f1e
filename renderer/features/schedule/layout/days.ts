import { addDays } from '#shared/domain/day.ts';

/** The ways to look at the schedule. */
export const views = ['month', 'week', 'day', 'list'] as const;
export type View = (typeof views)[number];

const shownDays: Record<Exclude<View, 'month'>, number> = { week: 7, day: 1, list: 14 };

/**
 * The days that a view shows around or from a day: a week from its first day, a month in whole weeks. `firstDay`: on
 * which weeks begin, 1 is Monday and 7 Sunday.
 */
export function daysOf(view: View, day: string, firstDay = 1): string[] {
  if (view !== 'month') {
    const first = view === 'week' ? weekOf(day, firstDay) : day;
    return daysFrom(first, shownDays[view]);
  }
  const begins = weekOf(`${day.slice(0, 7)}-01`, firstDay);
  const next = turned('month', day, 1);
  const weeks = Array.from({ length: 6 }, (_, index) => daysFrom(addDays(begins, index * 7), 7));
  return weeks.filter(([first]) => first! < next).flat();
}

/** The day that the same view shows before (-1) or after (1); of a month the first. */
export function turned(view: View, day: string, by: 1 | -1): string {
  if (view !== 'month') return addDays(day, by * shownDays[view]);
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
}

function weekOf(day: string, firstDay: number): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return addDays(day, -((weekday - firstDay + 7) % 7));
}

function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}
