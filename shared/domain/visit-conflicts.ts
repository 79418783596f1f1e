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

interface PlannedVisit {
  job: PlannedJob;
  visit: Visit & { id: string };
}

/**
 * What stands against a visit: other visits of open jobs in the same time, a closed day, a time outside the opening
 * hours. `except`: the id of the visit itself where it is moved. `isTeam`: several work here, so that only visits of
 * the same person are in each other's way.
 */
export function visitConflicts(
  visit: Visit,
  jobs: Iterable<PlannedJob>,
  { hours, timeZone }: Pick<Business, 'hours' | 'timeZone'>,
  { except, isTeam = false }: { except?: string | undefined; isTeam?: boolean } = {},
): VisitConflict[] {
  const overlapping = openVisits(jobs)
    .filter(({ visit: other }) => other.id !== except && areInTheWay(other, visit, isTeam))
    .map((other): VisitConflict => ({ kind: 'overlaps', ...other }));
  return [...overlapping, ...hoursConflict(visit, hours, timeZone)];
}

/** The same for all visits of these jobs at once, by the visits' ids; those with nothing against them are left out. */
export function conflictsAmong(
  jobs: Iterable<PlannedJob>,
  { hours, timeZone }: Pick<Business, 'hours' | 'timeZone'>,
  isTeam: boolean,
): Map<string, VisitConflict[]> {
  const found = new Map<string, VisitConflict[]>();
  const note = ({ visit }: PlannedVisit, conflicts: VisitConflict[]) => {
    if (conflicts.length > 0) found.set(visit.id, [...(found.get(visit.id) ?? []), ...conflicts]);
  };
  let running: PlannedVisit[] = [];
  for (const next of openVisits(jobs)) {
    running = running.filter(({ visit }) => visit.end > next.visit.start);
    for (const other of running.filter(({ visit }) => areInTheWay(visit, next.visit, isTeam))) {
      note(next, [{ kind: 'overlaps', ...other }]);
      note(other, [{ kind: 'overlaps', ...next }]);
    }
    running.push(next);
    note(next, hoursConflict(next.visit, hours, timeZone));
  }
  return found;
}

/** By their start. */
function openVisits(jobs: Iterable<PlannedJob>): PlannedVisit[] {
  return Array.from(jobs)
    .filter(isOpenJob)
    .flatMap((job) => sortedVisits(job).map((visit) => ({ job, visit })))
    .toSorted((a, b) => a.visit.start - b.visit.start);
}

/** Whether two visits want the same person at the same time. A visit without an hour finds its place. */
function areInTheWay(a: Visit, b: Visit, isTeam: boolean): boolean {
  if (a.anyTime || b.anyTime || a.start >= b.end || b.start >= a.end) return false;
  if (!isTeam) return true;
  const [ofA, ofB] = [a.staffIds ?? [], b.staffIds ?? []];
  return (ofA.length === 0 && ofB.length === 0) || ofA.some((id) => ofB.includes(id));
}

function hoursConflict(visit: Visit, hours: Business['hours'], timeZone: string): VisitConflict[] {
  // Who has set no hours has said nothing of when they work.
  if (Object.values(hours).every((shifts) => shifts.length === 0)) return [];
  const day = dayOf(visit.start, timeZone);
  const shifts = hours[weekdayOf(day)] ?? [];
  if (shifts.length === 0) return [{ kind: 'closed', day }];
  if (visit.anyTime) return [];
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
