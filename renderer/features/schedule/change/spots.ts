import type { Spot } from '../layout/drop.ts';

/** The places on the screen where something can be dropped, as attributes of their elements. */
export function dropAttributes(
  where: 'time' | 'any',
  { key, day, person }: { key: string; day: string; person?: string | null },
): Record<`data-${string}`, string | undefined> {
  return {
    'data-drop': where,
    'data-key': key,
    'data-day': day,
    // Nobody's column has the word; a day's column has none.
    'data-person': person === null ? '' : person,
  };
}

/** The place in the grid at a point of the window. */
export function spotAt(x: number, y: number): Spot | undefined {
  const element = document
    .elementFromPoint(x, y)
    ?.closest<HTMLElement>('[data-drop="time"], [data-drop="any"]');
  if (element === null || element === undefined) return undefined;
  const { drop, key = '', day = '', person } = element.dataset;
  const box = element.getBoundingClientRect();
  return {
    key,
    day,
    person: person === '' ? null : person,
    ...(drop === 'time' && { minutes: ((y - box.top) / box.height) * 1440 }),
  };
}

export function isOverTray(x: number, y: number): boolean {
  return document.elementFromPoint(x, y)?.closest('[data-drop="tray"]') !== null;
}

/** Near an edge of the grid, so many px; so far it scrolls with each frame. */
const [edge, stride] = [32, 8];

/** Scrolls the grid where the pointer is near its edge, and says whether it did. */
export function scrollAtEdge(x: number, y: number): boolean {
  const scroller = document.elementFromPoint(x, y)?.closest('[data-scrolls]');
  const column = document.elementFromPoint(x, y)?.closest('[data-drop="time"]');
  if (!scroller || !column) return false;
  const box = scroller.getBoundingClientRect();
  const head = scroller.querySelector('[data-drop="any"]')?.getBoundingClientRect().bottom ?? box.top;
  const by = (at: number, from: number, to: number) =>
    at < from + edge ? -stride : at > to - edge ? stride : 0;
  const before = [scroller.scrollLeft, scroller.scrollTop];
  scroller.scrollBy(by(x, box.left, box.right), by(y, head, box.bottom));
  return scroller.scrollLeft !== before[0] || scroller.scrollTop !== before[1];
}
