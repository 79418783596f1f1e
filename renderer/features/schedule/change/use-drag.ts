import { type PointerEvent as ReactPointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import { usualMinutes } from '#renderer/state/jobs.ts';
import { readTable } from '#renderer/state/records.ts';
import { drawnBetween, movedBy, plannedAt, resizedTo, type Spot } from '../layout/drop.ts';
import type { Change, ScheduledVisit } from '../use-visits.ts';
import { isOverTray, scrollAtEdge, spotAt } from './spots.ts';
import type { Changes } from './use-changes.ts';

/** What is being dragged. */
type Held =
  | { kind: 'move' | 'resize'; visit: ScheduledVisit; taken: Spot }
  | { kind: 'plan'; job: PlannedJob }
  /** A time that is drawn where nothing stands. */
  | { kind: 'draw'; taken: Spot };

/** Where it would go. */
export type Ghost =
  | { to: 'tray' }
  | {
      to: 'column';
      key: string;
      change: Required<Change>;
      /** Whose it is; none where a time is drawn. */
      job?: PlannedJob;
      /** The visit itself. */
      except?: string;
    };

interface Press {
  held: Held;
  x: number;
  y: number;
  pointer: number;
  isDragging: boolean;
}

/** A time that was drawn in a column, and whose column it is. */
interface DrawnTime {
  start: number;
  end: number;
  anyTime: boolean;
  staffId: string | undefined;
}

interface DragParts {
  visits: readonly ScheduledVisit[];
  jobs: readonly PlannedJob[];
  changes: Changes;
  /** Takes a time that was drawn. */
  onDrawn(drawn: DrawnTime): void;
  disabled: boolean;
}

/** A press that moves less than this is a click, in px. */
const slack = 4;

/**
 * Moves a visit by the pointer, draws it longer by its lower edge, and schedules a job from the tray. A ghost shows
 * where it goes; nothing is written until it is dropped, and Esc lets go of it. `hand`: of an element that takes the
 * pointer meanwhile, with its cursor.
 */
export function useDrag({ visits, jobs, changes, onDrawn, disabled }: DragParts) {
  const { timeZone } = useFormat();
  const press = useRef<Press>(undefined);
  const hand = useRef<HTMLDivElement>(null);
  const [ghost, setGhost] = useState<Ghost>();
  const [isPressed, setPressed] = useState(false);

  function take(event: ReactPointerEvent): void {
    if (disabled || event.button !== 0 || !(event.target instanceof Element)) return;
    const held = heldAt(event.target, event.clientX, event.clientY, visits, jobs);
    if (held === undefined) return;
    press.current = { held, x: event.clientX, y: event.clientY, pointer: event.pointerId, isDragging: false };
    setPressed(true);
  }

  const ghostAt = useEffectEvent((x: number, y: number): Ghost | undefined => {
    const { held } = press.current!;
    if (held.kind === 'move' && isOverTray(x, y)) return { to: 'tray' };
    const to = spotAt(x, y);
    if (to === undefined) return undefined;
    if (held.kind === 'draw') return drawnTo(held.taken, to, timeZone);
    if (held.kind === 'plan') {
      const length = usualMinutes(held.job, readTable('services'), readTable('jobTypes'));
      return ghostOf(to.key, held.job, plannedAt(to, length, timeZone));
    }
    const { visit, taken } = held;
    if (held.kind === 'resize')
      return ghostOf(to.key, visit.job, { ...visit, ...resizedTo(visit, to, timeZone) }, visit.id);
    return ghostOf(to.key, visit.job, { ...visit, ...movedBy(visit, taken, to, timeZone) }, visit.id);
  });

  const follow = useEffectEvent((x: number, y: number) => {
    const now = press.current;
    if (now === undefined) return;
    if (Math.hypot(x - now.x, y - now.y) < slack && !now.isDragging) return;
    if (!now.isDragging) hold(hand.current, now.pointer);
    now.isDragging = true;
    const next = ghostAt(x, y);
    setGhost((before) => (isSame(before, next) ? before : next));
  });

  const letGo = useEffectEvent((drop: { x: number; y: number } | undefined) => {
    const now = press.current;
    const target = drop !== undefined && now?.isDragging ? ghostAt(drop.x, drop.y) : undefined;
    press.current = undefined;
    setPressed(false);
    setGhost(undefined);
    if (now?.isDragging) swallowClick();
    if (now === undefined || target === undefined) return;
    if (now.held.kind === 'draw') onDrawn(drawnTime(now.held.taken, target));
    else dropped(now.held, target, changes);
  });

  useEffect(() => {
    if (!isPressed) return undefined;
    return followPointer(
      (x, y) => follow(x, y),
      (drop) => letGo(drop),
    );
  }, [isPressed]);
  return { ghost, take, hand };
}

function hold(hand: HTMLElement | null, pointer: number): void {
  try {
    hand?.setPointerCapture(pointer);
  } catch {
    // A pointer that has gone meanwhile needs no cursor.
  }
}

function heldAt(
  target: Element,
  x: number,
  y: number,
  visits: readonly ScheduledVisit[],
  jobs: readonly PlannedJob[],
): Held | undefined {
  const jobId = target.closest<HTMLElement>('[data-job]')?.dataset['job'];
  const job = jobs.find(({ id }) => id === jobId);
  if (job !== undefined) return { kind: 'plan', job };
  const visitId = target.closest<HTMLElement>('[data-visit]')?.dataset['visit'];
  const visit = visits.find(({ id }) => id === visitId);
  const taken = spotAt(x, y);
  if (taken?.minutes !== undefined && isEmpty(target)) return { kind: 'draw', taken };
  if (visit === undefined || taken === undefined || !visit.isOpen) return undefined;
  return { kind: target.closest('[data-grip]') === null ? 'move' : 'resize', visit, taken };
}

/** Whether nothing stands there that could be taken. */
function isEmpty(target: Element): boolean {
  return target.closest('button') === null && target.closest('[data-drop="time"]') !== null;
}

function drawnTo(taken: Spot, to: Spot, timeZone: string): Ghost {
  return ghostOf(taken.key, undefined, { ...drawnBetween(taken, to, timeZone), anyTime: false });
}

function drawnTime({ person }: Spot, target: Ghost): DrawnTime {
  const { start, end, anyTime } =
    target.to === 'column' ? target.change : { start: 0, end: 0, anyTime: false };
  return { start, end, anyTime, staffId: person ?? undefined };
}

function ghostOf(
  key: string,
  job: PlannedJob | undefined,
  { start = 0, end = 0, anyTime = false, staffIds = [] }: Change,
  except?: string,
): Ghost {
  const change = { start, end, anyTime, staffIds };
  return { to: 'column', key, ...(job && { job }), change, ...(except !== undefined && { except }) };
}

function isSame(a: Ghost | undefined, b: Ghost | undefined): boolean {
  if (a?.to !== 'column' || b?.to !== 'column') return a?.to === b?.to;
  return a.key === b.key && JSON.stringify(a.change) === JSON.stringify(b.change);
}

function dropped(held: Exclude<Held, { kind: 'draw' }>, target: Ghost, changes: Changes): void {
  if (target.to === 'tray') {
    if (held.kind === 'move') changes.unschedule(held.visit);
    return;
  }
  if (held.kind === 'plan') return ignore(changes.schedule(held.job, target.change));
  const change = differing(held.visit, target.change);
  if (Object.keys(change).length > 0) changes.change(held.visit, change);
}

/** What of a change is one: the time as a whole, and who goes. */
function differing(visit: ScheduledVisit, { staffIds, ...time }: Required<Change>): Change {
  const { start, end, anyTime } = visit;
  const isMoved = start !== time.start || end !== time.end || anyTime !== time.anyTime;
  const isHandedOver = staffIds.toSorted().join() !== visit.staffIds.toSorted().join();
  return { ...(isMoved && time), ...(isHandedOver && { staffIds }) };
}

/** Listens to the pointer until it is let go of; `undefined`: nothing is dropped. */
function followPointer(
  onMove: (x: number, y: number) => void,
  onEnd: (drop: { x: number; y: number } | undefined) => void,
): () => void {
  let last: { x: number; y: number } | undefined;
  let frame = requestAnimationFrame(function scroll() {
    if (last !== undefined && scrollAtEdge(last.x, last.y)) onMove(last.x, last.y);
    frame = requestAnimationFrame(scroll);
  });
  const listeners = new AbortController();
  const options = { capture: true, signal: listeners.signal };
  const move = (event: PointerEvent) => {
    last = { x: event.clientX, y: event.clientY };
    onMove(last.x, last.y);
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onEnd(undefined);
  };
  window.addEventListener('pointermove', move, options);
  window.addEventListener('pointerup', (event) => onEnd({ x: event.clientX, y: event.clientY }), options);
  window.addEventListener('pointercancel', () => onEnd(undefined), options);
  window.addEventListener('keydown', escape, options);
  return () => {
    cancelAnimationFrame(frame);
    listeners.abort();
  };
}

/** What was dropped is not clicked as well. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}
