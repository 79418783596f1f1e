import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { jobSchema, returnKinds } from '#shared/domain/job.ts';
import { filled } from '#shared/lib/given.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';
import { findJob } from './job-find.ts';

const comeBack = defineCommand({
  name: 'job.comeBack',
  title: 'Make return visit',
  args: z.object({
    /** The job to come back to. */
    id: idSchema,
    kind: z.enum(returnKinds),
    title: jobSchema.shape.title.trim().min(1),
  }),
  undoable: true,
  run(draft, { id: parentId, kind: returnKind, title }, { newId, now }) {
    const found = findJob(draft, parentId);
    if (!found.ok) return found;
    const { contactId, siteId, typeId, conversationId, binnedAt } = found.value;
    if (binnedAt !== undefined) return problem('job.in-bin', 'This job is in the bin.', 'Take it out first.');
    const id = newId();
    // Its own work and prices: what was charged is charged once.
    draft.create('jobs', {
      ...filled({ siteId, typeId, conversationId }),
      id,
      contactId,
      title,
      parentId,
      returnKind,
      createdAt: now,
    });
    return ok({ id });
  },
});

export const jobReturnCommands = [comeBack] as const;
