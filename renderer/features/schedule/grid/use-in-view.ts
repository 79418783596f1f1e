import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { Column, Placed } from '../layout/columns.ts';

/** Heights and widths of the grid, in px. */
export const minuteHeight = 56 / 60;
const axisWidth = 72;
const leastWidth = 104;
/** What stands beside each other needs so much room to be told apart. */
const laneWidth = 56;
/** The heads above the columns, and the most that stands there of what has no hour. */
const headHeight = 40 + 132;

/** The least that a column takes. */
export function widthOf({ lanes }: Column): number {
  return Math.max(leastWidth, lanes * laneWidth);
}

/** What of a column is in view: minutes since midnight, and parts of its width. */
export interface InView {
  from: number;
  to: number;
  left: number;
  right: number;
}

/** Whether a visit stands in that part of its column. */
export function isInView({ from, to, lane, lanes }: Placed, view: InView): boolean {
  return from < view.to && view.from < to && lane / lanes < view.right && view.left < (lane + 1) / lanes;
}

/** So far around what is seen the grid is drawn, and so far it may be scrolled until more is. In px. */
const [margin, step] = [240, 120];

interface Seen {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * What of each column is near what one sees, in their order: visits elsewhere are not drawn. `beginsAt`: the minute
 * that is scrolled to at first.
 */
export function useInView(
  scroller: RefObject<HTMLElement | null>,
  columns: readonly Column[],
  beginsAt: number,
): InView[] {
  const [seen, setSeen] = useState<Seen>();
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = () => setSeen((before) => sameOr(before, seenOf(element)));
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);
  return useMemo(() => {
    const first = { x: 0, y: beginsAt * minuteHeight, width: innerWidth, height: innerHeight };
    return inViewOf(columns, seen ?? first);
  }, [columns, seen, beginsAt]);
}

function inViewOf(columns: readonly Column[], { x, y, width, height }: Seen): InView[] {
  const from = (y - headHeight - margin) / minuteHeight;
  const to = (y + height + margin) / minuteHeight;
  const widths = columns.map(widthOf);
  const needed = axisWidth + widths.reduce((sum, each) => sum + each, 0);
  // Where all have room they share it, and none is out of view.
  if (needed <= width) return columns.map(() => ({ from, to, left: 0, right: 1 }));
  let begins = axisWidth;
  return widths.map((own) => {
    const left = (x - margin - begins) / own;
    const right = (x + width + margin - begins) / own;
    begins += own;
    return { from, to, left, right };
  });
}

/** In steps, so that not every px draws anew. From right to left one scrolls to negative numbers. */
function seenOf(element: HTMLElement): Seen {
  const inSteps = (px: number) => Math.round(Math.abs(px) / step) * step;
  return {
    x: inSteps(element.scrollLeft),
    y: inSteps(element.scrollTop),
    width: element.clientWidth,
    height: element.clientHeight,
  };
}

function sameOr(before: Seen | undefined, next: Seen): Seen {
  const isSame =
    before?.x === next.x &&
    before.y === next.y &&
    before.width === next.width &&
    before.height === next.height;
  return isSame ? before : next;
}
