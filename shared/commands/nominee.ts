import { z } from 'zod';
import { nomineeSchema } from '#shared/domain/nominee.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';

// Written down beside the signed membership, which alone decides: so that a name can be shown.

const notOwner: Result<never> = problem(
  'team.owner-only',
  'An owner of the business decides this. Nothing was changed.',
);

function forget(draft: RecordWriter): void {
  const ids = Array.from(draft.all('nominees'), ({ id }) => id);
  for (const id of ids) draft.remove('nominees', id);
}

const note = defineCommand({
  name: 'nominee.note',
  title: 'Name a nominee',
  args: nomineeSchema.pick({ id: true, name: true }),
  undoable: false,
  internal: true,
  run(draft, { id, name }, { now, isOwner }) {
    if (isOwner !== true) return notOwner;
    forget(draft);
    draft.create('nominees', { id, name, createdAt: now });
    return ok({ id });
  },
});

const end = defineCommand({
  name: 'nominee.forget',
  title: 'End the nomination',
  args: z.strictObject({}),
  undoable: false,
  internal: true,
  run(draft, _args, { isOwner }) {
    if (isOwner !== true) return notOwner;
    forget(draft);
    return ok({});
  },
});

export const nomineeCommands = [note, end] as const;
