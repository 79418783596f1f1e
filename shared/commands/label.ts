import { z } from 'zod';
import { fold } from '#shared/lib/fold.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { idSchema } from '#shared/domain/common.ts';
import { labelColours, labelSchema } from '#shared/domain/label.ts';
import { defineCommand } from './command.ts';
import type { RecordReader } from '#shared/records/reader.ts';

const name = labelSchema.shape.name.trim().min(1);
const colour = z.enum(labelColours);

const createLabel = defineCommand({
  name: 'label.create',
  title: 'Add label',
  args: z.object({ name, colour: colour.optional() }),
  undoable: true,
  run(draft, args, context) {
    const same = labelNamed(draft, args.name);
    if (same !== undefined) return ok({ id: same });
    const id = context.newId();
    const next = labelColours[[...draft.all('labels')].length % labelColours.length]!;
    draft.create('labels', { id, name: args.name, colour: args.colour ?? next, createdAt: context.now });
    return ok({ id });
  },
});

const updateLabel = defineCommand({
  name: 'label.update',
  title: 'Change label',
  args: z.object({ id: idSchema, fields: z.object({ name, colour }).partial() }),
  undoable: true,
  run(draft, { id, fields }) {
    if (draft.get('labels', id) === undefined) return missing;
    if (fields.name !== undefined && (labelNamed(draft, fields.name) ?? id) !== id)
      return problem('label.exists', 'There is a label with this name already.');
    draft.assign('labels', id, fields);
    return ok({ id });
  },
});

const removeLabel = defineCommand({
  name: 'label.remove',
  title: 'Remove label',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('labels', id) === undefined) return missing;
    for (const conversation of draft.all('conversations')) {
      if (conversation.labels?.[id] === true)
        draft.removeEntry('conversations', conversation.id, 'labels', id);
    }
    draft.remove('labels', id);
    return ok({ id });
  },
});

function labelNamed(records: RecordReader, wanted: string): string | undefined {
  for (const { id, name: given } of records.all('labels')) if (fold(given) === fold(wanted)) return id;
  return undefined;
}

const missing = problem('label.missing', 'This label no longer exists.');

export const labelCommands = [createLabel, updateLabel, removeLabel] as const;
