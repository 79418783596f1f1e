import { z } from 'zod';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import { isOpenJob, sortedVisits, checkJobMove } from '#shared/domain/job-states.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { eventsOf, noteEvent, takeBack } from './job-event.ts';
import { findJob, findOpenJob } from './job-find.ts';

const reasonInput = z.string().trim().min(1, 'Say why it is cancelled.').max(500);

/** At which visit something happens; the one that is next where none is named, and the job itself where it has none. */
const atVisit = z.object({ id: idSchema, visitId: idSchema.optional() });
/** Who it was, where somebody else writes it down, and when, where it was not now. */
const byWhom = z.object({ workerId: idSchema.optional(), at: momentSchema.optional() });
const someonesWork = z.object({ ...atVisit.shape, ...byWhom.shape });

type Place = z.output<typeof atVisit>;

const setOut = defineCommand({
  name: 'job.setOut',
  title: 'Set out to the job',
  args: someonesWork,
  undoable: true,
  run(draft, args, context) {
    const found = findPlace(draft, args);
    if (!found.ok) return found;
    const { job, visitId } = found.value;
    const state = visitId === undefined ? undefined : job.visits[visitId]!.state;
    if (state === 'enRoute' || state === 'inProgress')
      return problem('job.under-way', 'Somebody is on the way to this visit already, or there.');
    const allowed = visitId === undefined ? checkJobMove(job.state, 'enRoute') : ok();
    return allowed.ok ? note(draft, { job, visitId }, 'setOut', args, context) : allowed;
  },
});

const startJob = defineCommand({
  name: 'job.start',
  title: 'Start work',
  args: someonesWork,
  undoable: true,
  run(draft, args, context) {
    const found = findPlace(draft, args);
    if (!found.ok) return found;
    if (isWorking(found.value, args.workerId ?? context.memberId))
      return problem('job.working', 'This work has begun already.');
    return note(draft, found.value, 'started', args, context);
  },
});

const pauseJob = defineCommand({
  name: 'job.pause',
  title: 'Pause work',
  args: someonesWork,
  undoable: true,
  run(draft, args, context) {
    const found = findWork(draft, args);
    if (!found.ok) return found;
    if (!isWorking(found.value, args.workerId ?? context.memberId))
      return problem('job.not-working', 'Nobody is at work here whose time could be stopped.');
    return note(draft, found.value, 'paused', args, context);
  },
});

const finishVisitCommand = defineCommand({
  name: 'job.finishVisit',
  title: 'Finish visit',
  args: z.object({ ...someonesWork.shape, visitId: idSchema }),
  undoable: true,
  run: (draft, args, context) => finishVisit(draft, args, context),
});

/** The work at a visit is done. With the last one the job is. */
export function finishVisit(
  draft: RecordWriter,
  args: { id: string; visitId: string } & z.output<typeof byWhom>,
  context: CommandContext,
): Result<{ id: string; eventId: string }> {
  const found = findWork(draft, args);
  if (!found.ok) return found;
  if (found.value.job.visits[args.visitId]?.state === 'done')
    return problem('job.visit-done', 'This visit is done already.');
  return note(draft, found.value, 'done', args, context);
}

const completeJob = defineCommand({
  name: 'job.complete',
  title: 'Complete job',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }, context) {
    const found = findOpenJob(draft, id);
    if (!found.ok) return found;
    noteEvent(draft, found.value, { kind: 'done' }, context);
    return ok({ id });
  },
});

const cancelJob = defineCommand({
  name: 'job.cancel',
  title: 'Cancel job',
  args: z.object({ id: idSchema, reason: reasonInput }),
  undoable: true,
  run(draft, { id, reason }, context) {
    const found = findJob(draft, id);
    if (!found.ok) return found;
    const allowed = checkJobMove(found.value.state, 'cancelled');
    if (!allowed.ok) return allowed;
    noteEvent(draft, found.value, { kind: 'cancelled', reason }, context);
    return ok({ id });
  },
});

