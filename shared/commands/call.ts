import { z } from 'zod';
import { addressSchema, idSchema } from '#shared/domain/common.ts';
import { contactSchema } from '#shared/domain/contact.ts';
import { enquirySchema } from '#shared/domain/enquiry.ts';
import { isSamePhone, normalisePhone } from '#shared/domain/phone.ts';
import { taskSchema } from '#shared/domain/task.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { createContact } from './contact.ts';
import { createEnquiry } from './enquiry.ts';
import { onlyContactWith } from './inbox/lookup.ts';
import { createJob } from './job.ts';
import { siteAt } from './site.ts';
import { createTask, dueInput } from './task.ts';
import { visitSpan } from './visit.ts';

const phoneNumber = contactSchema.shape.phones.unwrap().valueType.shape.number;

const callArgs = z.strictObject({
  /** Who called, where they are known; else a contact is made of name and number. */
  contactId: idSchema.optional(),
  name: contactSchema.shape.name.trim().optional(),
  phone: phoneNumber.optional(),
  /** What they want, in a line: it becomes an enquiry. */
  wanted: enquirySchema.shape.title.trim().optional(),
  notes: enquirySchema.shape.notes,
  siteId: idSchema.optional(),
  /** Where it is, for who knows no site: the caller's site there, or a new one. */
  address: addressSchema.optional(),
  /** A time that was agreed on: the enquiry is a job then. */
  visit: visitSpan.optional(),
  /** Nobody has spoken to them yet: what is to be done, and by when. */
  callBack: z.strictObject({ title: taskSchema.shape.title, due: dueInput }).optional(),
});
type CallArgs = z.output<typeof callArgs>;

const recordCall = defineCommand({
  name: 'call.record',
  title: 'Take down a call',
  args: callArgs,
  undoable: true,
  run(draft, args, context) {
    const { wanted = '', visit, callBack } = args;
    if (visit !== undefined && wanted === '')
      return missingAt('wanted', 'call.nothing', 'Write down what is to be done at this time.');
    const contact = callerOf(draft, args, context);
    if (!contact.ok) return contact;
    const { id: contactId } = contact.value;
    const site = siteOf(draft, contactId, args, context);
    if (!site.ok) return site;
    const siteId = site.value;
    const enquiryId =
      wanted === '' ? ok(undefined) : enquire(draft, { ...args, wanted, contactId, siteId }, context);
    if (!enquiryId.ok) return enquiryId;
    const planned = {
      contactId,
      siteId,
      enquiryId: enquiryId.value,
      title: wanted,
      notes: args.notes,
      visit,
    };
    const job = visit === undefined ? ok(undefined) : createJob.run(draft, planned, context);
    if (!job.ok) return job;
    const about = { aboutKind: 'contacts', aboutId: contactId } as const;
    const task =
      callBack === undefined ? ok(undefined) : createTask.run(draft, { ...callBack, ...about }, context);
    if (!task.ok) return task;
    return ok({
      id: contactId,
      siteId,
      enquiryId: enquiryId.value,
      jobId: job.value?.id,
      taskId: task.value?.id,
    });
  },
});

/** The caller: the one who was chosen, or the only one with this number, or somebody new. */
function callerOf(draft: RecordWriter, args: CallArgs, context: CommandContext): Result<{ id: string }> {
  const { contactId, name = '', phone = '' } = args;
  if (contactId !== undefined && draft.get('contacts', contactId) === undefined)
    return problem(
      'contact.missing',
      'This contact no longer exists.',
      'Choose another one, or write down the name.',
    );
  const number = phone.trim() === '' ? undefined : normalisePhone(phone, countryOf(draft));
  const id = contactId ?? (number === undefined ? undefined : onlyContactWith(draft, number));
  if (id !== undefined) {
    addNumber(draft, id, phone, context);
    return ok({ id });
  }
  if (name === '' && phone.trim() === '')
    return missingAt('name', 'call.nobody', 'Write down a name or a number.');
  const phones = phone.trim() === '' ? undefined : { [context.newId()]: { number: phone.trim() } };
  return createContact.run(draft, { name: name === '' ? phone.trim() : name, phones }, context);
}

/** They called from a number that was not known yet. */
function addNumber(draft: RecordWriter, id: string, phone: string, { newId }: CommandContext): void {
  const country = countryOf(draft);
  const known = Object.values(draft.get('contacts', id)?.phones ?? {});
  if (phone.trim() === '' || known.some(({ number }) => isSamePhone(number, phone, country))) return;
  draft.putEntry('contacts', id, 'phones', newId(), { number: normalisePhone(phone, country) });
}

function siteOf(
  draft: RecordWriter,
  contactId: string,
  { siteId, address }: CallArgs,
  context: CommandContext,
): Result<string | undefined> {
  if (siteId !== undefined && draft.get('sites', siteId) === undefined)
    return problem('site.missing', 'This site no longer exists.', 'Choose another one.');
  return ok(siteId ?? (address === undefined ? undefined : siteAt(draft, contactId, address, context)));
}

function enquire(
  draft: RecordWriter,
  {
    wanted,
    notes,
    contactId,
    siteId,
  }: Pick<CallArgs, 'notes'> & { wanted: string; contactId: string; siteId?: string | undefined },
  context: CommandContext,
): Result<string> {
  const made = createEnquiry.run(draft, { title: wanted, notes, contactId, siteId, source: 'call' }, context);
  if (!made.ok) return made;
  // They have been spoken to.
  draft.patch('enquiries', made.value.id, { stage: 'contacted' });
  return ok(made.value.id);
}

function countryOf(records: RecordReader): string | undefined {
  return records.get('business', 'business')?.country;
}

function missingAt(field: string, code: string, message: string): Result<never> {
  return err({ code, message, fields: [{ path: [field], message }] });
}

export const callCommands = [recordCall] as const;
