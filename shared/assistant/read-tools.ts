import { matchServices } from '#shared/agent/basic/services.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { allJobs } from '#shared/records/jobs.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Business, Service } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import type { JobState } from '#shared/domain/job.ts';
import type { DocumentStatus } from '#shared/domain/invoice-status.ts';
import { accountsOf, documentStatus } from '#shared/domain/invoice-status.ts';
import { isOpenJob, nextVisit, sortedVisits } from '#shared/domain/job-states.ts';
import { dayBounds, momentOf } from '#shared/domain/local-time.ts';
import { availability } from '#shared/agent/slots.ts';
import { freeSpans } from '#shared/domain/availability/free-time.ts';
import { hasHours } from '#shared/domain/availability/working-time.ts';
import { isAside, isPrivate, waitingSince } from '#shared/domain/conversation-state.ts';
import { currentContacts, matchWords, textsOf } from './find.ts';

/** What the tools read from, at a moment (epoch milliseconds). */
export interface ToolContext {
  records: RecordReader;
  business: Business;
  now: number;
}

/** Money that is open, in minor units of its currency. */
interface Owed {
  amount: bigint;
  currency: string;
}

/** One record found, as typed values: ids, states, moments and amounts. No text that a customer wrote. */
export type Finding =
  | { kind: 'contact'; id: string; owes: Owed[]; openJobs: number }
  | { kind: 'job'; id: string; contactId: string; state: JobState; visit?: FoundVisit; invoiced: boolean }
  | FoundInvoice
  | { kind: 'draft'; id: string; contactId: string; jobId?: string }
  | {
      kind: 'conversation';
      id: string;
      contactId: string;
      state: string;
      lastAt: number;
      unanswered: boolean;
    }
  | ({ kind: 'visit'; jobId: string; contactId: string; state: JobState } & FoundVisit)
  | { kind: 'slot'; start: number; end: number }
  | { kind: 'service'; id: string; service: Service };

export interface FoundVisit {
  visitId: string;
  start: number;
  end: number;
}

export interface FoundInvoice {
  kind: 'invoice';
  /** Of the issued document. */
  id: string;
  contactId: string;
  number: string;
  status: DocumentStatus;
  /** Minor units of its currency. */
  total: bigint;
  due: bigint;
  currency: string;
  issueDate: string;
  dueDate?: string | undefined;
}

/** At most so many of a kind: what is asked for in words is looked at, not processed. */
const most = 20;

export function findContacts(
  { records }: ToolContext,
  { words = '' }: { words?: string | undefined },
): Finding[] {
  const matching = [...currentContacts(records)].filter((contact) => matchWords(words, textsOf(contact)));
  const found = matching.slice(0, most);
  if (found.length === 0) return [];
  const owed = owedByContact(records);
  const open = new Map<string, number>();
  for (const job of allJobs(records)) {
    if (isOpenJob(job)) open.set(job.contactId, (open.get(job.contactId) ?? 0) + 1);
  }
  return found.map(({ id }) => ({
    kind: 'contact',
    id,
    owes: owed.get(id) ?? [],
    openJobs: open.get(id) ?? 0,
  }));
}

export const jobFilters = ['open', 'unscheduled', 'toInvoice', 'done', 'any'] as const;
export type JobFilter = (typeof jobFilters)[number];

/** Newest first. */
export function findJobs(
  { records, business, now }: ToolContext,
  {
    words = '',
    contactId,
    state = 'any',
    year,
  }: {
    words?: string | undefined;
    contactId?: string | undefined;
    state?: JobFilter | undefined;
    year?: number | undefined;
  },
): Finding[] {
  const found = allJobs(records).filter(
    (job) =>
      (contactId === undefined || job.contactId === contactId) &&
      isIn(job, state) &&
      (year === undefined || dayOf(lastTouched(job), business.timeZone).startsWith(`${year}-`)) &&
      matchWords(words, [job.title, records.get('contacts', job.contactId)?.name]),
  );
  return found
    .toSorted((a, b) => lastTouched(b) - lastTouched(a))
    .slice(0, most)
    .map((job) => jobFinding(job, records, now));
}

