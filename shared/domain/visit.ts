import { z } from 'zod';
import { idSchema, momentSchema, timeZoneSchema } from './common.ts';
import type { Job, JobState } from './job.ts';
import { type JobFacts, progressOf, type VisitState } from './job-progress.ts';

/** When a visit takes place: one value, so that no merge joins one device's start to another's end. */
export const visitTimeSchema = z.looseObject({
  start: momentSchema,
  end: momentSchema,
  /** The time zone (IANA name) in whose wall time it was meant. */
  zone: timeZoneSchema,
  /** Some time on these days: no hour was promised. */
  anyTime: z.literal(true).optional(),
});
export type VisitTime = z.infer<typeof visitTimeSchema>;

/** How it stands with somebody who takes part. */
export const attendances = ['booked', 'came', 'noShow'] as const;
export type Attendance = (typeof attendances)[number];

/** How many lines a checklist has, and people a visit, at most. */
export const mostChecks = 500;
export const mostAttendees = 200;

/** A visit as it is kept: a record of its own, in the book of the year that it was first planned for. */
export const visitSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  jobId: idSchema,
  /** When it was first planned to begin. It names the book and never changes. */
  plannedFor: momentSchema,
  time: visitTimeSchema,
  /** Between which moments the customer was told to expect somebody. */
  window: z.looseObject({ start: momentSchema, end: momentSchema }).optional(),
  /** Who goes there, and what is needed: ids of staff. */
  assignees: z.record(z.string().max(64), z.literal(true)).optional(),
  /** What is to be gone through there. */
  checks: z.record(z.string(), z.looseObject({ text: z.string().max(300), order: z.number() })).optional(),
  /** Which of the checks are done, by their ids: entries of their own, so that two devices that tick lose nothing. */
  ticks: z.record(z.string(), z.looseObject({ at: momentSchema, memberId: idSchema })).optional(),
  /** Who takes part, where it is held for people. */
  attendees: z
    .record(
      z.string(),
      z.looseObject({
        name: z.string().max(200),
        contactId: idSchema.optional(),
        attendance: z.enum(attendances),
        order: z.number(),
      }),
    )
    .optional(),
  /** For who goes there; the customer never sees them. */
  notes: z.string().max(20_000).optional(),
});
export type VisitRecord = z.infer<typeof visitSchema>;

/** What most have to know of a visit. Epoch milliseconds. */
export interface Visit {
  start: number;
  end: number;
  anyTime?: true | undefined;
  /** Who goes there, and what is needed. */
  staffIds?: readonly string[];
  /** How far it has come; none where nobody has set out yet. */
  state?: VisitState;
  /** Who is at work there now. */
  working?: readonly string[];
}

/** A visit that does not take place. */
export type CancelledVisit = Visit & { reason?: string };

/** A job with its visits by their ids, and what follows of what happened on it. */
export type PlannedJob = Job & {
  state: JobState;
  startedAt?: number;
  completedAt?: number;
  cancelReason?: string;
  /** Who is at work on it, at no visit. */
  working?: readonly string[];
  visits: Record<string, Visit>;
  cancelledVisits?: Record<string, CancelledVisit>;
};

export function visitOf({ time, assignees }: Pick<VisitRecord, 'time' | 'assignees'>): Visit {
  const staffIds = Object.keys(assignees ?? {}).toSorted();
  return {
    start: time.start,
    end: time.end,
    ...(time.anyTime && { anyTime: time.anyTime }),
    ...(staffIds.length > 0 && { staffIds }),
  };
}

/** A job with those of its visits and events that are known here. */
export function planned(
  job: Job,
  { visits: records, ...facts }: Omit<JobFacts, 'visitIds' | 'past'> & { visits: readonly VisitRecord[] },
): PlannedJob {
  const progress = progressOf({ ...facts, past: job.past, visitIds: records.map(({ id }) => id) });
  const { state, startedAt, completedAt, cancelReason, working } = progress;
  const visits: PlannedJob['visits'] = {};
  const cancelledVisits: NonNullable<PlannedJob['cancelledVisits']> = {};
  for (const record of records) {
    const at = progress.visits.get(record.id);
    const visit: Visit = {
      ...visitOf(record),
      ...(at?.state !== undefined && { state: at.state }),
      ...(at !== undefined && at.working.length > 0 && { working: at.working }),
    };
    if (at?.state === 'cancelled')
      cancelledVisits[record.id] = {
        ...visit,
        ...(at.cancelReason !== undefined && { reason: at.cancelReason }),
      };
    else visits[record.id] = visit;
  }
  return {
    ...job,
    state,
    ...(startedAt !== undefined && { startedAt }),
    ...(completedAt !== undefined && { completedAt }),
    ...(cancelReason !== undefined && { cancelReason }),
    ...(working.length > 0 && { working }),
    visits,
    ...(Object.keys(cancelledVisits).length > 0 && { cancelledVisits }),
  };
}
