import { type JobEvent, standingEvents, workerOf } from './job-event.ts';
import { dayOf } from './day.ts';
import { boundsOf } from './local-time.ts';

/** A stretch of somebody's work. Epoch milliseconds. */
export interface Worked {
  memberId: string;
  jobId: string;
  visitId?: string | undefined;
  start: number;
  /** `now` for work that goes on. */
  end: number;
  isRunning: boolean;
  /** The event with which it begins. */
  eventId: string;
}

interface Running {
  event: JobEvent;
  worker: string;
}

/**
 * Who worked how long, from the events of any jobs, in the order of its beginning. Somebody's work ends with a pause,
 * with the end of the visit or of the job, and when they begin somewhere else: nobody is in two places.
 */
export function workedTime(events: readonly JobEvent[], now: number): Worked[] {
  const worked: Worked[] = [];
  const running = new Map<string, Running>();
  const stop = (worker: string, end: number, isRunning = false) => {
    const begun = running.get(worker)?.event;
    running.delete(worker);
    if (begun !== undefined && end > begun.at) worked.push(stretch(begun, worker, end, isRunning));
  };
  for (const event of standingEvents(events)) {
    const worker = workerOf(event);
    const current = running.get(worker)?.event;
    if (event.kind === 'worked' && event.until !== undefined && event.until > event.at)
      worked.push(stretch(event, worker, event.until, false));
    else if (event.kind === 'started' && !(current !== undefined && isSamePlace(current, event))) {
      stop(worker, event.at);
      running.set(worker, { event, worker });
    } else if (event.kind === 'paused' && current !== undefined && isSamePlace(current, event))
      stop(worker, event.at);
    else if (event.kind === 'done' || event.kind === 'cancelled')
      for (const each of running.values()) if (isEndOf(event, each.event)) stop(each.worker, event.at);
  }
  for (const { event, worker } of running.values()) stop(worker, Math.max(now, event.at), true);
  return worked.toSorted((a, b) => a.start - b.start || (a.eventId < b.eventId ? -1 : 1));
}

function stretch(begun: JobEvent, memberId: string, end: number, isRunning: boolean): Worked {
  const { jobId, visitId, at: start, id: eventId } = begun;
  return { memberId, jobId, visitId, start, end, isRunning, eventId };
}

function isSamePlace(a: JobEvent, b: JobEvent): boolean {
  return a.jobId === b.jobId && a.visitId === b.visitId;
}

/** What ends a job ends the work at each of its visits. */
function isEndOf(end: JobEvent, begun: JobEvent): boolean {
  return end.jobId === begun.jobId && (end.visitId === undefined || end.visitId === begun.visitId);
}

/** The milliseconds that a member worked on each day of a time zone, by the day (`2026-11-21`), in order. */
export function hoursByDay(
  worked: readonly Pick<Worked, 'start' | 'end'>[],
  timeZone: string,
): Map<string, number> {
  const days = new Map<string, number>();
  for (const { start, end } of worked) {
    let from = start;
    while (from < end) {
      const day = dayOf(from, timeZone);
      const until = Math.min(end, boundsOf(day, timeZone).end);
      days.set(day, (days.get(day) ?? 0) + until - from);
      from = until;
    }
  }
  return new Map([...days].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** How long that was together, in milliseconds. */
export function lengthOf(worked: readonly Pick<Worked, 'start' | 'end'>[]): number {
  return worked.reduce((sum, { start, end }) => sum + end - start, 0);
}
