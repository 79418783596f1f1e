import { z } from 'zod';
import { type Collection, type CollectionName, collections } from '#shared/domain/collections.ts';
import { idSchema } from '#shared/domain/common.ts';
import type { Json } from '#shared/lib/json.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { valueAt } from '#shared/records/change.ts';
import { writeRaw } from '#shared/records/raw.ts';
import { defineCommand } from './command.ts';

const names = Object.keys(collections) as CollectionName[];
const changeable = names.filter((name) => (collections[name] as Collection).immutable !== true);

const removeSetAside = defineCommand({
  name: 'record.removeSetAside',
  title: 'Remove what could not be read',
  args: z.object({
    collection: z.enum(changeable as [CollectionName, ...CollectionName[]]),
    id: idSchema,
    paths: z
      .array(z.array(z.string().max(200)).min(1).max(8))
      .min(1)
      .max(100),
  }),
  // What is taken away does not fit: it could not be brought back as it was.
  undoable: false,
  internal: true,
  run(draft, { collection, id, paths }) {
    const record = draft.get(collection, id) as Json | undefined;
    if (record === undefined) return problem('record.missing', 'This is not there any more.');
    // What is shown in its place becomes what is written.
    for (const path of paths) writeRaw(draft, collection, id, path, valueAt(record, path));
    return ok({ id });
  },
});

export const setAsideCommands = [removeSetAside] as const;
