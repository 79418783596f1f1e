import { addDays, dayOf, daysBetween } from '#shared/domain/day.ts';
import { boundsOf, momentAt, wallMinutes } from '#shared/domain/local-time.ts';
import type { Change, ScheduledVisit } from '../use-visits.ts';

/** A place in the grid under the pointer. */
export interface Spot {
  /** Of its column. */
  key: string;
  day: string;
  person?: string | null | undefined;
  /** Since midnight; left out where no hour is meant. */
  minutes?: number;
}

type Moved = Pick<ScheduledVisit, 'start' | 'end' | 'anyTime' | 'staffIds'>;

/** In minutes. */
const step = 15;
const minute = 60_000;
/** Of a visit that had no hour. */
const usualLength = 60;

const snapped = (minutes: number) => Math.round(minutes / step) * step;

/** What a visit becomes that was taken at one place and is dropped at another. */
export function movedBy(visit: Moved, taken: Spot, to: Spot, timeZone: string): Change {
  const people = to.person === taken.person ? {} : { staffIds: handedOver(visit.staffIds, taken, to) };
  if (to.minutes === undefined) return { ...wholeDay(visit, taken, to, timeZone), ...people };
  if (visit.anyTime || taken.minutes === undefined)
    return { ...timed(to.day, snapped(to.minutes), usualLength, timeZone), ...people };
  const minutes = wallMinutes(visit.start, timeZone) + to.minutes - taken.minutes;
  const day = addDays(dayOf(visit.start, timeZone), daysBetween(taken.day, to.day));
  const start = momentAt(day, snapped(minutes), timeZone);
  return { start, end: start + visit.end - visit.start, anyTime: false, ...people };
}

/** A visit whose lower edge is drawn to a place: at least a step long. */
export function resizedTo({ start }: Pick<Moved, 'start'>, to: Spot, timeZone: string): Change {
  const end = momentAt(to.day, snapped(to.minutes ?? 1440), timeZone);
  return { start, end: Math.max(end, start + step * minute) };
}

/** The time between two places of one column, in whichever order; at least a step long. */
export function drawnBetween({ day, minutes: from = 0 }: Spot, { minutes: to = 0 }: Spot, timeZone: string) {
  const [first, last] = [Math.min(from, to), Math.max(from, to)].map(snapped) as [number, number];
  const end = Math.min(1440, Math.max(last, first + step));
  return { start: momentAt(day, Math.min(first, end - step), timeZone), end: momentAt(day, end, timeZone) };
}

/** The first visit of a job that is dropped at a place. */
export function plannedAt(to: Spot, length: number, timeZone: string): Change {
  const staffIds = to.person === undefined || to.person === null ? [] : [to.person];
  if (to.minutes === undefined) return { ...boundsOf(to.day, timeZone), anyTime: true, staffIds };
  return { ...timed(to.day, snapped(to.minutes), length, timeZone), staffIds };
}

function timed(day: string, minutes: number, length: number, timeZone: string): Change {
  const start = momentAt(day, Math.min(minutes, 1440 - step), timeZone);
  return { start, end: start + length * minute, anyTime: false };
}

/** Some time on the day; a visit of several days keeps how many. */
function wholeDay(visit: Moved, taken: Spot, to: Spot, timeZone: string): Change {
  if (!visit.anyTime) return { ...boundsOf(to.day, timeZone), anyTime: true };
  const by = daysBetween(taken.day, to.day);
  const moved = (at: number) => addDays(dayOf(at, timeZone), by);
  const { start } = boundsOf(moved(visit.start), timeZone);
  return { start, end: boundsOf(moved(visit.end - 1), timeZone).end, anyTime: true };
}

/** From one person's column to another's: the others stay. */
function handedOver(staffIds: readonly string[], { person: from }: Spot, { person: to }: Spot): string[] {
  if (to === null || to === undefined) return [];
  return [...new Set([...staffIds.filter((id) => id !== from), to])];
}
