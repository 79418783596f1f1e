import { z } from 'zod';
import { filled } from '#shared/lib/given.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { addressSchema, idSchema } from '#shared/domain/common.ts';
import type { JobItem } from '#shared/domain/job.ts';
import { jobItemSchema, jobSchema } from '#shared/domain/job.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { defineCommand } from './command.ts';
import { findBillable, findJob } from './job-find.ts';
import { itemsOfType } from './job-type.ts';
import { jobTimeCommands } from './job-time.ts';
import { jobWorkCommands } from './job-work.ts';
import { addVisit, checkTime, visitSpan } from './visit.ts';
import { visitListCommands } from './visit-lists.ts';
import { changeAddress, shareAddress, siteForJob } from './job-site.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { onlyOpenEnquiry } from '#shared/records/enquiries.ts';
import { jobsBy } from '#shared/records/jobs.ts';
import { addressOfJob } from '#shared/records/sites.ts';

const { title, notes, customerNotes, siteId, typeId } = jobSchema.shape;
const itemInput = z.object({
  name: jobItemSchema.shape.name.trim().min(1),
  quantity: jobItemSchema.shape.quantity,
  unitPrice: jobItemSchema.shape.unitPrice,
  /** Missing: the business's own. */
  currency: jobItemSchema.shape.currency.optional(),
  serviceId: jobItemSchema.shape.serviceId,
});

const createArgs = z.object({
  contactId: idSchema,
  title: title.trim().min(1),
  conversationId: idSchema.optional(),
  notes,
  siteId,
  /** Where it is, for who knows no site: the customer's site there, or a new one. */
  address: addressSchema.optional(),
  enquiryId: idSchema.optional(),
  /** Brings its lines, where none are given, and the checklist of each visit. */
  typeId: idSchema.optional(),
  items: z.array(itemInput).max(200).optional(),
  visit: visitSpan.optional(),
});

export const createJob = defineCommand({
  name: 'job.create',
  title: 'Make job',
  args: createArgs,
  undoable: true,
  run(draft, args, context) {
    const contact = draft.get('contacts', args.contactId);
    if (contact === undefined) return problem('contact.missing', 'This contact no longer exists.');
    const { visit, items = [], address, ...rest } = args;
    if (args.siteId !== undefined && draft.get('sites', args.siteId) === undefined) return noSite();
    const type = args.typeId === undefined ? undefined : draft.get('jobTypes', args.typeId);
    if (args.typeId !== undefined && type === undefined) return noType();
    const fits = visit === undefined ? ok() : checkTime(visit);
    if (!fits.ok) return fits;
    const same = findSame(draft, args);
    if (same !== undefined) return ok({ id: same.id });
    const id = context.newId();
    draft.create('jobs', {
      ...rest,
      id,
      enquiryId: args.enquiryId ?? onlyOpenEnquiry(draft, args.contactId),
      siteId: args.siteId ?? siteForJob(draft, args.contactId, address, context),
      items: Object.fromEntries(
        (args.items === undefined && type !== undefined
          ? itemsOfType(draft, type)
          : items.map((item, order) => priced(draft, item, order))
        ).map((item) => [context.newId(), item]),
      ),
      createdAt: context.now,
    });
    if (visit !== undefined) addVisit(draft, id, visit, context);
    shareAddress(draft, args.contactId, id, address);
    return ok({ id });
  },
});

const updateJob = defineCommand({
  name: 'job.update',
  title: 'Change job',
  args: z.object({
    id: idSchema,
    fields: z
      .object({
        title: title.trim().min(1),
        notes,
        customerNotes,
        siteId,
        address: addressSchema,
        contactId: idSchema,
        /** Brings the form of its report, and neither lines nor checklist: those it has begun with. */
        typeId,
      })
      .partial(),
  }),
  undoable: true,
  run(draft, { id, fields: { address, ...fields } }, context) {
    const found = findJob(draft, id);
    if (!found.ok) return found;
    const contactId = fields.contactId;
    if (contactId !== undefined && contactId !== found.value.contactId) {
      if (!isOpenJob(found.value))
        return problem('job.done', 'The customer of a finished job cannot change.');
      if (draft.get('contacts', contactId) === undefined)
        return problem('contact.missing', 'This contact no longer exists.');
    }
    if (fields.siteId !== undefined && draft.get('sites', fields.siteId) === undefined) return noSite();
    if (fields.typeId !== undefined && draft.get('jobTypes', fields.typeId) === undefined) return noType();
    const customer = contactId ?? found.value.contactId;
    draft.assign('jobs', id, filled(fields));
    if (address !== undefined)
      changeAddress(draft, { ...found.value, contactId: customer }, address, context);
    shareAddress(draft, customer, id, address);
    return ok({ id });
  },
});

const setItem = defineCommand({
  name: 'job.setItem',
  title: 'Change work and prices',
  args: z.object({ id: idSchema, itemId: idSchema.optional(), item: itemInput }),
  undoable: true,
  run(draft, { id, itemId, item }, context) {
    const found = findBillable(draft, id);
    if (!found.ok) return found;
    const items = found.value.items ?? {};
    const key = itemId ?? context.newId();
    const last = Math.max(-1, ...Object.values(items).map(({ order }) => order));
    const order = items[key]?.order ?? last + 1;
    draft.putEntry('jobs', id, 'items', key, { ...items[key], ...priced(draft, item, order) });
    return ok({ id, itemId: key });
  },
});

const noType = () => problem('jobType.missing', 'This type of job no longer exists.');
const noSite = () => problem('site.missing', 'This site no longer exists.', 'Choose another one.');

/** A price is never without its currency; XXX is ISO 4217's for "none", where there is no business yet. */
function priced(records: RecordReader, item: z.infer<typeof itemInput>, order: number): JobItem {
  const own = records.get('business', 'business')?.currency ?? 'XXX';
  return { ...item, currency: item.currency ?? own, order };
}

const removeItem = defineCommand({
  name: 'job.removeItem',
  title: 'Remove work from job',
  args: z.object({ id: idSchema, itemId: idSchema }),
  undoable: true,
  run(draft, { id, itemId }) {
    const found = findBillable(draft, id);
    if (!found.ok) return found;
    draft.removeEntry('jobs', id, 'items', itemId);
    return ok({ id });
  },
});

/**
 * The open job that was made of the same words already: a second click, or a colleague’s, leads to it instead of making
 * it twice.
 */
function findSame(
  records: RecordReader,
  { contactId, conversationId, title, visit, address }: z.output<typeof createArgs>,
): PlannedJob | undefined {
  if (conversationId === undefined) return undefined;
  for (const job of jobsBy(records, 'conversationId', conversationId)) {
    const isThen =
      visit === undefined ||
      Object.values(job.visits).some(({ start, end }) => start === visit.start && end === visit.end);
    const isThere = address?.street === undefined || addressOfJob(records, job)?.street === address.street;
    const isSame = job.contactId === contactId && job.title === title;
    if (isSame && isThen && isThere && isOpenJob(job)) return job;
  }
  return undefined;
}

export const jobCommands = [
  createJob,
  updateJob,
  setItem,
  removeItem,
  ...jobWorkCommands,
  ...jobTimeCommands,
  ...visitListCommands,
] as const;