export function jobFinding(job: PlannedJob, records: RecordReader, now: number): Finding {
  const visit = nextVisit(job, now) ?? sortedVisits(job).at(-1);
  const draft = job.documentId === undefined ? undefined : records.get('documents', job.documentId);
  return {
    kind: 'job',
    id: job.id,
    contactId: job.contactId,
    state: job.state,
    invoiced: draft !== undefined,
    ...(visit && { visit: { visitId: visit.id, start: visit.start, end: visit.end } }),
  };
}

export const invoiceFilters = ['open', 'overdue', 'paid', 'draft', 'any'] as const;
export type InvoiceFilter = (typeof invoiceFilters)[number];

/** Issued invoices and drafts, newest first. */
export function findInvoices(
  context: ToolContext,
  {
    words = '',
    contactId,
    state = 'any',
    year,
  }: {
    words?: string | undefined;
    contactId?: string | undefined;
    state?: InvoiceFilter | undefined;
    year?: number | undefined;
  },
): Finding[] {
  const { records } = context;
  const nameOf = (id: string) => records.get('contacts', id)?.name;
  const isWanted = (id: string, number?: string) =>
    (contactId === undefined || id === contactId) && matchWords(words, [number, nameOf(id)]) !== undefined;
  const issued = invoicesOf(context).filter(
    (invoice) =>
      isWanted(invoice.contactId, invoice.number) &&
      hasState(invoice, state) &&
      (year === undefined || invoice.issueDate.startsWith(`${year}-`)),
  );
  const drafts =
    year === undefined && (state === 'draft' || state === 'any') ? [...records.all('documents')] : [];
  const open = drafts
    .filter((draft) => draft.issuedId === undefined && isWanted(draft.contactId))
    .map(({ id, contactId: whose, jobId }): Finding => ({
      kind: 'draft',
      id,
      contactId: whose,
      ...(jobId && { jobId }),
    }));
  return [...open, ...issued].slice(0, most);
}

/** Every invoice with something to pay, the longest due first. */
export function moneyOwed(
  context: ToolContext,
  { contactId }: { contactId?: string | undefined } = {},
): FoundInvoice[] {
  return invoicesOf(context)
    .filter((invoice) => invoice.due > 0n && (contactId === undefined || invoice.contactId === contactId))
    .toSorted((a, b) => ((a.dueDate ?? '9') < (b.dueDate ?? '9') ? -1 : 1));
}

export const conversationFilters = ['unanswered', 'open', 'any'] as const;
export type ConversationFilter = (typeof conversationFilters)[number];

/** Newest first. */
export function findConversations(
  { records }: ToolContext,
  {
    words = '',
    contactId,
    state = 'any',
  }: { words?: string | undefined; contactId?: string | undefined; state?: ConversationFilter | undefined },
): Finding[] {
  return [...records.all('conversations')]
    .filter(
      (talk) =>
        !isAside(talk) &&
        // Who is named is written to alone: what they said under a post is no place for that.
        (contactId === undefined || (talk.contactId === contactId && isPrivate(talk))) &&
        (state === 'any' || talk.state !== 'resolved') &&
        (state !== 'unanswered' || waitingSince(talk) !== undefined) &&
        matchWords(words, [records.get('contacts', talk.contactId)?.name, talk.lastText]),
    )
    .toSorted((a, b) => b.lastAt - a.lastAt)
    .slice(0, most)
    .map((talk) => ({
      kind: 'conversation',
      id: talk.id,
      contactId: talk.contactId,
      state: talk.state,
      lastAt: talk.lastAt,
      unanswered: waitingSince(talk) !== undefined,
    }));
}

