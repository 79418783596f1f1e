import { joined, type TimeSpan, without } from './spans.ts';
import { shiftsBetween, type WorkingHours } from './working-time.ts';

/** Somebody or something whose time is looked for. */
export interface Bookable {
  id: string;
  working: WorkingHours;
  skills?: readonly string[];
}

/** What takes time: a visit, a kept time, a time block, leave. What has no hour takes none, and is not told. */
export interface Taken extends TimeSpan {
  /** Whose time it takes; where it names nobody, one of those who go anywhere, and nobody knows yet which. */
  staffIds: readonly string[];
  /** Takes everybody's time. */
  isEverybodys?: boolean;
  /** The area in which one is then; how to get there takes time as well. */
  areaId?: string | undefined;
}

/** What is looked for. */
export interface Wanted extends TimeSpan {
  /** How long it takes. */
  minutes: number;
  /** Who may do it; one of them is enough. */
  among: readonly Bookable[];
  skill?: string | undefined;
  areaId?: string | undefined;
  /** Minutes on the way between two areas. */
  travel?(from: string, to: string): number;
  /** From the beginning of a shift on, so many minutes apart. */
  step?: number;
}

/** A time at which it can begin, and who is free then. */
export interface FreeTime extends TimeSpan {
  staffIds: string[];
}

/** How many of those who are free at a time are not needed by what has nobody yet. */
export function placesAt(time: FreeTime, taken: readonly Taken[]): number {
  return time.staffIds.length - takenAtOnce(time, nobodysOf(taken));
}

function nobodysOf(taken: readonly Taken[]): Taken[] {
  return taken.filter(({ staffIds, isEverybodys }) => staffIds.length === 0 && !isEverybodys);
}

const minute = 60_000;
const usualStep = 30;

/** The times at which something can be done, earliest first. */
export function freeTimes(wanted: Wanted, taken: readonly Taken[]): FreeTime[] {
  const { among, skill } = wanted;
  const able = among.filter(({ skills }) => skill === undefined || skills?.includes(skill));
  const byStart = new Map<number, FreeTime>();
  for (const { id, working } of able)
    for (const time of freeOf(wanted, working, takenFrom(id, wanted, taken))) {
      const known = byStart.get(time.start);
      if (known === undefined) byStart.set(time.start, { ...time, staffIds: [id] });
      else known.staffIds.push(id);
    }
  return [...byStart.values()]
    .filter((time) => placesAt(time, taken) > 0)
    .toSorted((a, b) => a.start - b.start);
}

/** What takes somebody's time, with the way from and to it. */
function takenFrom(id: string, { areaId, travel }: Wanted, taken: readonly Taken[]): TimeSpan[] {
  return taken
    .filter(({ staffIds, isEverybodys }) => isEverybodys || staffIds.includes(id))
    .map(({ start, end, areaId: there }) => {
      if (travel === undefined || areaId === undefined || there === undefined) return { start, end };
      return { start: start - travel(areaId, there) * minute, end: end + travel(there, areaId) * minute };
    });
}

function freeOf(wanted: Wanted, working: WorkingHours, taken: readonly TimeSpan[]): TimeSpan[] {
  const { start: from, end: until, minutes, step = usualStep } = wanted;
  const shifts = shiftsBetween(from, until, working);
  const free = without(shifts, taken);
  const starts = new Set<number>();
  for (const shift of shifts)
    for (let start = shift.start; start < shift.end; start += step * minute) starts.add(start);
  return [...starts]
    .map((start) => ({ start, end: start + minutes * minute }))
    .filter(({ start, end }) => start >= from && end <= until)
    .filter(({ start, end }) => free.some((span) => span.start <= start && end <= span.end));
}

/** The most that want somebody at one moment of a time. */
function takenAtOnce({ start, end }: TimeSpan, spans: readonly TimeSpan[]): number {
  const within = spans.filter((span) => span.start < end && start < span.end);
  const moments = [start, ...within.map((span) => Math.max(start, span.start))];
  return Math.max(...moments.map((at) => within.filter((span) => span.start <= at && at < span.end).length));
}

/** What is left of the working time between two moments for one bookable, where so much fits in. */
export function freeSpans(
  { start, end }: TimeSpan,
  minutes: number,
  working: WorkingHours,
  taken: readonly TimeSpan[],
): TimeSpan[] {
  const shifts = shiftsBetween(start, end, working).map((shift) => ({
    start: Math.max(start, shift.start),
    end: Math.min(end, shift.end),
  }));
  return without(joined(shifts), taken).filter((span) => span.end - span.start >= minutes * minute);
}
