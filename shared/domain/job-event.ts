import { z } from 'zod';
import { idSchema, momentSchema, saltSchema } from './common.ts';
import { proven } from './proven.ts';
import { sentReportSchema, versionSchema } from './sent-report.ts';
import { signatureSchema } from './signature.ts';

/**
 * What can happen on a job or at one of its visits. `worked` is time that was put down afterwards; `corrected` says
 * when another event really was, `takenBack` that another one does not count, `signed` that a customer has put their name
 * to the work, `reported` that the customer was sent a report of it, `renumbered` that such a report goes by another
 * number from then on.
 */
export const jobEventKinds = [
  'setOut',
  'started',
  'paused',
  'done',
  'cancelled',
  'reopened',
  'closed',
  'worked',
  'signed',
  'reported',
  'renumbered',
  'corrected',
  'takenBack',
] as const;
export type JobEventKind = (typeof jobEventKinds)[number];

/** Something that happened: written once, by whoever says so, and never changed. */
export const jobEventSchema = z.looseObject({
  id: idSchema,
  jobId: idSchema,
  /** The visit at which it happened; none for the job as a whole. */
  visitId: idSchema.optional(),
  kind: z.enum(jobEventKinds),
  /** When it happened. */
  at: momentSchema,
  /** Of time that was worked: until when. */
  until: momentSchema.optional(),
  /** When it was written down. */
  recordedAt: momentSchema,
  /** Counts what its author knew of the job: what was written in one moment stands in its order. */
  order: z.int().min(0).max(1_000_000_000),
  /** Names the book: that of the visit, or of the job where it is of no visit. */
  filedAt: momentSchema,
  memberId: idSchema,
  deviceId: idSchema,
  /** Whom it is about, where somebody else has written it down. */
  workerId: idSchema.optional(),
  reason: z.string().max(500).optional(),
  /** Which event is corrected, taken back or given another number. */
  eventId: idSchema.optional(),
  /** Of a cancellation: the ends of work that its author knew of, and that do not count beside it. */
  despite: z.array(idSchema).max(500).optional(),
  signature: signatureSchema.optional(),
  report: sentReportSchema.optional(),
  /** The number that a report goes by now. */
  version: versionSchema.optional(),
  salt: saltSchema,
});
export type JobEvent = z.infer<typeof jobEventSchema>;

/** How many times one thing can be taken back and done again; nobody comes near it. */
const deepest = 500;

/** The events that count, in their order, each at the moment that was last said. */
export function standingEvents(events: readonly JobEvent[]): JobEvent[] {
  const takenBackBy = Map.groupBy(
    events.filter(({ kind }) => kind === 'takenBack'),
    ({ eventId }) => eventId,
  );
  // No circle: the id of what takes back is a hash over the id of what it takes back.
  const stands = ({ id }: JobEvent, depth = 0): boolean =>
    depth < deepest && !(takenBackBy.get(id) ?? []).some((by) => stands(by, depth + 1));
  const corrections = events.filter((event) => event.kind === 'corrected' && stands(event));
  const moments = new Map(corrections.toSorted(asRecorded).map(({ eventId, at }) => [eventId, at]));
  return events
    .filter((event) => event.kind !== 'takenBack' && event.kind !== 'corrected' && stands(event))
    .map((event) => ({ ...event, at: moments.get(event.id) ?? event.at }))
    .toSorted((a, b) => a.at - b.at || inOrder(a, b));
}

function asRecorded(a: JobEvent, b: JobEvent): number {
  return a.recordedAt - b.recordedAt || inOrder(a, b);
}

function inOrder(a: JobEvent, b: JobEvent): number {
  return a.order - b.order || (a.id < b.id ? -1 : 1);
}

/** Who was at work. */
export function workerOf({ workerId, memberId }: Pick<JobEvent, 'workerId' | 'memberId'>): string {
  return workerId ?? memberId;
}

/** The event that takes another back: the same one, whoever of its author's devices writes it. */
export function takingBack(event: JobEvent): JobEvent {
  return proven({ ...about(event), kind: 'takenBack' as const, salt: event.id });
}

/** The event that gives a report another number: the same one, whichever device settles the finding by it. */
export function renumbering(event: JobEvent, version: number, settlement: string): JobEvent {
  return proven({ ...about(event), kind: 'renumbered' as const, version, salt: settlement });
}

/** What is taken from an event by another that is said of it, and that two devices may write. */
function about({ id, jobId, visitId, at, recordedAt, order, filedAt, memberId, deviceId }: JobEvent) {
  const of = { jobId, ...(visitId !== undefined && { visitId }), filedAt, memberId, deviceId };
  return { ...of, eventId: id, at, recordedAt, order };
}
