import type { Business, Shift } from './business.ts';
import { weekdays } from './business.ts';
import { dayOf } from './day.ts';
import type { PlannedJob, Visit } from './visit.ts';
import { isOpenJob, sortedVisits } from './job-states.ts';
import { timeOf } from './local-time.ts';

/** Why a visit may not be meant at its time. None forbids it: owners know more than a calendar. */
export type VisitConflict =
  | { kind: 'overlaps'; job: PlannedJob; visit: Visit }
  /** The business is closed all day. */
  | { kind: 'closed'; day: string }
  /** It is open that day, at other times. */
  | { kind: 'outside'; day: string; shifts: Shift[] };

/**
 * What stands against a visit: other visits of open jobs in the same time, a closed day, a time outside the opening
 * hours. `except`: the id of the visit itself where it is moved.
 */
export function visitConflicts(
  visit: Visit,
  jobs: Iterable<PlannedJob>,
  { hours, timeZone }: Pick<Business, 'hours' | 'timeZone'>,
  except?: string,
): VisitConflict[] {
  const overlapping = Array.from(jobs)
    .filter(isOpenJob)
    .flatMap((job) => sortedVisits(job).map((other) => ({ job, other })))
    .filter(({ other }) => other.id !== except && other.start < visit.end && visit.start < other.end)
    .toSorted((a, b) => a.other.start - b.other.start)
    .map(({ job, other }): VisitConflict => ({ kind: 'overlaps', job, visit: other }));
  return [...overlapping, ...hoursConflict(visit, hours, timeZone)];
}

function hoursConflict(visit: Visit, hours: Business['hours'], timeZone: string): VisitConflict[] {
  // Who has set no hours has said nothing of when they work.
  if (Object.values(hours).every((shifts) => shifts.length === 0)) return [];
  const day = dayOf(visit.start, timeZone);
  const shifts = hours[weekdayOf(day)] ?? [];
  if (shifts.length === 0) return [{ kind: 'closed', day }];
  const from = timeOf(visit.start, timeZone);
  // A visit of several days is looked at where it begins.
  const to = dayOf(visit.end, timeZone) === day ? timeOf(visit.end, timeZone) : from;
  const isWithin = shifts.some((shift) => shift.from <= from && from < shift.to && to <= shift.to);
  return isWithin ? [] : [{ kind: 'outside', day, shifts }];
}

function weekdayOf(day: string) {
  const sundayFirst = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekdays[(sundayFirst + 6) % 7]!;
}
