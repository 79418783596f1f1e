import { z } from 'zod';
import { type Import, importSchema, knownChoices, rowsAtOnce } from '#shared/domain/import.ts';
import { idSchema } from '#shared/domain/common.ts';
import { contentId } from '#shared/lib/hash.ts';
import { isJsonObject, type Json } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from '../command.ts';

/** A hash of a value as the import has left it: what differs from it was worked on since. */
export const markOf = (value: unknown): string => contentId(value as Json);

/** The same of a whole record, in which an empty list is none. */
export function markOfRecord(record: object): string {
  const said = Object.entries(record).filter(
    ([, value]: [string, unknown]) => !isJsonObject(value) || Object.keys(value).length > 0,
  );
  return markOf(Object.fromEntries(said));
}

/** The rows of one piece of a file, and what is done about those who are known. */
export function piece<Row extends z.ZodType>(row: Row) {
  return z.strictObject({
    importId: idSchema,
    known: z.enum(knownChoices),
    rows: z.array(z.strictObject({ row, knownId: idSchema.optional() })).max(rowsAtOnce),
  });
}

export const beginImport = defineCommand({
  name: 'import.begin',
  title: 'Bring a file in',
  args: z.strictObject({
    what: importSchema.shape.what,
    fileName: importSchema.shape.fileName,
    columns: importSchema.shape.columns,
    us: importSchema.shape.us,
    phone: importSchema.shape.phone,
  }),
  undoable: false,
  run(draft, { what, fileName, columns, us, phone }, { newId, now, memberId }) {
    const id = newId();
    draft.create('imports', {
      id,
      at: now,
      memberId,
      what,
      fileName,
      ...(columns !== undefined && { columns }),
      ...(us !== undefined && { us }),
      ...(phone !== undefined && { phone }),
      counts: { made: 0, filled: 0, left: 0 },
    });
    return ok({ id });
  },
});

/** An import that goes on; one that was taken back does not. */
export function openImport(records: RecordReader, id: string, what: Import['what']): Result<Import> {
  const found = records.get('imports', id);
  if (found === undefined || found.what !== what || found.undoneAt !== undefined)
    return problem(
      'import.over',
      'This import is over. What it has brought in before is kept.',
      'Begin it anew.',
    );
  return ok(found);
}

/** What a piece has done, beside what those before it have. */
export function countUp(draft: RecordWriter, { id, counts }: Import, done: Import['counts']): void {
  draft.patch('imports', id, {
    counts: {
      made: counts.made + done.made,
      filled: counts.filled + done.filled,
      left: counts.left + done.left,
    },
  });
}
