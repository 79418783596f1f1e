import { z } from 'zod';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { idSchema } from '#shared/domain/common.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { DraftDocument, IssuedDocument, Line } from '#shared/domain/invoice.ts';
import { documentSchema, lineSchema } from '#shared/domain/invoice.ts';
import { dayOf } from '#shared/domain/day.ts';
import type { Job, JobItem } from '#shared/domain/job.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { sortedVisits } from '#shared/domain/job-states.ts';
import { isStanding } from '#shared/domain/invoice-status.ts';
import { creditLines } from '#shared/domain/credit.ts';
import { defineCommand } from './command.ts';
import { personOf } from '#shared/records/merged.ts';
import { payerOf } from '#shared/records/sites.ts';
import { itemLines } from '#shared/records/job-lines.ts';
import { readJob } from '#shared/records/jobs.ts';
import { billedItems } from '#shared/records/plan-visits.ts';
import { seatsToBill } from '#shared/records/seats-to-bill.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

const lineFields = lineSchema.omit({ order: true });

const draftInvoice = defineCommand({
  name: 'invoice.draft',
  title: 'Draft invoice',
  args: z.object({
    contactId: idSchema,
    jobId: idSchema.optional(),
    lines: z.array(lineFields).max(500).optional(),
  }),
  undoable: true,
  run(draft, { contactId, jobId, lines }, context) {
    const business = draft.get('business', 'business');
    if (business === undefined) return problem('business.missing', 'Set up your business first.');
    if (draft.get('contacts', contactId) === undefined) return missingContact();
    const job = jobId === undefined ? undefined : readJob(draft, jobId);
    if (jobId !== undefined && job === undefined) return problem('job.missing', 'This job no longer exists.');
    const present = job === undefined ? undefined : standingDocument(draft, job);
    if (present !== undefined) return ok({ id: present });
    // By its plan, where it is one of a plan's visits.
    const items = job === undefined ? {} : billedItems(draft, job);
    const currency = itemsCurrency(items, business.currency);
    if (!currency.ok) return currency;
    // The given lines are in the business's currency: nothing else is said of them.
    if ((lines?.length ?? 0) > 0 && currency.value !== business.currency)
      return manyCurrencies([business.currency, currency.value]);
    const id = context.newId();
    const given = lines?.map((line, order) => [context.newId(), { ...line, order }] as const) ?? [];
    draft.create('documents', {
      id,
      kind: 'invoice',
      contactId: payerFor(draft, job, context.now, business.timeZone) ?? contactId,
      jobId,
      currency: currency.value,
      supplyDate: job === undefined ? undefined : supplyDay(job, context.now, business.timeZone),
      lines: { ...itemLines(draft, items), ...Object.fromEntries(given) },
      createdAt: context.now,
    });
    if (job !== undefined) draft.patch('jobs', job.id, { documentId: id });
    return ok({ id });
  },
});

const draftSeats = defineCommand({
  name: 'invoice.draftSeats',
  title: 'Draft invoices of who took part',
  args: z.object({ jobId: idSchema, visitId: idSchema.optional() }),
  undoable: true,
  run(draft, { jobId, visitId }, { now }) {
    const business = draft.get('business', 'business');
    const job = readJob(draft, jobId);
    if (business === undefined || job === undefined)
      return problem('job.missing', 'This job no longer exists.');
    const seats = seatsToBill(draft, job).filter((seat) => (visitId ?? seat.visitId) === seat.visitId);
    const ids: string[] = [];
    for (const { contactId = '', documentId: id, items, at } of seats) {
      const [payer] = personOf(draft, contactId).toSorted(keptFirst);
      if (payer === undefined) continue;
      const currency = itemsCurrency(items, business.currency);
      if (!currency.ok) return currency;
      ids.push(id);
      if (draft.get('documents', id) !== undefined) continue;
      draft.create('documents', {
        id,
        kind: 'invoice',
        contactId: payer.id,
        currency: currency.value,
        supplyDate: dayOf(at, business.timeZone),
        lines: itemLines(draft, items),
        createdAt: now,
      });
    }
    if (ids.length > 0) return ok({ ids });
    return problem(
      'invoice.no-seats',
      'Nobody who took part is to be billed.',
      'Who has only a name here is billed once they are a contact.',
    );
  },
});