/** The visits of a day (`2026-11-21`), earliest first. */
export function visitsOn(
  { records, business }: ToolContext,
  { day }: { day: string },
): Extract<Finding, { kind: 'visit' }>[] {
  const { start: from, end: to } = boundsOf(day, business);
  const found: Extract<Finding, { kind: 'visit' }>[] = [];
  for (const job of allJobs(records)) {
    if (job.state === 'cancelled') continue;
    for (const { id, start, end } of sortedVisits(job)) {
      const { id: jobId, contactId, state } = job;
      if (start < to && end > from)
        found.push({ kind: 'visit', jobId, contactId, state, visitId: id, start, end });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/** What is left of the working hours of a day between its visits, where so many minutes fit in. */
export function freeSlots(
  context: ToolContext,
  { day, minutes = 60 }: { day: string; minutes?: number | undefined },
): Extract<Finding, { kind: 'slot' }>[] {
  const { records, business, now } = context;
  const { start, end } = boundsOf(day, business);
  const { working, taken } = availability(records, business, now);
  if (!hasHours(business.hours)) return [];
  const span = { start: Math.max(start, now), end: Math.max(end, now) };
  return freeSpans(span, minutes, working, taken).map((free) => ({ kind: 'slot', ...free }));
}

/** The price list, or those lines that the words speak of. */
export function prices({ records }: ToolContext, { words = '' }: { words?: string | undefined }): Finding[] {
  const current = [...records.all('services')].filter(({ archivedAt }) => archivedAt === undefined);
  const ordered = current.toSorted((a, b) => a.order - b.order);
  const wanted = words === '' ? ordered : matchServices(words, ordered);
  return wanted.slice(0, most).map((service) => ({ kind: 'service', id: service.id, service }));
}

function invoicesOf({ records, business, now }: ToolContext): FoundInvoice[] {
  const issued = [...records.all('issued')];
  const accounts = accountsOf(issued, records.all('payments'));
  const today = dayOf(now, business.timeZone);
  return issued
    .filter(({ kind }) => kind === 'invoice')
    .toSorted((a, b) => b.issuedAt - a.issuedAt)
    .map((invoice) => {
      const { id, contactId, number, currency, issueDate, dueDate, totals } = invoice;
      const account = accounts.get(id);
      const status = documentStatus(invoice, account, today);
      const due = account?.due ?? 0n;
      return {
        kind: 'invoice',
        id,
        contactId,
        number,
        status,
        total: BigInt(totals.gross),
        due,
        currency,
        issueDate,
        dueDate,
      };
    });
}

function owedByContact(records: RecordReader): Map<string, Owed[]> {
  const issued = [...records.all('issued')];
  const accounts = accountsOf(issued, records.all('payments'));
  const owed = new Map<string, Owed[]>();
  for (const { id, contactId, currency } of issued) {
    const amount = accounts.get(id)?.due ?? 0n;
    if (amount > 0n) owed.set(contactId, [...(owed.get(contactId) ?? []), { amount, currency }]);
  }
  return owed;
}

function isIn(job: PlannedJob, filter: JobFilter): boolean {
  if (filter === 'any') return true;
  if (filter === 'open') return isOpenJob(job);
  if (filter === 'unscheduled') return job.state === 'created';
  if (filter === 'toInvoice') return job.state === 'completed';
  return job.state !== 'cancelled' && !isOpenJob(job);
}

function hasState({ status, due }: FoundInvoice, filter: InvoiceFilter): boolean {
  if (filter === 'any') return true;
  if (filter === 'open') return due > 0n;
  return filter === status;
}

function lastTouched({ completedAt, startedAt, createdAt }: PlannedJob): number {
  return completedAt ?? startedAt ?? createdAt;
}

function boundsOf(day: string, { timeZone }: Business): { start: number; end: number } {
  return dayBounds(momentOf(day, '12:00', timeZone) ?? 0, timeZone);
}
