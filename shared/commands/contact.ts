import { z } from 'zod';
import { ok, problem } from '#shared/lib/result.ts';
import { emailAddressSchema, idSchema } from '#shared/domain/common.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { contactSchema, emailSchema } from '#shared/domain/contact.ts';
import { normalisePhone } from '#shared/domain/phone.ts';
import { defineCommand } from './command.ts';
import type { RecordReader, RecordWriter } from './records.ts';

const { name, company, phones, addresses, taxIds, tags, notes, doNotContact } = contactSchema.shape;
const emails = z.record(z.string(), emailSchema.extend({ address: emailAddressSchema })).optional();

/** What an owner may write down of a contact. Nothing else of the record can be set from outside. */
const details = z.object({
  name: name.trim().min(1),
  company,
  phones,
  emails,
  addresses,
  taxIds,
  tags,
  notes,
  doNotContact,
});
type Details = z.infer<typeof details>;

/** Fields whose entries are kept one by one, so that two devices can each add one. */
const mapFields = ['phones', 'emails', 'addresses', 'taxIds', 'tags'] as const;

const missing = () => problem('contact.missing', 'This contact no longer exists.');

const createContact = defineCommand({
  name: 'contact.create',
  title: 'Add contact',
  args: details,
  undoable: true,
  run(draft, args, context) {
    const id = context.newId();
    draft.create('contacts', {
      ...args,
      phones: normalisePhones(draft, args.phones),
      id,
      createdAt: context.now,
      source: 'owner',
    });
    return ok({ id });
  },
});

const updateContact = defineCommand({
  name: 'contact.update',
  title: 'Change contact',
  args: z.object({ id: idSchema, fields: details.partial() }),
  undoable: true,
  run(draft, { id, fields }) {
    const contact = draft.get('contacts', id);
    if (contact === undefined) return missing();
    const wanted = fields.phones ? { ...fields, phones: normalisePhones(draft, fields.phones) } : fields;
    for (const field of ['name', 'company', 'notes', 'doNotContact'] as const) {
      if (field in wanted) draft.set('contacts', id, field, wanted[field] === '' ? undefined : wanted[field]);
    }
    for (const field of mapFields) replaceEntries(draft, contact, field, wanted[field]);
    return ok({ id });
  },
});

const archiveContact = defineCommand({
  name: 'contact.archive',
  title: 'Archive contact',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }, context) {
    if (draft.get('contacts', id) === undefined) return missing();
    draft.set('contacts', id, 'archivedAt', context.now);
    return ok({ id });
  },
});

const restoreContact = defineCommand({
  name: 'contact.restore',
  title: 'Restore contact',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('contacts', id) === undefined) return missing();
    draft.set('contacts', id, 'archivedAt', undefined);
    return ok({ id });
  },
});

const keepContact = defineCommand({
  name: 'contact.keepOnDevice',
  title: 'Change whether a contact may leave this device',
  args: z.object({ id: idSchema, on: z.boolean() }),
  undoable: true,
  run(draft, { id, on }) {
    if (draft.get('contacts', id) === undefined) return missing();
    draft.set('contacts', id, 'staysOnDevice', on ? true : undefined);
    return ok({ id });
  },
});

/** Writes each entry that differs and removes those left out; `undefined` leaves the field alone. */
function replaceEntries(
  draft: RecordWriter,
  contact: Contact,
  field: (typeof mapFields)[number],
  wanted: Record<string, unknown> | undefined,
): void {
  if (wanted === undefined) return;
  for (const key of Object.keys(contact[field] ?? {})) {
    if (!(key in wanted)) draft.set('contacts', contact.id, [field, key], undefined);
  }
  for (const [key, entry] of Object.entries(wanted)) draft.set('contacts', contact.id, [field, key], entry);
}

function normalisePhones(records: RecordReader, given: Details['phones']): Details['phones'] {
  if (given === undefined) return undefined;
  const country = records.get('business', 'business')?.country;
  const entries = Object.entries(given).map(([key, phone]) => [
    key,
    { ...phone, number: normalisePhone(phone.number, country) },
  ]);
  return Object.fromEntries(entries) as Details['phones'];
}

export const contactCommands = [
  createContact,
  updateContact,
  archiveContact,
  restoreContact,
  keepContact,
] as const;