/** Who was merged into another is billed as that one. */
function keptFirst(a: Contact, b: Contact): number {
  return Number(a.mergedInto !== undefined) - Number(b.mergedInto !== undefined);
}

const updateDraft = defineCommand({
  name: 'invoice.update',
  title: 'Change invoice',
  args: z.object({
    id: idSchema,
    /** A field that is named and `undefined` is cleared. */
    fields: documentSchema
      .pick({
        contactId: true,
        issueDate: true,
        supplyDate: true,
        dueDate: true,
        notes: true,
        discount: true,
      })
      .partial(),
  }),
  undoable: true,
  run(draft, { id, fields }) {
    const document = openDraft(draft, id);
    if (!document.ok) return document;
    if ('contactId' in fields && draft.get('contacts', fields.contactId ?? '') === undefined)
      return missingContact();
    draft.assign('documents', id, fields);
    return ok({ id });
  },
});

const setLine = defineCommand({
  name: 'invoice.setLine',
  title: 'Change line',
  args: z.object({
    id: idSchema,
    /** A new line is added when it is missing or unknown. */
    lineId: idSchema.optional(),
    /** Only the named fields change; one that is named and `undefined` is cleared. */
    fields: lineSchema.partial(),
  }),
  undoable: true,
  run(draft, { id, lineId = '', fields }, context) {
    const document = openDraft(draft, id);
    if (!document.ok) return document;
    const lines = document.value.lines ?? {};
    if (lines[lineId] !== undefined) {
      draft.assignEntry('documents', id, 'lines', lineId, fields);
      return ok({ lineId });
    }
    const added = lineId === '' ? context.newId() : lineId;
    draft.putEntry('documents', id, 'lines', added, { ...emptyLine(draft, lines), ...given(fields) });
    return ok({ lineId: added });
  },
});

const removeLine = defineCommand({
  name: 'invoice.removeLine',
  title: 'Remove line',
  args: z.object({ id: idSchema, lineId: idSchema }),
  undoable: true,
  run(draft, { id, lineId }) {
    const document = openDraft(draft, id);
    if (!document.ok) return document;
    draft.removeEntry('documents', id, 'lines', lineId);
    return ok({ id });
  },
});

const discardDraft = defineCommand({
  name: 'invoice.discardDraft',
  title: 'Discard draft',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    const document = openDraft(draft, id);
    if (!document.ok) return document;
    const { jobId } = document.value;
    if (jobId !== undefined && draft.get('jobs', jobId)?.documentId === id) {
      draft.unset('jobs', jobId, 'documentId');
    }
    draft.remove('documents', id);
    return ok({ id });
  },
});

const creditInvoice = defineCommand({
  name: 'invoice.credit',
  title: 'Draft credit note',
  args: z.object({
    issuedId: idSchema,
    /** Missing: the whole invoice. */
    lineIds: z.array(idSchema).min(1).optional(),
  }),
  undoable: true,
  run(draft, { issuedId, lineIds }, context) {
    const invoice = draft.get('issued', issuedId);
    if (invoice?.kind !== 'invoice') return problem('invoice.missing', 'There is no such issued invoice.');
    return draftCredit(draft, invoice, { id: context.newId(), createdAt: context.now, lineIds });
  },
});

