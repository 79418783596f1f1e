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

function placed(day: string, visits: readonly ScheduledVisit[], timeZone: string) {
  const bounds = boundsOf(day, timeZone);
  const onDay = visits.flatMap((visit) => {
    const span = spanOn(day, visit, timeZone, bounds);
    return span === undefined ? [] : [{ ...span, visit }];
  });
  const timed = inLanes(onDay.filter(({ visit }) => !visit.anyTime));
  return {
    timed,
    anyTime: onDay.flatMap(({ visit }) => (visit.anyTime ? [visit] : [])),
    lanes: Math.max(1, ...timed.map(({ lanes }) => lanes)),
  };
}
