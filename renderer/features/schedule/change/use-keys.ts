import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { availability, freeSlots } from '#shared/agent/slots.ts';
import { dayOf } from '#shared/domain/day.ts';
import { boundsOf, daysLater } from '#shared/domain/local-time.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import { usualMinutes } from '#renderer/state/jobs.ts';
import { readTable, windowRecords } from '#renderer/state/records.ts';
import type { Column } from '../layout/columns.ts';
import { type Direction, type Stand, walk } from '../layout/walk.ts';
import type { Person } from '../use-people.ts';
import type { Place } from '../use-place.ts';
import type { Change, ScheduledVisit } from '../use-visits.ts';
import type { Changes } from './use-changes.ts';

interface KeyParts {
  visits: readonly ScheduledVisit[];
  jobs: readonly PlannedJob[];
  columns: readonly Column[];
  people: readonly Person[];
  place: Place;
  changes: Changes;
  /** Has a visit drawn that may be out of view. */
  draw(stand: Stand): void;
  disabled: boolean;
}

const quarter = 15 * 60_000;
const arrows: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);

/**
 * The keys of visits and of jobs in the tray: arrows walk, Shift and arrows move by a quarter of an hour or a day, `+`
 * and `-` change the length, digits say who goes (with Shift as well), `u` takes off the calendar. In the tray, Shift
 * and Up puts a job at the next free time.
 */
export function useKeys(parts: KeyParts) {
  const { t } = useTranslation('schedule');
  const { timeZone } = useFormat();
  const focusOn = useFocusOn(parts.draw);

  function handle(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const { visit: visitId, column, job: jobId } = event.target.dataset;
    const { visits, jobs, columns, changes } = parts;
    const job = jobs.find(({ id }) => id === jobId);
    if (job !== undefined && event.shiftKey && event.key === 'ArrowUp' && !parts.disabled)
      return ignore(plan(event, job));
    const visit = visits.find(({ id }) => id === visitId);
    if (visit === undefined || column === undefined) return;
    if (arrows.has(event.key) && !event.shiftKey) {
      event.preventDefault();
      const next = walk(columns, { column, visit: visit.id }, event.key as Direction);
      if (next !== undefined) focusOn({ ...next, isNow: true });
      return;
    }
    const change = changeBy(event, visit, parts.people, timeZone);
    if (change === undefined) return;
    event.preventDefault();
    if (parts.disabled) return;
    if (!visit.isOpen) return changes.say(t('said.over'));
    carryOut(visit, column, change);
  }

  function carryOut(visit: ScheduledVisit, column: string, change: Change | 'tray'): void {
    const { changes, place } = parts;
    if (change === 'tray') {
      focusOn({ job: visit.job.id });
      return changes.unschedule(visit);
    }
    focusOn({ visit: visit.id, column });
    changes.change(visit, change);
    const day = dayOf(change.start ?? visit.start, timeZone);
    if (!parts.columns.some((shown) => shown.day === day)) place.go({ day });
  }

  async function plan(event: KeyboardEvent, job: PlannedJob): Promise<void> {
    event.preventDefault();
    const { changes, place } = parts;
    const change = nextFree(job, place, timeZone);
    const day = dayOf(change.start, timeZone);
    if (!parts.columns.some((shown) => shown.day === day)) place.go({ day });
    const visit = await changes.schedule(job, change);
    if (visit !== undefined) focusOn({ visit });
  }
  return handle;
}

/** The next free time from the day on that is looked at; by its noon where no hours are set. */
function nextFree(job: PlannedJob, { day, today }: Place, timeZone: string): { start: number; end: number } {
  const minutes = usualMinutes(job, readTable('services'), readTable('jobTypes'));
  const business = readTable('business').get('business');
  const now = day > today ? boundsOf(day, timeZone).start : Date.now();
  const [free] =
    business === undefined ? [] : freeSlots(availability(windowRecords, business, now), now, minutes, 1);
  const noon = boundsOf(day, timeZone).start + 12 * 4 * quarter;
  return free ?? { start: noon, end: noon + minutes * 60_000 };
}

/** What a key changes of a visit. */
function changeBy(
  { key, code, shiftKey }: KeyboardEvent,
  visit: ScheduledVisit,
  people: readonly Person[],
  timeZone: string,
): Change | 'tray' | undefined {
  const { start, end, anyTime, staffIds } = visit;
  const shifted = (by: number) => ({ start: start + by, end: end + by });
  if (key === 'u') return 'tray';
  if (shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
    const later = daysLater(start, key === 'ArrowLeft' ? -1 : 1, timeZone);
    return {
      start: later,
      end: anyTime ? daysLater(end, key === 'ArrowLeft' ? -1 : 1, timeZone) : later + end - start,
    };
  }
  if (!anyTime && shiftKey && key === 'ArrowUp') return shifted(-quarter);
  if (!anyTime && shiftKey && key === 'ArrowDown') return shifted(quarter);
  if (!anyTime && key === '+') return { start, end: end + quarter };
  if (!anyTime && key === '-') return { start, end: Math.max(end - quarter, start + quarter) };
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit === undefined) return undefined;
  if (digit === '0') return { staffIds: [] };
  const person = people[Number(digit) - 1];
  if (person === undefined) return undefined;
  if (!shiftKey) return { staffIds: [person.id] };
  const isGoing = staffIds.includes(person.id);
  return { staffIds: isGoing ? staffIds.filter((id) => id !== person.id) : [...staffIds, person.id] };
}

type Wanted = (Partial<Stand> | { job: string }) & { isNow?: boolean };

/** Gives the focus to a visit or a job as soon as it stands where it should: in its column, or where it has gone. */
function useFocusOn(draw: (stand: Stand) => void): (wanted: Wanted) => void {
  const wanted = useRef<Wanted>(undefined);
  const settle = () => {
    const element = wanted.current && find(wanted.current);
    if (!element) return;
    wanted.current = undefined;
    element.focus();
  };
  // After each rendering: what was moved stands elsewhere then.
  useLayoutEffect(settle);
  return (next) => {
    wanted.current = next;
    if (!next.isNow) return;
    settle();
    if (wanted.current !== undefined && 'visit' in next && next.visit && next.column)
      draw({ visit: next.visit, column: next.column });
  };
}

function find(wanted: Wanted): HTMLElement | null {
  const all = (name: string, value: string) => `[data-${name}="${CSS.escape(value)}"]`;
  if ('job' in wanted) return document.querySelector(all('job', wanted.job));
  const { visit = '', column } = wanted as Partial<Stand>;
  const inColumn = column && document.querySelector<HTMLElement>(all('visit', visit) + all('column', column));
  return inColumn || document.querySelector(all('visit', visit));
}
