import { z } from 'zod';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import type { JobEvent } from '#shared/domain/job-event.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';
import { eventsOf, noteEvent, takeBack } from './job-event.ts';
import { findJob } from './job-find.ts';

const longest = 24 * 60 * 60 * 1000;

const correctEvent = defineCommand({
  name: 'job.correctTime',
  title: 'Correct a time',
  args: z.object({ id: idSchema, eventId: idSchema, at: momentSchema }),
  undoable: true,
  run(draft, { id, eventId, at }, context) {
    const found = findEvent(draft, id, eventId);
    if (!found.ok) return found;
    if (at > context.now)
      return problem('job.not-yet', 'This has not happened yet: choose a time that is past.');
    if (found.value.event.at === at) return ok({ id });
    const { visitId } = found.value.event;
    noteEvent(
      draft,
      found.value.job,
      { kind: 'corrected', eventId, at, ...(visitId !== undefined && { visitId }) },
      context,
    );
    return ok({ id });
  },
});

const takeBackEvent = defineCommand({
  name: 'job.takeBack',
  title: 'Take back what was noted',
  args: z.object({ id: idSchema, eventId: idSchema }),
  undoable: true,
  run(draft, { id, eventId }) {
    const found = findEvent(draft, id, eventId);
    if (!found.ok) return found;
    takeBack(draft, found.value.event);
    return ok({ id });
  },
});

const addTime = defineCommand({
  name: 'job.addTime',
  title: 'Add time that was worked',
  args: z.object({
    id: idSchema,
    visitId: idSchema.optional(),
    workerId: idSchema.optional(),
    start: momentSchema,
    end: momentSchema,
  }),
  undoable: true,
  run(draft, { id, visitId, workerId, start, end }, context) {
    const found = findJob(draft, id);
    if (!found.ok) return found;
    if (end <= start) return problem('job.time-ends-early', 'The end must be after the start.');
    if (end > context.now)
      return problem('job.not-yet', 'This has not happened yet: choose a time that is past.');
    if (end - start > longest)
      return problem('job.time-too-long', 'That is more than a day.', 'Add the time of each day.');
    if (visitId !== undefined && draft.get('visits', visitId)?.jobId !== id)
      return problem('job.visit-missing', 'This visit is no longer on the calendar.');
    const about = {
      ...(visitId !== undefined && { visitId }),
      ...(workerId !== undefined && { workerId }),
    };
    noteEvent(draft, found.value, { kind: 'worked', ...about, at: start, until: end }, context);
    return ok({ id });
  },
});

/** What was noted on a job and still counts. */
function findEvent(
  draft: RecordWriter,
  jobId: string,
  eventId: string,
): Result<{ job: PlannedJob; event: JobEvent }> {
  const found = findJob(draft, jobId);
  if (!found.ok) return found;
  const event = eventsOf(draft, found.value).find(({ id }) => id === eventId);
  if (event === undefined) return problem('job.event-gone', 'This was taken back already.');
  if (event.kind === 'reported' || event.kind === 'renumbered')
    return problem('job.report-sent', 'What was sent stays noted as it was.');
  return ok({ job: found.value, event });
}

export const jobTimeCommands = [correctEvent, takeBackEvent, addTime] as const;
