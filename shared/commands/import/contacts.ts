import type { z } from 'zod';
import type { Contact } from '#shared/domain/contact.ts';
import { fitsField } from '#shared/domain/custom-field.ts';
import { type ContactRow, contactRowSchema } from '#shared/domain/import.ts';
import { isSamePhone } from '#shared/domain/phone.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from '../command.ts';
import { isOfErased } from '../suppression.ts';
import { whoIs } from './identity.ts';
import { countUp, markOf, openImport, piece } from './import.ts';
import { makeContact } from './make-contact.ts';

const args = piece(contactRowSchema);

export const importContacts = defineCommand({
  name: 'import.contacts',
  title: 'Bring contacts in',
  args,
  // Each import is taken back as a whole: see `import.undo`.
  undoable: false,
  run(draft, { importId, known, rows }: z.infer<typeof args>, context) {
    const open = openImport(draft, importId, 'contacts');
    if (!open.ok) return open;
    const done = { made: 0, filled: 0, left: 0 };
    for (const { row, knownId } of rows) {
      const fits = checkCustom(draft, row);
      if (!fits.ok) return fits;
      const contact = known === 'add' ? undefined : whoIs(draft, knownId);
      // Nobody who was erased comes back by an old list; who is here is so anew.
      if (contact === undefined && isOfErased(draft, row, context)) done.left++;
      else if (contact === undefined) {
        makeContact(draft, importId, row, context);
        done.made++;
      } else if (known === 'fill' && fillContact(draft, importId, contact, row, context)) done.filled++;
      else done.left++;
    }
    countUp(draft, open.value, done);
    return ok(done);
  },
});

function checkCustom(records: RecordReader, { custom = {} }: ContactRow): Result<void> {
  for (const [id, value] of Object.entries(custom)) {
    const field = records.get('customFields', id);
    if (field?.of !== 'contacts' || !fitsField(field, value))
      return problem(
        'import.custom',
        `A value of “${field?.name ?? id}” does not fit its field. What was brought in before is kept.`,
        'Choose the columns anew.',
      );
  }
  return ok();
}

/** Adds what the contact lacks and changes nothing that stands there. `false` where it has everything. */
function fillContact(
  draft: RecordWriter,
  importId: string,
  contact: Contact,
  row: ContactRow,
  { newId }: CommandContext,
): boolean {
  const { id } = contact;
  const filled: Record<string, string> = {};
  const put = <Field extends 'phones' | 'emails' | 'addresses' | 'taxIds' | 'tags' | 'custom'>(
    field: Field,
    key: string,
    entry: NonNullable<Contact[Field]>[string],
  ) => {
    draft.putEntry('contacts', id, field, key, entry as never);
    filled[`${field}.${key}`] = markOf(entry);
  };
  for (const field of ['company', 'notes'] as const) {
    const value = row[field];
    if (value === undefined || (contact[field] ?? '') !== '' || value === contact.name) continue;
    draft.patch('contacts', id, { [field]: value });
    filled[field] = markOf(value);
  }
  const missing = missingEntries(draft, contact, row);
  for (const phone of missing.phones) put('phones', newId(), phone);
  for (const email of missing.emails) put('emails', newId(), email);
  for (const address of missing.addresses) put('addresses', newId(), address);
  for (const taxId of missing.taxIds) put('taxIds', newId(), taxId);
  for (const tag of Object.keys(row.tags ?? {})) if (contact.tags?.[tag] !== true) put('tags', tag, true);
  for (const [field, value] of Object.entries(row.custom ?? {}))
    if ((contact.custom?.[field] ?? '') === '') put('custom', field, value);
  const had = contact.imported?.[importId];
  const isFilled = Object.keys(filled).length > 0;
  if (isFilled || row.rowId !== undefined)
    draft.putEntry('contacts', id, 'imported', importId, {
      ...had,
      rowId: row.rowId ?? had?.rowId,
      filled: { ...had?.filled, ...filled },
    });
  return isFilled;
}

/** Phones and emails that are new; addresses and tax numbers where there are none, as two may be one written twice. */
function missingEntries(records: RecordReader, contact: Contact, row: ContactRow) {
  const country = records.get('business', 'business')?.country;
  const phones = Object.values(contact.phones ?? {});
  const emails = new Set(Object.values(contact.emails ?? {}).map(({ address }) => address.toLowerCase()));
  const isEmpty = (entries: object | undefined) => Object.keys(entries ?? {}).length === 0;
  return {
    phones: (row.phones ?? []).filter(
      ({ number }) => !phones.some((phone) => isSamePhone(phone.number, number, country)),
    ),
    emails: (row.emails ?? []).filter(({ address }) => !emails.has(address.toLowerCase())),
    addresses: isEmpty(contact.addresses) ? (row.addresses ?? []) : [],
    taxIds: isEmpty(contact.taxIds) ? (row.taxIds ?? []) : [],
  };
}
