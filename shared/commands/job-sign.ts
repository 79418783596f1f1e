import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { signatureSchema, signedLines } from '#shared/domain/signature.ts';
import { equalJson } from '#shared/lib/json.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';
import { noteEvent } from './job-event.ts';
import { findJob, jobCancelled } from './job-find.ts';

const { name, strokes, statement, lines } = signatureSchema.shape;

const sign = defineCommand({
  name: 'job.sign',
  title: 'Keep a signature',
  args: z.object({
    id: idSchema,
    visitId: idSchema.optional(),
    name: name.trim().min(1, 'Who signs?'),
    strokes,
    statement: statement.trim().min(1),
    /** As they were shown to who signs. */
    lines,
  }),
  undoable: true,
  run(draft, { id, visitId, ...given }, context) {
    const found = findJob(draft, id);
    if (!found.ok) return found;
    if (found.value.state === 'cancelled') return jobCancelled();
    const visit = visitId === undefined ? undefined : draft.get('visits', visitId);
    if (visitId !== undefined && visit?.jobId !== id)
      return problem('job.visit-missing', 'This visit is no longer on the calendar.');
    const locale = draft.get('business', 'business')?.locale ?? 'en';
    if (!equalJson(signedLines(found.value, visit, locale), given.lines))
      return problem(
        'job.signed-other',
        'The job has changed while it was being signed. Nothing was kept.',
        'Show it again as it is now.',
      );
    const { strokes: drawn, ...words } = given;
    const signature = { ...words, locale, ...(drawn !== undefined && { strokes: drawn }) };
    const place = visitId === undefined ? {} : { visitId };
    const event = noteEvent(draft, found.value, { kind: 'signed', ...place, signature }, context);
    return ok({ id, eventId: event.id });
  },
});

export const jobSignCommands = [sign] as const;
