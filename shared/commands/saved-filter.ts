import { z } from 'zod';
import { ok, problem } from '#shared/lib/result.ts';
import { idSchema } from '#shared/domain/common.ts';
import { conversationFilterSchema, savedFilterSchema } from '#shared/domain/conversation-filter.ts';
import { defineCommand } from './command.ts';

const saveFilter = defineCommand({
  name: 'filter.save',
  title: 'Save filter',
  args: z.object({ name: savedFilterSchema.shape.name.trim().min(1), filter: conversationFilterSchema }),
  undoable: true,
  run(draft, args, { newId, now, memberId }) {
    const id = newId();
    draft.create('savedFilters', { ...args, id, memberId, createdAt: now });
    return ok({ id });
  },
});

const removeFilter = defineCommand({
  name: 'filter.remove',
  title: 'Remove filter',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('savedFilters', id) === undefined)
      return problem('filter.missing', 'This filter no longer exists.');
    draft.remove('savedFilters', id);
    return ok({ id });
  },
});

export const savedFilterCommands = [saveFilter, removeFilter] as const;
