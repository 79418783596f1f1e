import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { peopleFilterSchema, peopleSortSchema, segmentSchema } from '#shared/domain/people-filter.ts';
import { fold } from '#shared/lib/fold.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const save = defineCommand({
  name: 'segment.save',
  title: 'Save segment',
  /** One of the same name is replaced. */
  args: z.strictObject({
    name: segmentSchema.shape.name.trim().min(1),
    filter: peopleFilterSchema,
    sort: peopleSortSchema.optional(),
    columns: segmentSchema.shape.columns,
  }),
  undoable: true,
  run(draft, { name, ...shown }, { newId, now }) {
    const same = [...draft.all('segments')].find((segment) => fold(segment.name) === fold(name));
    if (same !== undefined) {
      draft.assign('segments', same.id, shown);
      return ok({ id: same.id });
    }
    const id = newId();
    draft.create('segments', { ...shown, id, name, createdAt: now });
    return ok({ id });
  },
});

const remove = defineCommand({
  name: 'segment.remove',
  title: 'Remove segment',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('segments', id) === undefined)
      return problem('segment.missing', 'This segment no longer exists.');
    draft.remove('segments', id);
    return ok({ id });
  },
});

export const segmentCommands = [save, remove] as const;
