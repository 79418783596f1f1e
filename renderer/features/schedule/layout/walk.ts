import type { Column } from './columns.ts';

/** A visit in one of the columns: who goes with another stands in several. */
export interface Stand {
  column: string;
  visit: string;
}

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** Where an arrow leads from a visit: along its column, or to the visit nearest in time of the next column with any. */
export function walk(columns: readonly Column[], from: Stand, direction: Direction): Stand | undefined {
  const rows = columns.map((column) => ({ key: column.key, stands: inOrder(column) }));
  const at = rows.findIndex(({ key }) => key === from.column);
  const row = rows[at];
  const index = row?.stands.findIndex(({ id }) => id === from.visit) ?? -1;
  const here = row?.stands[index];
  if (row === undefined || here === undefined) return undefined;
  if (direction === 'ArrowUp' || direction === 'ArrowDown') {
    const next = row.stands[index + (direction === 'ArrowUp' ? -1 : 1)];
    return next && { column: row.key, visit: next.id };
  }
  const aside = direction === 'ArrowLeft' ? rows.slice(0, at).toReversed() : rows.slice(at + 1);
  const other = aside.find(({ stands }) => stands.length > 0);
  const nearest = other?.stands.toSorted(
    (a, b) => Math.abs(a.from - here.from) - Math.abs(b.from - here.from),
  )[0];
  return other && nearest && { column: other.key, visit: nearest.id };
}

/** Where a visit stands: in its column, or in another where it has gone. */
export function standOf(columns: readonly Column[], { column, visit }: Stand): Stand | undefined {
  const holds = ({ anyTime, timed }: Column) =>
    anyTime.some(({ id }) => id === visit) || timed.some((placed) => placed.visit.id === visit);
  const own = columns.find(({ key }) => key === column);
  const there = own !== undefined && holds(own) ? own : columns.find(holds);
  return there && { column: there.key, visit };
}

/** The visit to begin with. */
export function firstStand(columns: readonly Column[]): Stand | undefined {
  for (const column of columns) {
    const [first] = inOrder(column);
    if (first !== undefined) return { column: column.key, visit: first.id };
  }
  return undefined;
}

function inOrder({ anyTime, timed }: Column): { id: string; from: number }[] {
  return [
    ...anyTime.map(({ id }) => ({ id, from: -1 })),
    ...timed
      .toSorted((a, b) => a.from - b.from || a.lane - b.lane)
      .map(({ visit, from }) => ({ id: visit.id, from })),
  ];
}
