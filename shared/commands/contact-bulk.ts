import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { fitsField } from '#shared/domain/custom-field.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';

/** As many as one step takes, so that nothing else has to wait long for it. */
export const bulkLimit = 5000;

const tag = z.string().trim().min(1).max(60);

/** What is done to several contacts at once. */
const bulkSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('addTag'), tag }),
  z.strictObject({ do: z.literal('removeTag'), tag }),
  z.strictObject({ do: z.literal('setKind'), kind: z.enum(['person', 'company']) }),
  /** Left out, the field is emptied. */
  z.strictObject({ do: z.literal('setField'), fieldId: idSchema, value: z.string().max(2000).optional() }),
  z.strictObject({ do: z.literal('archive') }),
  z.strictObject({ do: z.literal('unarchive') }),
]);
export type BulkChange = z.infer<typeof bulkSchema>;

const bulk = defineCommand({
  name: 'contact.bulk',
  title: 'Change several contacts',
  args: z.strictObject({ ids: z.array(idSchema).min(1).max(bulkLimit), change: bulkSchema }),
  undoable: true,
  run(draft, { ids, change }, { now }) {
    const fits = check(draft, change);
    if (!fits.ok) return fits;
    // Who was removed or merged since they were chosen is passed over.
    const there = ids.filter((id) => {
      const contact = draft.get('contacts', id);
      return contact !== undefined && contact.mergedInto === undefined;
    });
    for (const id of there) apply(draft, id, change, now);
    return ok({ count: there.length });
  },
});

function check(records: RecordReader, change: BulkChange): Result<void> {
  if (change.do !== 'setField') return ok();
  const field = records.get('customFields', change.fieldId);
  if (field === undefined || field.of !== 'contacts')
    return problem('customField.missing', 'This field no longer exists.');
  if (change.value !== undefined && !fitsField(field, change.value))
    return problem('contact.bulk-value', 'This is no value of the field. Nothing was changed.');
  return ok();
}

function apply(draft: RecordWriter, id: string, change: BulkChange, now: number): void {
  switch (change.do) {
    case 'addTag':
      return draft.putEntry('contacts', id, 'tags', change.tag, true);
    case 'removeTag':
      return draft.removeEntry('contacts', id, 'tags', change.tag);
    case 'setKind':
      return draft.patch('contacts', id, { kind: change.kind });
    case 'setField':
      return change.value === undefined
        ? draft.removeEntry('contacts', id, 'custom', change.fieldId)
        : draft.putEntry('contacts', id, 'custom', change.fieldId, change.value);
    case 'archive':
      if (draft.get('contacts', id)?.archivedAt !== undefined) return undefined;
      return draft.patch('contacts', id, { archivedAt: now });
    default:
      return draft.unset('contacts', id, 'archivedAt');
  }
}

export const contactBulkCommands = [bulk] as const;
