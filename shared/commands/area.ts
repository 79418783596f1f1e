import { z } from 'zod';
import { areaSchema, inOrder } from '#shared/domain/area.ts';
import { idSchema } from '#shared/domain/common.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';

const name = areaSchema.shape.name.trim().min(1);
/** Towns and beginnings of postcodes. */
const places = z.array(z.string().trim().min(1).max(100)).max(200);

const missing = problem('area.missing', 'This area is no longer there.');

const create = defineCommand({
  name: 'area.create',
  title: 'Add area',
  args: z.strictObject({ name, places: places.optional() }),
  undoable: true,
  run(draft, args, { newId, now }) {
    const id = newId();
    draft.create('areas', { id, createdAt: now, name: args.name });
    write(draft, id, args.places);
    return ok({ id });
  },
});

const update = defineCommand({
  name: 'area.update',
  title: 'Change area',
  args: z.strictObject({ id: idSchema, fields: z.strictObject({ name, places }).partial() }),
  undoable: true,
  run(draft, { id, fields }) {
    if (draft.get('areas', id) === undefined) return missing;
    if (fields.name !== undefined) draft.patch('areas', id, { name: fields.name });
    write(draft, id, fields.places);
    return ok({ id });
  },
});

const setTravel = defineCommand({
  name: 'area.setTravel',
  title: 'Change minutes between areas',
  args: z.strictObject({ from: idSchema, to: idSchema, minutes: z.number().int().min(0).max(1440) }),
  undoable: true,
  run(draft, { from, to, minutes }) {
    if (from === to || [from, to].some((id) => draft.get('areas', id) === undefined)) return missing;
    const [first, second] = inOrder(from, to);
    draft.putEntry('areas', first, 'minutes', second, minutes);
    return ok({ id: first });
  },
});

const remove = defineCommand({
  name: 'area.remove',
  title: 'Remove area',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('areas', id) === undefined) return missing;
    for (const area of draft.all('areas'))
      if (area.minutes?.[id] !== undefined) draft.removeEntry('areas', area.id, 'minutes', id);
    draft.remove('areas', id);
    return ok({ id });
  },
});

function write(draft: RecordWriter, id: string, given: readonly string[] | undefined): void {
  if (given === undefined) return;
  const entries = Object.fromEntries(given.map((place) => [place, true as const]));
  replaceEntries(draft, 'areas', id, 'places', entries);
}

export const areaCommands = [create, update, setTravel, remove] as const;
