import { z } from 'zod';
import type { Contact } from '#shared/domain/contact.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { idSchema } from '#shared/domain/common.ts';
import { isMergedInCircle, mergedContact } from '#shared/domain/contact-merge.ts';
import { defineCommand } from './command.ts';
import type { Change } from '#shared/records/change.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/** Collections whose records belong to a contact and may change hands. What is issued stays as it was issued. */
const belongings = [
  'identities',
  'conversations',
  'sites',
  'relationships',
  'enquiries',
  'bookings',
  'jobs',
  'documents',
] as const;

/** Makes one contact of two. */
export const mergeContacts = defineCommand({
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
    writeMerged(draft, keepId, merged);
    for (const collection of belongings) {
      for (const { id } of draft.by(collection, 'contactId', otherId))
        draft.patch(collection, id, { contactId: keepId });
    }
    for (const { id } of draft.by('relationships', 'companyId', otherId))
      draft.patch('relationships', id, { companyId: keepId });
    for (const { id } of draft.by('tasks', 'aboutId', otherId)) draft.patch('tasks', id, { aboutId: keepId });
    // Under an id of its own: who takes this merge back leaves what another device has said of the same two.
    const mergeId = context.newId();
    draft.putEntry('contacts', keepId, 'sameAs', mergeId, otherId);
    draft.putEntry('contacts', otherId, 'sameAs', mergeId, keepId);
    // The other one stays as a sign to where its invoices and earlier years belong.
    draft.patch('contacts', otherId, { mergedInto: keepId, archivedAt: other.archivedAt ?? context.now });
    return ok({ id: keepId });
  },
});

/** Whether a change notes that a merge has joined two: each merge says so under an id of its own. */
export function saysSame({ collection, path, after }: Change): boolean {
  return collection === 'contacts' && path.length === 2 && path[0] === 'sameAs' && after !== undefined;
}

/** Whether the two that these changes have joined are joined by somebody else as well. */
export function isJoinedByOthers(changes: readonly Change[], records: Pick<RecordReader, 'get'>): boolean {
  const own = changes.find(saysSame);
  const { sameAs = {} } = (own && records.get('contacts', own.id)) ?? {};
  return Object.entries(sameAs).some(
    ([key, other]) => key !== own?.path[1] && (other === true ? key : other) === own?.after,
  );
}

/** Entry by entry where there are several, so that what another device adds meanwhile stays. */
function writeMerged(draft: RecordWriter, id: string, merged: Contact): void {
  const {
    phones = {},
    emails = {},
    addresses = {},
    taxIds = {},
    tags = {},
    preferences = {},
    custom = {},
    apartFrom = {},
    // Said at each of them, one by one.
    restrictions: _restrictions,
    limits: _limits,
    sameAs: _sameAs,
    ...fields
  } = merged;
  draft.assign('contacts', id, fields);
  for (const [key, phone] of Object.entries(phones)) draft.putEntry('contacts', id, 'phones', key, phone);
  for (const [key, email] of Object.entries(emails)) draft.putEntry('contacts', id, 'emails', key, email);
  for (const [key, address] of Object.entries(addresses))
    draft.putEntry('contacts', id, 'addresses', key, address);
  for (const [key, taxId] of Object.entries(taxIds)) draft.putEntry('contacts', id, 'taxIds', key, taxId);
  for (const [key, preference] of Object.entries(preferences))
    draft.putEntry('contacts', id, 'preferences', key, preference);
  for (const [key, value] of Object.entries(custom)) draft.putEntry('contacts', id, 'custom', key, value);
  for (const key of Object.keys(apartFrom)) draft.putEntry('contacts', id, 'apartFrom', key, true);
  for (const key of Object.keys(tags)) draft.putEntry('contacts', id, 'tags', key, true);
}

const keepApart = defineCommand({
  name: 'contact.keepApart',
  title: 'Keep two contacts apart',
  args: z.strictObject({ id: idSchema, otherId: idSchema }),
  undoable: true,
  run(draft, { id, otherId }) {
    if (draft.get('contacts', id) === undefined || draft.get('contacts', otherId) === undefined)
      return problem('contact.missing', 'This contact no longer exists.');
    draft.putEntry('contacts', id, 'apartFrom', otherId, true);
    return ok({ id });
  },
});

const settleMerges = defineCommand({
  name: 'contact.settleMerges',
  title: 'Settle contacts that were merged both ways at once',
  args: z.strictObject({ ids: z.array(idSchema) }),
  undoable: false,
  internal: true,
  evenKeptOnly: true,
  run(draft, { ids }) {
    for (const id of ids)
      if (isMergedInCircle(id, (each) => draft.get('contacts', each)))
        draft.unset('contacts', id, 'mergedInto', 'archivedAt');
    return ok({});
  },
});

export const contactMergeCommands = [mergeContacts, keepApart, settleMerges] as const;
