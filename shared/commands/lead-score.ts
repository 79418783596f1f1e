import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { isLimitedPerson } from '#shared/records/right-to-send.ts';
import { defineCommand } from './command.ts';

/** A score of the owner's own stays as it is until they let go of it. */
const setScore = defineCommand({
  name: 'contact.setLeadScore',
  title: 'Set lead score',
  args: z.strictObject({ id: idSchema, score: z.int().min(0).max(100).optional() }),
  undoable: true,
  run(draft, { id, score }) {
    if (draft.get('contacts', id) === undefined) {
      return problem('contact.missing', 'This contact no longer exists.');
    }
    if (score !== undefined && isLimitedPerson(draft, id, 'minor'))
      return problem('contact.minor', 'This contact is a child, who gets no score.');
    draft.assign('contacts', id, { leadScore: score });
    return ok({ id });
  },
});

export const leadScoreCommands = [setScore] as const;
