import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { callRowSchema, type Import, rowsAtOnce } from '#shared/domain/import.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from '../command.ts';
import { erasedUpTo, whoIs } from './identity.ts';
import { countUp, openImport } from './import.ts';

const importCalls = defineCommand({
  name: 'import.calls',
  title: 'Bring calls in',
  args: z.strictObject({ importId: idSchema, rows: z.array(callRowSchema).max(rowsAtOnce) }),
  // Each import is taken back as a whole: see `import.undo`.
  undoable: false,
  run(draft, { importId, rows }, context) {
    const open = openImport(draft, importId, 'calls');
    if (!open.ok) return open;
    const { phone } = open.value;
    const done = { made: 0, filled: 0, left: 0 };
    for (const { contactId, ...row } of rows) {
      const contact = whoIs(draft, contactId);
      // Nobody's calls are kept, and none twice.
      const isOver = contact !== undefined && row.at <= erasedUpTo(draft, contact, context);
      if (contact === undefined || isOver || draft.get('phoneCalls', row.id) !== undefined) done.left++;
      else {
        const call = { ...row, contactId: contact.id, importId, createdAt: context.now };
        draft.create('phoneCalls', { ...call, ...(phone !== undefined && { phone }) });
        done.made++;
      }
    }
    countUp(draft, open.value, done);
    return ok(done);
  },
});

/** So many that nothing else has to wait. */
const erasedAtOnce = 500;

/** Erases all calls, whatever lists they came of, a part at a time: `isDone` says whether there is more. */
const eraseCalls = defineCommand({
  name: 'calls.erase',
  title: 'Erase all calls',
  args: z.strictObject({}),
  undoable: false,
  run(draft) {
    const part = first(draft, erasedAtOnce, () => true);
    for (const id of part) draft.remove('phoneCalls', id);
    return ok({ removed: part.length, isDone: part.length < erasedAtOnce });
  },
});

/** Takes the calls of one list back. */
export function takeCallsBack(
  draft: RecordWriter,
  { id: importId, undoneAt }: Import,
  { now, atOnce }: { now: number; atOnce: number },
): Result<{ removed: number; restored: number; stayed: number; isDone: boolean }> {
  const part = first(draft, atOnce, (call) => call.importId === importId);
  for (const id of part) draft.remove('phoneCalls', id);
  const isDone = part.length < atOnce;
  if (isDone && undoneAt === undefined) draft.patch('imports', importId, { undoneAt: now });
  return ok({ removed: part.length, restored: 0, stayed: 0, isDone });
}

function first(
  records: RecordReader,
  most: number,
  isMeant: (call: { importId: string }) => boolean,
): string[] {
  const ids: string[] = [];
  for (const call of records.all('phoneCalls')) {
    if (isMeant(call)) ids.push(call.id);
    if (ids.length === most) break;
  }
  return ids;
}

export const phoneCallCommands = [importCalls, eraseCalls] as const;
