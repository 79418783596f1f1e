import type { Hours, Shift } from './business.ts';
import { hasHours, shiftsOf, weekdayOf } from './availability/working-time.ts';
import type { TimeSpan } from './availability/spans.ts';
import { addDays, dayOf } from './day.ts';
import { isOpenJob, sortedVisits } from './job-states.ts';
import type { TimeBlock } from './time-block.ts';
import type { PlannedJob, Visit } from './visit.ts';

/** Why a visit may not be meant at its time. None forbids it: owners know more than a calendar. */
export type VisitConflict =
  | { kind: 'overlaps'; job: PlannedJob; visit: Visit }
  /** Between this visit and it there is less time than the way takes; `minutes`: so long is the way. */
  | { kind: 'travel'; job: PlannedJob; visit: Visit; minutes: number }
  /** The business is closed all day; `holiday`: what is celebrated. */
  | { kind: 'closed'; day: string; holiday?: string }
  /** It is open that day, at other times; or who goes there works then, `staffId`. */
  | { kind: 'outside'; day: string; shifts: Shift[]; staffId?: string }
  /** Somebody who goes there is on leave or has the time blocked, or the business is closed. */
  | { kind: 'away'; block: TimeBlock };

/** By what visits are looked at. */
export interface ConflictRules {
  hours: Hours;
  timeZone: string;
  /** The name of the public holiday on which the business is closed. */
  holiday?(day: string): string | undefined;
  /** When one of the staff works, where that differs from the business. */
  hoursOf?(staffId: string): Hours | undefined;
  blocks?: readonly TimeBlock[];
  /** Minutes on the way from one job's site to another's. */
  travel?(from: PlannedJob, to: PlannedJob): number;
}

interface PlannedVisit {
  job: PlannedJob;
  visit: Visit & { id: string };
}

/** How a visit is compared with others. */
interface Compared {
  /** The id of the visit itself where it is moved. */
  except?: string | undefined;
  /** Several work here, so that only visits of the same person are in each other's way. */
  isTeam?: boolean;
  /** The job that the visit is of: the way to its site counts. */
  job?: PlannedJob | undefined;
}

/** Nobody is longer on the way: so far around a visit others are looked at, in milliseconds. */
export const longestWay = 4 * 60 * 60_000;
const minute = 60_000;

/**
 * What stands against a visit: other visits of open jobs in the same time or too near for the way between them, leave
 * and time blocks, a closed day, a time outside the working hours.
 */
export function visitConflicts(
  visit: Visit,
  jobs: Iterable<PlannedJob>,
  rules: ConflictRules,
  { except, isTeam = false, job }: Compared = {},
): VisitConflict[] {
  const others = openVisits(jobs).filter(({ visit: other }) => other.id !== except);
  const own = job && { job, visit: { ...visit, id: except ?? '' } };
  return [...others.flatMap((other) => between(own ?? visit, other, isTeam, rules)), ...alone(visit, rules)];
}

/** The same for all visits of these jobs at once, by the visits' ids; those with nothing against them are left out. */
export function conflictsAmong(
  jobs: Iterable<PlannedJob>,
  rules: ConflictRules,
  isTeam: boolean,
): Map<string, VisitConflict[]> {
  const found = new Map<string, VisitConflict[]>();
  const note = ({ visit }: PlannedVisit, conflicts: VisitConflict[]) => {
    if (conflicts.length > 0) found.set(visit.id, [...(found.get(visit.id) ?? []), ...conflicts]);
  };
  const reach = rules.travel === undefined ? 0 : longestWay;
  const visits = openVisits(jobs);
  const aloneOf = aloneBy(rules, visits);
  let running: PlannedVisit[] = [];
  for (const next of visits) {
    running = running.filter(({ visit }) => visit.end + reach > next.visit.start);
    for (const other of running) {
      if (!wantTheSame(next.visit, other.visit, isTeam)) continue;
      note(next, between(next, other, isTeam, rules));
      note(other, between(other, next, isTeam, rules));
    }
    running.push(next);
    note(next, aloneOf(next.visit));
  }
  return found;
}

/** By rules and visits, none of which is ever changed but replaced: when one is moved, the others are as they were. */
const knownAlone = new WeakMap<ConflictRules, WeakMap<Visit, VisitConflict[]>>();

function aloneBy(rules: ConflictRules, visits: readonly PlannedVisit[]): (visit: Visit) => VisitConflict[] {
  const near = { ...rules, blocks: blocksAmong(rules.blocks ?? [], visits) };
  const found = knownAlone.get(rules) ?? new WeakMap<Visit, VisitConflict[]>();
  knownAlone.set(rules, found);
  return (visit) => {
    const conflicts = found.get(visit) ?? alone(visit, near);
    found.set(visit, conflicts);
    return conflicts;
  };
}

/** What is blocked while any of these takes place, so that each looks through little: a calendar file brings thousands. */
function blocksAmong(blocks: readonly TimeBlock[], visits: readonly PlannedVisit[]): readonly TimeBlock[] {
  const start = visits[0]?.visit.start ?? 0;
  const end = visits.reduce((last, { visit }) => Math.max(last, visit.end), start);
  return blocks.filter(({ time }) => time.start < end && start < time.end);
}