export const cancelVisit = defineCommand({
  name: 'job.cancelVisit',
  title: 'Cancel visit',
  args: z.object({ id: idSchema, visitId: idSchema, reason: reasonInput }),
  undoable: true,
  run(draft, { id, visitId, reason }, context) {
    const found = findPlace(draft, { id, visitId });
    if (!found.ok) return found;
    noteEvent(draft, found.value.job, { kind: 'cancelled', visitId, reason }, context);
    return ok({ id });
  },
});

const closeJob = defineCommand({
  name: 'job.close',
  title: 'Close job',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }, context) {
    const found = findJob(draft, id);
    if (!found.ok) return found;
    const allowed = checkJobMove(found.value.state, 'closed');
    if (!allowed.ok) return allowed;
    noteEvent(draft, found.value, { kind: 'closed' }, context);
    return ok({ id });
  },
});

const reopenJob = defineCommand({
  name: 'job.reopen',
  title: 'Reopen job',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }, context) {
    const found = findJob(draft, id);
    if (!found.ok) return found;
    const { state } = found.value;
    if (state === 'completed') noteEvent(draft, found.value, { kind: 'reopened' }, context);
    else if (state === 'closed')
      for (const event of eventsOf(draft, found.value)) if (event.kind === 'closed') takeBack(draft, event);
    return state === 'completed' || state === 'closed'
      ? ok({ id })
      : problem('job.not-closed', 'Only a completed or closed job can be reopened.');
  },
});

/** A visit of an open job where something can still happen, or the job itself. */
function findPlace(
  draft: RecordWriter,
  { id, visitId }: Place,
): Result<{ job: PlannedJob; visitId?: string }> {
  const found = findOpenJob(draft, id);
  if (!found.ok) return found;
  const job = found.value;
  const next = visitId ?? nextPlace(job);
  if (next === undefined) return ok({ job });
  const visit = job.visits[next];
  if (visit === undefined) return problem('job.visit-missing', 'This visit is no longer on the calendar.');
  if (visit.state === 'done') return problem('job.visit-done', 'This visit is done already.');
  return ok({ job, visitId: next });
}

/** Where somebody is at work: also of a job that somebody else has ended meanwhile. */
function findWork(draft: RecordWriter, place: Place): Result<{ job: PlannedJob; visitId?: string }> {
  const found = findJob(draft, place.id);
  if (!found.ok || isOpenJob(found.value)) return findPlace(draft, place);
  const { visitId } = place;
  const isThere = visitId !== undefined && (found.value.visits[visitId]?.working ?? []).length > 0;
  return isThere ? ok({ job: found.value, visitId }) : findPlace(draft, place);
}

/** The visit under way, or the first that nobody has finished. */
function nextPlace(job: PlannedJob): string | undefined {
  const open = sortedVisits(job).filter(({ state }) => state !== 'done');
  return (open.find(({ state }) => state !== undefined) ?? open[0])?.id;
}

function isWorking({ job, visitId }: { job: PlannedJob; visitId?: string }, workerId: string): boolean {
  const working = visitId === undefined ? job.working : job.visits[visitId]?.working;
  return (working ?? []).includes(workerId);
}

function note(
  draft: RecordWriter,
  { job, visitId }: { job: PlannedJob; visitId?: string | undefined },
  kind: 'setOut' | 'started' | 'paused' | 'done',
  { workerId, at }: z.output<typeof byWhom>,
  context: CommandContext,
): Result<{ id: string; eventId: string }> {
  if (at !== undefined && at > context.now)
    return problem('job.not-yet', 'This has not happened yet: choose a time that is past.');
  const where = visitId === undefined ? {} : { visitId };
  const who = workerId === undefined ? {} : { workerId };
  const { id: eventId } = noteEvent(draft, job, { kind, ...where, ...who, at }, context);
  return ok({ id: job.id, eventId });
}

export const jobWorkCommands = [
  setOut,
  startJob,
  pauseJob,
  finishVisitCommand,
  completeJob,
  cancelJob,
  cancelVisit,
  closeJob,
  reopenJob,
] as const;
