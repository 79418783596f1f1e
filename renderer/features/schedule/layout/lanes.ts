import { boundsOf, wallMinutes } from '#shared/domain/local-time.ts';

/** A part of a day's column: minutes on the wall since midnight. */
export interface Span {
  from: number;
  to: number;
}

/** Which of how many lanes beside each other. */
export interface Lane {
  lane: number;
  lanes: number;
}

/** So much is shown of even the shortest visit: its name has to be read. In minutes. */
const leastShown = 24;
const dayMinutes = 1440;

/**
 * The part of a day's column in which something stands that takes place between two moments; `undefined` where that
 * is another day. Where the clocks go back in it, as long as it lasts. `bounds`: of the day, where they are known.
 */
export function spanOn(
  day: string,
  { start, end }: { start: number; end: number },
  timeZone: string,
  bounds = boundsOf(day, timeZone),
): Span | undefined {
  if (start >= bounds.end || end <= bounds.start) return undefined;
  // Where the clocks skip midnight, a day begins an hour later.
  const from = wallMinutes(Math.max(start, bounds.start), timeZone);
  const to = end >= bounds.end ? dayMinutes : wallMinutes(end, timeZone);
  const lasts = (Math.min(end, bounds.end) - Math.max(start, bounds.start)) / 60_000;
  const shown = Math.max(to > from ? to - from : lasts, leastShown);
  const begins = Math.min(from, dayMinutes - leastShown);
  return { from: begins, to: Math.min(dayMinutes, begins + shown) };
}

/** Lays what overlaps beside each other: what hangs together shares its width in as many lanes as it needs. */
export function inLanes<Item extends Span>(items: readonly Item[]): (Item & Lane)[] {
  const sorted = items.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const placed: (Item & Lane)[] = [];
  let group: (Item & Lane)[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const item of group) item.lanes = ends.length;
    placed.push(...group);
    [group, ends] = [[], []];
  };
  for (const item of sorted) {
    if (ends.every((end) => end <= item.from)) close();
    const free = ends.findIndex((end) => end <= item.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = item.to;
    group.push({ ...item, lane, lanes: 0 });
  }
  close();
  return placed;
}
