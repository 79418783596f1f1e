import { boundsOf } from '#shared/domain/local-time.ts';
import type { ScheduledVisit } from '../use-visits.ts';
import { inLanes, type Lane, type Span, spanOn } from './lanes.ts';

/** A visit where it stands in a column. */
export type Placed = Span & Lane & { visit: ScheduledVisit };

/** A day, or a person's day. */
export interface Column {
  key: string;
  day: string;
  /** Whose it is; `null` is nobody's, and left out it is everybody's. */
  person?: string | null;
  timed: Placed[];
  /** Those for which no hour was promised. */
  anyTime: ScheduledVisit[];
  /** The most that stand beside each other. */
  lanes: number;
}

/** A column for each day. */
export function dayColumns(
  days: readonly string[],
  visits: readonly ScheduledVisit[],
  timeZone: string,
): Column[] {
  return days.map((day) => ({ key: day, day, ...placed(day, visits, timeZone) }));
}

/** A column for each person on one day, and one for what nobody of them goes to. */
export function personColumns(
  day: string,
  people: readonly string[],
  visits: readonly ScheduledVisit[],
  timeZone: string,
): Column[] {
  const ofPerson = (person: string | null) =>
    visits.filter(({ staffIds }) =>
      person === null ? !people.some((id) => staffIds.includes(id)) : staffIds.includes(person),
    );
  return [...people, null].map((person) => ({
    key: `${day} ${person ?? ''}`,
    day,
    person,
    ...placed(day, ofPerson(person), timeZone),
  }));
}

/** By visits, which are never changed but replaced: when one is moved, the others stand where they stood. */
const known = new WeakMap<ScheduledVisit, { of: string; span: Span | undefined }>();

function spanOf(
  visit: ScheduledVisit,
  day: string,
  timeZone: string,
  bounds: ReturnType<typeof boundsOf>,
): Span | undefined {
  if (visit.start >= bounds.end || visit.end <= bounds.start) return undefined;
  const of = `${day} ${timeZone}`;
  const before = known.get(visit);
  if (before?.of === of) return before.span;
  const span = spanOn(day, visit, timeZone, bounds);
  known.set(visit, { of, span });
  return span;
}

function placed(day: string, visits: readonly ScheduledVisit[], timeZone: string) {
  const bounds = boundsOf(day, timeZone);
  const onDay = visits.flatMap((visit) => {
    const span = spanOf(visit, day, timeZone, bounds);
    return span === undefined ? [] : [{ ...span, visit }];
  });
  const timed = inLanes(onDay.filter(({ visit }) => !visit.anyTime));
  return {
    timed,
    anyTime: onDay.flatMap(({ visit }) => (visit.anyTime ? [visit] : [])),
    lanes: Math.max(1, ...timed.map(({ lanes }) => lanes)),
  };
}