const knownVisits = new WeakMap<PlannedJob, PlannedVisit[]>();

function visitsOf(job: PlannedJob): PlannedVisit[] {
  const visits = knownVisits.get(job) ?? sortedVisits(job).map((visit) => ({ job, visit }));
  knownVisits.set(job, visits);
  return visits;
}

/** By their start. */
function openVisits(jobs: Iterable<PlannedJob>): PlannedVisit[] {
  return Array.from(jobs)
    .filter(isOpenJob)
    .flatMap(visitsOf)
    .toSorted((a, b) => a.visit.start - b.visit.start);
}

function between(
  one: PlannedVisit | Visit,
  other: PlannedVisit,
  isTeam: boolean,
  { travel }: ConflictRules,
): VisitConflict[] {
  const visit = 'visit' in one ? one.visit : one;
  if (!wantTheSame(visit, other.visit, isTeam)) return [];
  if (visit.start < other.visit.end && other.visit.start < visit.end) return [{ kind: 'overlaps', ...other }];
  if (travel === undefined || !('job' in one)) return [];
  const gap = Math.max(visit.start - other.visit.end, other.visit.start - visit.end);
  if (gap >= longestWay) return [];
  const isAfter = other.visit.end <= visit.start;
  const minutes = isAfter ? travel(other.job, one.job) : travel(one.job, other.job);
  return gap < minutes * minute ? [{ kind: 'travel', ...other, minutes }] : [];
}

/** Whether two visits want the same person. A visit without an hour finds its place. */
function wantTheSame(a: Visit, b: Visit, isTeam: boolean): boolean {
  if (a.anyTime || b.anyTime) return false;
  if (!isTeam) return true;
  const [ofA, ofB] = [a.staffIds ?? [], b.staffIds ?? []];
  return (ofA.length === 0 && ofB.length === 0) || ofA.some((id) => ofB.includes(id));
}

/** What stands against a visit whatever others there are. */
function alone(visit: Visit, rules: ConflictRules): VisitConflict[] {
  const blocks = (rules.blocks ?? []).filter((block) => isAway(block, visit));
  const away = blocks.map((block): VisitConflict => ({ kind: 'away', block }));
  const day = dayOf(visit.start, rules.timeZone);
  const holiday = rules.holiday?.(day);
  if (holiday !== undefined) return [...away, { kind: 'closed', day, holiday }];
  return [...away, ...hoursConflicts(visit, day, rules)];
}

function isAway({ time, staffId }: TimeBlock, { start, end, anyTime, staffIds = [] }: Visit): boolean {
  if (staffId !== undefined && !staffIds.includes(staffId)) return false;
  if (start >= time.end || time.start >= end) return false;
  // Some time on these days finds its place beside what takes only a part of them.
  return !anyTime || (time.start <= start && end <= time.end);
}

/** By the hours of each who goes there; by those of the business where nobody does, or has hours of their own. */
function hoursConflicts(visit: Visit, day: string, rules: ConflictRules): VisitConflict[] {
  const ids = visit.staffIds ?? [];
  const own = ids.flatMap((staffId) => {
    const hours = rules.hoursOf?.(staffId);
    return hours === undefined ? [] : hoursConflict(visit, day, { ...rules, hours }, staffId);
  });
  const isAllTold = ids.length > 0 && ids.every((id) => rules.hoursOf?.(id) !== undefined);
  return isAllTold ? own : [...own, ...hoursConflict(visit, day, rules)];
}

function hoursConflict(
  visit: Visit,
  day: string,
  { hours, timeZone }: ConflictRules,
  staffId?: string,
): VisitConflict[] {
  // Who has set no hours has said nothing of when they work.
  if (!hasHours(hours)) return [];
  const shifts = hours[weekdayOf(day)] ?? [];
  const running = shiftsAround(day, hours, timeZone);
  // A visit of several days is looked at where it begins.
  const end = dayOf(visit.end - 1, timeZone) === day ? visit.end : visit.start;
  const isWithin = running.some(
    (shift) => shift.start <= visit.start && visit.start < shift.end && end <= shift.end,
  );
  if (isWithin) return [];
  const who = staffId === undefined ? {} : { staffId };
  if (shifts.length === 0 && staffId === undefined) return [{ kind: 'closed', day }];
  return visit.anyTime && shifts.length > 0 ? [] : [{ kind: 'outside', day, shifts, ...who }];
}

/** By hours, which are never changed but replaced: all visits of a day ask for the same. */
const known = new WeakMap<Hours, Map<string, TimeSpan[]>>();

/** When work is done on a day, and in what of the night before it goes on. */
function shiftsAround(day: string, hours: Hours, timeZone: string): TimeSpan[] {
  const ofHours = known.get(hours) ?? new Map<string, TimeSpan[]>();
  known.set(hours, ofHours);
  const key = `${day} ${timeZone}`;
  const before = ofHours.get(key);
  if (before !== undefined) return before;
  const working = { hours, timeZone, isClosed: () => false };
  const shifts = [...shiftsOf(addDays(day, -1), working), ...shiftsOf(day, working)];
  ofHours.set(key, shifts);
  return shifts;
}
