import { z } from 'zod';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { contentId } from '#shared/lib/hash.ts';
import { ok } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

/** How long the law gives for an answer. */
const answerDays = 30;

const noteDeletion = defineCommand({
  name: 'request.noteDeletion',
  title: 'Note a deletion request',
  /** `code`: what the relay has named the request by, to the person too. */
  args: z.strictObject({ code: z.string().regex(/^[\w-]{24}$/), userId: z.string().min(1).max(100) }),
  undoable: false,
  internal: true,
  run(draft, { code, userId }, { now }) {
    const id = deletionTaskId(code);
    if (draft.get('tasks', id) !== undefined) return ok({ id });
    const today = dayOf(now, draft.get('business', 'business')?.timeZone ?? 'UTC');
    draft.create('tasks', {
      id,
      createdAt: now,
      title: 'Somebody asks through Meta that their data be deleted',
      notes: `Confirmation code: ${code}\nMeta’s id for them: ${userId}\nFind who it is by hand, erase them at their contact, and answer.`,
      due: { day: addDays(today, answerDays) },
    });
    return ok({ id });
  },
});

/** The same on every device. */
export function deletionTaskId(code: string): string {
  return contentId(['deletion request', code]);
}

export const metaRequestCommands = [noteDeletion] as const;
