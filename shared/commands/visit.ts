import { z } from 'zod';
import { idSchema, isLikelyYear, likelyYears, momentSchema } from '#shared/domain/common.ts';
import { checksOf } from '#shared/domain/job-type.ts';
import type { PlannedJob, VisitRecord, VisitTime } from '#shared/domain/visit.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem, wrongAt } from '#shared/lib/result.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { eventsOf, takeBack } from './job-event.ts';
import { findOpenJob } from './job-find.ts';
import { canBeScheduled } from './staff.ts';

/** More than a business sends anywhere. */
const mostAssignees = 200;

/** When a visit takes place, as it is given; `anyTime`: some time then, no hour was promised. */
export const visitSpan = z.object({
  start: momentSchema,
  end: momentSchema,
  anyTime: z.literal(true).optional(),
});
type Span = z.output<typeof visitSpan>;

/** What there is to a visit beside its time. */
const visitFields = z.object({
  /** Who goes there; nobody where it is empty. */
  staffIds: z.array(idSchema).max(mostAssignees).optional(),
  /** Between which moments somebody was promised to come; `null` takes the promise away. */
  window: z.object({ start: momentSchema, end: momentSchema }).nullable().optional(),
  /** For who goes there; the empty text takes them away. */
  notes: z.string().max(20_000).optional(),
});
type VisitFields = z.output<typeof visitFields>;

/** Puts a visit of a job on the calendar. */
export function addVisit(
  draft: RecordWriter,
  jobId: string,
  span: Span,
  { newId, now }: Pick<CommandContext, 'newId' | 'now'>,
): string {
  const id = newId();
  const checks = checksFor(draft, jobId).map((text, order) => [newId(), { text, order }] as const);
  draft.create('visits', {
    id,
    jobId,
    createdAt: now,
    plannedFor: span.start,
    time: timeOf(draft, span),
    ...(checks.length > 0 && { checks: Object.fromEntries(checks) }),
  });
  return id;
}

/** What is gone through at each visit of a job of its type. */
function checksFor(records: RecordReader, jobId: string): string[] {
  const typeId = records.get('jobs', jobId)?.typeId;
  const type = typeId === undefined ? undefined : records.get('jobTypes', typeId);
  return type === undefined ? [] : checksOf(type);
}

export function timeOf(records: RecordReader, { start, end, anyTime }: Span): VisitTime {
  const zone = businessTimeZone(records);
  return { start, end, zone, ...(anyTime && { anyTime }) };
}

export const scheduleJob = defineCommand({
  name: 'job.schedule',
  title: 'Schedule visit',
  args: z.object({ id: idSchema, ...visitSpan.shape, ...visitFields.shape }),
  undoable: true,
  run(draft, { id, staffIds, window, notes, ...visit }, context) {
    const found = findOpenJob(draft, id);
    if (!found.ok) return found;
    const fits = checkTime(visit);
    if (!fits.ok) return fits;
    const visitId = addVisit(draft, id, visit, context);
    const filled = fill(draft, visitId, { staffIds, window, notes });
    if (!filled.ok) return filled;
    return ok({ id, visitId });
  },
});

export const rescheduleJob = defineCommand({
  name: 'job.reschedule',
  title: 'Move visit',
  args: z.object({ id: idSchema, visitId: idSchema, ...visitSpan.shape }),
  undoable: true,
  run(draft, { id, visitId, ...visit }) {
    const moved = rescheduleVisitAt(draft, id, visitId, visit);
    return moved.ok ? ok({ id }) : moved;
  },
});

export const assignVisit = defineCommand({
  name: 'job.assignVisit',
  title: 'Choose who goes to a visit',
  args: z.object({ id: idSchema, visitId: idSchema, staffIds: z.array(idSchema).max(mostAssignees) }),
  undoable: true,
  run(draft, { id, visitId, staffIds: going }) {
    const found = findVisit(draft, id, visitId);
    if (!found.ok) return found;
    const assigned = assign(draft, visitId, going);
    return assigned.ok ? ok({ id }) : assigned;
  },
});

const updateVisit = defineCommand({
  name: 'job.updateVisit',
  title: 'Change visit',
  args: z.object({
    id: idSchema,
    visitId: idSchema,
    time: visitSpan.optional(),
    ...visitFields.shape,
  }),
  undoable: true,
  run(draft, { id, visitId, time, ...fields }) {
    const found = findVisit(draft, id, visitId);
    if (!found.ok) return found;
    const moved = time === undefined ? ok() : move(draft, found.value, visitId, time);
    if (!moved.ok) return moved;
    const filled = fill(draft, visitId, fields);
    return filled.ok ? ok({ id }) : filled;
  },
});

const removeVisit = defineCommand({
  name: 'job.removeVisit',
  title: 'Take visit off the calendar',
  args: z.object({ id: idSchema, visitId: idSchema }),
  undoable: true,
  run(draft, { id, visitId }) {
    const done = removeVisitAt(draft, id, visitId);
    return done.ok ? ok({ id }) : done;
  },
});