/** Begins the credit note that takes back what is left of an invoice, or of some of its lines. */
export function draftCredit(
  draft: RecordWriter,
  invoice: IssuedDocument,
  { lineIds, ...fields }: Pick<DraftDocument, 'id' | 'createdAt'> & { lineIds?: string[] | undefined },
): Result<{ id: string }> {
  const credits = draft.by('issued', 'correctsId', invoice.id);
  if (!isStanding(invoice, credits))
    return problem('invoice.credited', `Invoice ${invoice.number} has been credited in full already.`);
  const left = Object.entries(creditLines(invoice, credits));
  draft.create('documents', {
    ...fields,
    kind: 'creditNote',
    contactId: invoice.contactId,
    jobId: invoice.jobId,
    correctsId: invoice.id,
    currency: invoice.currency,
    lines: Object.fromEntries(left.filter(([lineId]) => lineIds?.includes(lineId) ?? true)),
  });
  return ok({ id: fields.id });
}

/** The draft, unless it is gone or already issued: what is issued never changes. */
export function openDraft(records: RecordReader, id: string): Result<DraftDocument> {
  const document = records.get('documents', id);
  if (document === undefined) return problem('invoice.missing', 'This draft no longer exists.');
  if (document.issuedId === undefined && !isIssued(records, id)) return ok(document);
  return problem(
    'invoice.issued',
    'This document has been issued and cannot change any more.',
    'To correct it, make a credit note.',
  );
}

/** Undo may have taken the mark off a draft; the issued document itself cannot be taken back. */
function isIssued(records: RecordReader, documentId: string): boolean {
  return records.by('issued', 'documentId', documentId).length > 0;
}

/** The job's draft or standing invoice: a job is invoiced once, unless its invoice was credited in full. */
function standingDocument(draft: RecordWriter, job: Job): string | undefined {
  for (const issued of draft.by('issued', 'jobId', job.id)) {
    if (issued.kind !== 'invoice') continue;
    if (isStanding(issued, draft.by('issued', 'correctsId', issued.id))) return issued.documentId;
  }
  const document = job.documentId === undefined ? undefined : draft.get('documents', job.documentId);
  return document !== undefined && document.issuedId === undefined ? document.id : undefined;
}

/** Who pays for work at the job's site, where somebody else than the customer does. */
function payerFor(
  draft: RecordWriter,
  job: PlannedJob | undefined,
  now: number,
  timeZone: string,
): string | undefined {
  const payer = job?.siteId === undefined ? undefined : payerOf(draft, job.siteId, dayOf(now, timeZone));
  return payer !== undefined && draft.get('contacts', payer) !== undefined ? payer : undefined;
}

/** The day of the job's last visit that has begun, or on which the work was done; none where neither has been. */
function supplyDay(job: PlannedJob, now: number, timeZone: string): string | undefined {
  const begun = sortedVisits(job).filter(({ start }) => start <= now);
  const at = begun.at(-1)?.start ?? job.completedAt;
  return at === undefined ? undefined : dayOf(at, timeZone);
}

/** An invoice has one currency: that of the work on it. Nothing is exchanged, and no number changes its currency. */
function itemsCurrency(items: Record<string, JobItem>, own: string): Result<string> {
  const found = new Set(Object.values(items).map(({ currency }) => currency));
  return found.size > 1 ? manyCurrencies([...found]) : ok([...found][0] ?? own);
}

function manyCurrencies(codes: string[]): Result<never> {
  const names = new Intl.ListFormat('en').format(codes.toSorted());
  return problem(
    'invoice.currencies',
    `The work on this job has prices in ${names}, and an invoice has one currency. No invoice was made.`,
    'Give all work on the job prices in one currency first.',
  );
}

function emptyLine(draft: RecordWriter, lines: Record<string, Line>): Line {
  const last = Math.max(-1, ...Object.values(lines).map((line) => line.order));
  const taxIds = draft.get('business', 'business')?.defaultTaxIds;
  return { name: '', quantity: '1', unitPrice: '0', taxIds, order: last + 1 };
}

function missingContact(): Result<never> {
  return problem('contact.missing', 'This contact no longer exists.', 'Choose another customer.');
}

export const draftCommands = [
  draftInvoice,
  draftSeats,
  updateDraft,
  setLine,
  removeLine,
  discardDraft,
  creditInvoice,
] as const;
