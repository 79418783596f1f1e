import { z } from 'zod';
import { ok, problem } from '#shared/lib/result.ts';
import { idSchema } from '#shared/domain/common.ts';
import { mergedContact } from '#shared/domain/contact-merge.ts';
import { defineCommand } from './command.ts';
import type { RecordWriter } from './records.ts';

/** Collections whose records belong to a contact and may change hands. What is issued stays as it was issued. */
const belongings = ['identities', 'conversations', 'jobs', 'documents'] as const;

const mergeContacts = defineCommand({
  name: 'contact.merge',
  title: 'Merge contacts',
  args: z.object({ keepId: idSchema, otherId: idSchema }),
  undoable: true,
  run(draft, { keepId, otherId }, context) {
    const keep = draft.get('contacts', keepId);
    const other = draft.get('contacts', otherId);
    if (keep === undefined || other === undefined || keepId === otherId || keep.mergedInto !== undefined)
      return problem(
        'contact.cannot-merge',
        'These two contacts cannot be merged.',
        'Choose another contact.',
      );
    if (other.mergedInto !== undefined)
      return problem('contact.merged', 'This contact has been merged already.');
    const merged = mergedContact(keep, other);
    for (const [field, value] of Object.entries(merged)) writeField(draft, keepId, field, value);
    for (const collection of belongings) {
      for (const record of draft.all(collection))
        if (record.contactId === otherId) draft.set(collection, record.id, 'contactId', keepId);
    }
    // The other one stays as a sign to where its invoices and earlier years belong.
    draft.set('contacts', otherId, 'mergedInto', keepId);
    draft.set('contacts', otherId, 'archivedAt', other.archivedAt ?? context.now);
    return ok({ id: keepId });
  },
});

/** Entry by entry where there are several, so that what another device adds meanwhile stays. */
function writeField(draft: RecordWriter, id: string, field: string, value: unknown): void {
  if (['phones', 'emails', 'addresses', 'taxIds', 'tags'].includes(field)) {
    for (const [key, entry] of Object.entries(value ?? {})) draft.set('contacts', id, [field, key], entry);
  } else if (field !== 'id') draft.set('contacts', id, field, value);
}

export const contactMergeCommands = [mergeContacts] as const;
