import type { Job, JobState } from './job.ts';
import { type JobEvent, standingEvents, workerOf } from './job-event.ts';

/** How far a visit has come. One to which nobody has set out yet has no state. */
export type VisitState = 'enRoute' | 'inProgress' | 'paused' | 'done' | 'cancelled';

/** What has happened at one place of work: a visit, or the job where no visit is meant. */
export interface Progress {
  state?: VisitState;
  /** The members who are at work there now. */
  working: readonly string[];
  startedAt?: number;
  doneAt?: number;
  cancelReason?: string;
}

/** The dated facts from which a job's state follows. */
export interface JobFacts {
  visitIds: readonly string[];
  events: readonly JobEvent[];
  /** How it ended before anything was written down here. */
  past?: Job['past'];
  /** Whether an invoice for it stands: issued, and not taken back. Asked only of work that is done. */
  isInvoiced(): boolean;
}

/** What is computed of a job and written nowhere. */
export interface JobProgress {
  state: JobState;
  startedAt?: number;
  completedAt?: number;
  cancelReason?: string;
  /** Who is at work on it, at no visit. */
  working: readonly string[];
  /** Of the visits at which something has happened, by their ids. */
  visits: ReadonlyMap<string, Progress>;
  /** Done, as one device says, and cancelled, as another does, who did not know of each other. */
  contradiction?: { done: readonly string[]; cancelled: readonly string[] };
}

const nothing: Progress = { working: [] };
const active: ReadonlySet<VisitState | undefined> = new Set(['enRoute', 'inProgress', 'paused']);

/** The state of a job from what happened: the one place that knows. */
export function progressOf({ visitIds, events: all, past, isInvoiced }: JobFacts): JobProgress {
  if (all.length === 0 && past !== undefined) return pastProgress(past);
  if (all.length === 0)
    return { state: visitIds.length > 0 ? 'scheduled' : 'created', working: [], visits: new Map() };
  const events = standingEvents(all);
  const ofTheJob = events.filter(({ visitId }) => visitId === undefined);
  const visits = new Map(
    visitIds.map((id) => [
      id,
      follow(
        events.filter(({ visitId }) => visitId === undefined || visitId === id),
        id,
      ),
    ]),
  );
  const own = follow(ofTheJob, undefined);
  const ends = endsOfWork(events, own, visits);
  const cancellations = ofTheJob.filter(({ kind }) => kind === 'cancelled');
  const knowing = cancellations.find(({ despite = [] }) => ends.every(({ id }) => despite.includes(id)));
  const cancelled = ends.length === 0 ? cancellations.at(-1) : knowing;
  const startedAt = events.find(({ kind }) => kind === 'started')?.at;
  const state = cancelled === undefined ? stateOf(events, { own, visits, ends, isInvoiced }) : 'cancelled';
  const completedAt = cancelled === undefined ? ends.at(-1)?.at : undefined;
  return {
    state,
    ...(startedAt !== undefined && { startedAt }),
    ...(completedAt !== undefined && { completedAt }),
    ...(cancelled?.reason !== undefined && { cancelReason: cancelled.reason }),
    working: own.working,
    visits,
    ...(cancelled === undefined &&
      cancellations.length > 0 && {
        contradiction: { done: ends.map(({ id }) => id), cancelled: cancellations.map(({ id }) => id) },
      }),
  };
}

function pastProgress({ state, at }: NonNullable<Job['past']>): JobProgress {
  return { state, ...(state === 'closed' && { completedAt: at }), working: [], visits: new Map() };
}

/** Goes through the events of one place. Where the job ends, nobody is at work at its visits any more. */
function follow(events: readonly JobEvent[], visitId: string | undefined): Progress {
  return events.reduce((before, event) => {
    if (event.visitId === visitId) return after(before, event);
    if (!active.has(before.state)) return before;
    if (event.kind === 'done') return after(before, event);
    // Work that was broken off was not done: a cancellation beside what was done is looked at.
    return event.kind === 'cancelled' ? { ...before, state: 'paused', working: [] } : before;
  }, nothing);
}

function after(before: Progress, event: JobEvent): Progress {
  const worker = workerOf(event);
  const others = before.working.filter((id) => id !== worker);
  switch (event.kind) {
    case 'setOut':
      return before.working.length > 0 ? before : { ...before, state: 'enRoute' };
    case 'started':
      return {
        ...before,
        state: 'inProgress',
        working: [...others, worker],
        startedAt: before.startedAt ?? event.at,
      };
    case 'paused':
      if (others.length > 0 || before.state !== 'inProgress') return { ...before, working: others };
      return { ...before, state: 'paused', working: [] };
    case 'done':
      return { ...before, state: 'done', working: [], doneAt: event.at };
    case 'cancelled':
      return {
        ...before,
        state: 'cancelled',
        working: [],
        ...(event.reason !== undefined && { cancelReason: event.reason }),
      };
    case 'reopened':
      return before.state === 'done' ? { ...before, state: 'paused' } : before;
    default:
      return before;
  }
}

/**
 * The events with which the work of the job ended, the last one last; none while there is work to do. It ends when
 * somebody says so of the job, or when each visit that stands is done.
 */
function endsOfWork(
  events: readonly JobEvent[],
  own: Progress,
  visits: ReadonlyMap<string, Progress>,
): JobEvent[] {
  const lastOf = (isMeant: (event: JobEvent) => boolean) => events.findLastIndex(isMeant);
  const reopened = lastOf(({ kind, visitId }) => kind === 'reopened' && visitId === undefined);
  if (own.state === 'done')
    return events.filter(
      ({ kind, visitId }, at) => kind === 'done' && visitId === undefined && at > reopened,
    );
  const standing = [...visits].filter(([, { state }]) => state !== 'cancelled');
  if (own.state === 'inProgress' || standing.length === 0) return [];
  if (!standing.every(([, { state }]) => state === 'done')) return [];
  const isStanding = new Set<string | undefined>(standing.map(([id]) => id));
  const done = events.filter(
    ({ kind, visitId }, at) => kind === 'done' && at > reopened && isStanding.has(visitId),
  );
  return done;
}

function stateOf(
  events: readonly JobEvent[],
  {
    own,
    visits,
    ends,
    isInvoiced,
  }: { own: Progress; visits: ReadonlyMap<string, Progress>; ends: JobEvent[]; isInvoiced: () => boolean },
): JobState {
  const end = ends.at(-1);
  if (end !== undefined) {
    const closed = events.findLastIndex(({ kind, visitId }) => kind === 'closed' && visitId === undefined);
    if (closed > events.indexOf(end)) return 'closed';
    return isInvoiced() ? 'invoiced' : 'completed';
  }
  const states = [own.state, ...Array.from(visits.values(), ({ state }) => state)];
  if (states.includes('inProgress')) return 'inProgress';
  if (states.includes('enRoute')) return 'enRoute';
  if (states.some((state) => state === 'paused' || state === 'done')) return 'inProgress';
  return states.slice(1).some((state) => state === undefined) ? 'scheduled' : 'created';
}
