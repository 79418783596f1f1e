import { z } from 'zod';
import { ok, problem } from '#shared/lib/result.ts';
import { idSchema } from '#shared/domain/common.ts';
import { quickReplySchema, replyVariables, unknownPlaces } from '#shared/domain/quick-reply.ts';
import { defineCommand } from './command.ts';

const { name, text } = quickReplySchema.shape;
const offered = replyVariables.map((variable) => `{{${variable}}}`).join(', ');
const fields = z.object({
  name: name.trim().min(1),
  text: text
    .trim()
    .min(1)
    .refine((words) => unknownPlaces(words).length === 0, {
      error: ({ input }) =>
        `Nothing is known by the name of ${unknownPlaces(String(input)).join(', ')}. There are ${offered}.`,
    }),
});

const createReply = defineCommand({
  name: 'quickReply.create',
  title: 'Add quick reply',
  args: fields,
  undoable: true,
  run(draft, args, context) {
    const id = context.newId();
    draft.create('quickReplies', { ...args, id, createdAt: context.now });
    return ok({ id });
  },
});

const updateReply = defineCommand({
  name: 'quickReply.update',
  title: 'Change quick reply',
  args: z.object({ id: idSchema, fields: fields.partial() }),
  undoable: true,
  run(draft, { id, fields: changed }) {
    if (draft.get('quickReplies', id) === undefined) return missing;
    draft.assign('quickReplies', id, changed);
    return ok({ id });
  },
});

const removeReply = defineCommand({
  name: 'quickReply.remove',
  title: 'Remove quick reply',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('quickReplies', id) === undefined) return missing;
    draft.remove('quickReplies', id);
    return ok({ id });
  },
});

const missing = problem('quickReply.missing', 'This quick reply no longer exists.');

export const quickReplyCommands = [createReply, updateReply, removeReply] as const;
