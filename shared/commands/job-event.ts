import type { Job } from '#shared/domain/job.ts';
import { type JobEvent, type JobEventKind, standingEvents, takingBack } from '#shared/domain/job-event.ts';
import { proven } from '#shared/domain/proven.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from './command.ts';

/** What is noted; who writes it down, and when, is known. */
export interface Noted extends Partial<
  Pick<JobEvent, 'visitId' | 'workerId' | 'reason' | 'eventId' | 'despite' | 'until' | 'signature' | 'report'>
> {
  kind: Exclude<JobEventKind, 'takenBack' | 'renumbered'>;
  /** When it happened; now where it is left out. */
  at?: number | undefined;
}

/** A clock that is further ahead is wrong: nothing is put after what it says. */
const mostAhead = 3_600_000;

/** Appends to what happened on a job. */
export function noteEvent(
  draft: RecordWriter,
  { id: jobId, createdAt }: Pick<Job, 'id' | 'createdAt'>,
  { kind, at, visitId, workerId, ...rest }: Noted,
  { now, memberId, deviceId, newId }: CommandContext,
): JobEvent {
  const known = draft.by('jobEvents', 'jobId', jobId);
  const event = proven<Omit<JobEvent, 'id'>>({
    jobId,
    kind,
    ...(visitId !== undefined && { visitId }),
    // What its author knows comes before it, whichever device's clock is slow.
    at: at ?? latest(known, now),
    recordedAt: now,
    order: Math.min(
      1_000_000_000,
      known.reduce((most, { order }) => Math.max(most, order + 1), 0),
    ),
    filedAt: (visitId === undefined ? undefined : draft.get('visits', visitId)?.plannedFor) ?? createdAt,
    memberId,
    deviceId,
    ...(workerId !== undefined && workerId !== memberId && { workerId }),
    ...rest,
    salt: newId(),
  }) as JobEvent;
  draft.create('jobEvents', event);
  return event;
}

function latest(known: readonly JobEvent[], now: number): number {
  return known.reduce((at, event) => (event.at <= now + mostAhead ? Math.max(at, event.at) : at), now);
}

/** The events of a job that count, in their order. */
export function eventsOf(draft: RecordWriter, { id }: Pick<Job, 'id'>): JobEvent[] {
  return standingEvents(draft.by('jobEvents', 'jobId', id));
}

/** What was said does not count any more; that it was said stays. */
export function takeBack(draft: RecordWriter, event: JobEvent): void {
  const taking = takingBack(event);
  if (draft.get('jobEvents', taking.id) === undefined) draft.create('jobEvents', taking);
}
