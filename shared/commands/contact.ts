import { z } from 'zod';
import { filled } from '#shared/lib/given.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { emailAddressSchema, idSchema } from '#shared/domain/common.ts';
import { contactSchema, emailSchema } from '#shared/domain/contact.ts';
import { normalisePhone } from '#shared/domain/phone.ts';
import { defineCommand } from './command.ts';
import { endLimit, setLimit } from './limit.ts';
import { openCorrection, tellRecipients } from './tell-recipients.ts';
import type { RecordReader } from '#shared/records/reader.ts';

const { kind, name, company, phones, addresses, taxIds, tags, language, notes } = contactSchema.shape;
const emails = z.record(z.string(), emailSchema.extend({ address: emailAddressSchema })).optional();

/** What an owner may write down of a contact. Nothing else of the record can be set from outside. */
const details = z.object({
  kind,
  name: name.trim().min(1),
  company,
  phones,
  emails,
  addresses,
  taxIds,
  tags,
  language: language.or(z.literal('')),
  notes,
});
type Details = z.infer<typeof details>;

/** What others may have got of them, and hear of when it was asked to be corrected. */
const corrected = ['name', 'company', 'phones', 'emails', 'addresses', 'taxIds', 'notes'] as const;

const missing = () => problem('contact.missing', 'This contact no longer exists.');

export const createContact = defineCommand({
  name: 'contact.create',
  title: 'Add contact',
  args: details,
  undoable: true,
  run(draft, args, context) {
    const id = context.newId();
    draft.create('contacts', {
      ...filled(args),
      name: args.name,
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
  run(draft, { id, fields }, context) {
    const contact = draft.get('contacts', id);
    if (contact === undefined) return missing();
    const causeId = corrected.some((field) => fields[field] !== undefined)
      ? openCorrection(draft, id)
      : undefined;
    if (causeId !== undefined) tellRecipients(draft, id, { why: 'correction', causeId }, context);
    const wanted = fields.phones ? { ...fields, phones: normalisePhones(draft, fields.phones) } : fields;
    const { phones, emails, addresses, taxIds, tags, ...others } = wanted;
    draft.assign('contacts', id, filled(others));
    if (phones !== undefined) replaceEntries(draft, 'contacts', id, 'phones', phones);
    if (emails !== undefined) replaceEntries(draft, 'contacts', id, 'emails', emails);
    if (addresses !== undefined) replaceEntries(draft, 'contacts', id, 'addresses', addresses);
    if (taxIds !== undefined) replaceEntries(draft, 'contacts', id, 'taxIds', taxIds);
    if (tags !== undefined) replaceEntries(draft, 'contacts', id, 'tags', tags);
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
    draft.patch('contacts', id, { archivedAt: context.now });
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
    draft.unset('contacts', id, 'archivedAt');
    return ok({ id });
  },
});

const keepContact = defineCommand({
  name: 'contact.keepOnDevice',
  title: 'Change whether a contact may leave this device',
  args: z.object({ id: idSchema, on: z.boolean() }),
  undoable: true,
  run(draft, { id, on }, context) {
    if (draft.get('contacts', id) === undefined) return missing();
    if (on) setLimit(draft, id, 'staysOnDevice', context);
    else endLimit(draft, id, 'staysOnDevice', context);
    return ok({ id });
  },
});

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