/** Puts a visit of a job at another time. */
export function rescheduleVisitAt(
  draft: RecordWriter,
  id: string,
  visitId: string,
  span: Span,
): Result<void> {
  const found = findVisit(draft, id, visitId);
  return found.ok ? move(draft, found.value, visitId, span) : found;
}

/** Takes a visit of a job off the calendar, unless work there has begun. */
export function removeVisitAt(draft: RecordWriter, id: string, visitId: string): Result<void> {
  const found = findVisit(draft, id, visitId);
  if (!found.ok) return found;
  const { state } = found.value.visits[visitId]!;
  if (state !== undefined && state !== 'enRoute')
    return problem('job.visit-begun', 'Work at this visit has begun: it stays.', 'Cancel it instead.');
  stayAtHome(draft, found.value, visitId);
  draft.remove('visits', visitId);
  return ok();
}

/** Puts a visit at another time. Who was on the way to it is not any more. */
function move(draft: RecordWriter, job: PlannedJob, visitId: string, span: Span): Result<void> {
  const fits = checkTime(span);
  if (!fits.ok) return fits;
  if (job.visits[visitId]!.state === 'done') return problem('job.visit-done', 'This visit is done already.');
  const { time, window } = draft.get('visits', visitId)!;
  draft.patch('visits', visitId, { time: timeOf(draft, span), ...promisedAfter(window, time, span) });
  stayAtHome(draft, job, visitId);
  return ok();
}

/** Nobody is on the way to a visit that is not then. */
function stayAtHome(draft: RecordWriter, job: PlannedJob, visitId: string): void {
  if (job.visits[visitId]?.state !== 'enRoute') return;
  for (const event of eventsOf(draft, job))
    if (event.kind === 'setOut' && event.visitId === visitId) takeBack(draft, event);
}

/** What was promised stays while the visit begins within it, and else moves with the visit. */
function promisedAfter(
  window: VisitRecord['window'],
  before: Span,
  { start, anyTime }: Span,
): { window?: NonNullable<VisitRecord['window']> } {
  if (window === undefined || anyTime || (window.start <= start && start <= window.end)) return {};
  const by = start - before.start;
  return { window: { ...window, start: window.start + by, end: window.end + by } };
}

/** Writes what there is to a visit beside its time; what is left out stays. */
function fill(draft: RecordWriter, visitId: string, { staffIds, window, notes }: VisitFields): Result<void> {
  const assigned = staffIds === undefined ? ok() : assign(draft, visitId, staffIds);
  if (!assigned.ok) return assigned;
  if (window && window.end <= window.start)
    return wrongAt('window', 'job.window-ends-early', 'The promised time must end after it begins.');
  if (window !== undefined) draft.assign('visits', visitId, { window: window ?? undefined });
  if (notes !== undefined) draft.assign('visits', visitId, { notes: notes || undefined });
  return ok();
}

function assign(draft: RecordWriter, visitId: string, going: readonly string[]): Result<void> {
  const before = draft.get('visits', visitId)?.assignees ?? {};
  // Who is scheduled no more may stay where they were.
  if (going.some((id) => !Object.hasOwn(before, id) && !canBeScheduled(draft, id)))
    return problem('job.no-staff', 'This is no longer among those who can be scheduled.');
  const assignees = Object.fromEntries(going.map((id) => [id, true as const]));
  replaceEntries(draft, 'visits', visitId, 'assignees', assignees);
  return ok();
}

function findVisit(records: RecordReader, id: string, visitId: string): Result<PlannedJob> {
  const found = findOpenJob(records, id);
  if (!found.ok || found.value.visits[visitId] !== undefined) return found;
  return problem('job.visit-missing', 'This visit is no longer on the calendar.');
}

/** Whether a visit can take place then. */
export function checkTime(visit: { start: number; end: number }): Result<void> {
  if (visit.end <= visit.start)
    return wrongAt('end', 'job.visit-ends-early', 'A visit must end after it begins.');
  const weekMs = 7 * 24 * 60 * 60 * 1000;
  if (visit.end - visit.start > weekMs)
    return wrongAt(
      'end',
      'job.visit-too-long',
      'A visit lasts a week at most.',
      'Add one visit for each day.',
    );
  return checkYear(visit.start);
}

/** Whether something can be planned for then. */
export function checkYear(moment: number): Result<void> {
  if (isLikelyYear(new Date(moment).getUTCFullYear())) return ok();
  const message = `Look at the year: nothing is planned before ${likelyYears.first} or after ${likelyYears.last}.`;
  return wrongAt('start', 'time.too-far', message);
}

export const visitCommands = [scheduleJob, rescheduleJob, assignVisit, updateVisit, removeVisit] as const;
