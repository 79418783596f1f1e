import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import type { Business, Service } from '#shared/domain/business.ts';
import type { EnquiryWorth } from '#shared/domain/enquiry.ts';
import { itemOf, type JobItem } from '#shared/domain/job.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import { draftCommands } from '../invoice-draft.ts';
import { issueCommands } from '../invoice-issue.ts';
import { paymentCommands } from '../invoice-payment.ts';
import { identityId } from '../inbox/people.ts';
import { writeMessage } from '#shared/records/messages.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { noteEvent } from '../job-event.ts';
import { addVisit } from '../visit.ts';
import { usualSite } from '../site.ts';
import { sampleEnquiries, type SampleEnquiry } from './enquiries.ts';
import { samplePeople } from './people.ts';
import { sampleTalks, type SampleTalk } from './talks.ts';
import { sampleInvoices, sampleJobs, type SampleInvoice, type SampleJob } from './work.ts';

const [draftInvoice] = draftCommands;
const [issueInvoice] = issueCommands;
const [recordPayment] = paymentCommands;

/** No number of anybody's. */
const sampleAccount = 'sample';

const minute = 60_000;
const quarter = 15 * minute;
const day = 24 * 60 * minute;

/** A small plumbing business in the middle of its week, so that an owner can look around before typing anything. */
const loadSample = defineCommand({
  name: 'sample.load',
  title: 'Load sample data',
  args: z.object({}),
  undoable: false,
  run(draft, _args, context) {
    const business = draft.get('business', 'business');
    if (business === undefined) return problem('business.missing', 'Set up your business first.');
    for (const contact of draft.all('contacts')) {
      if (contact.source === 'sample') return problem('sample.loaded', 'The sample data are here already.');
    }
    const people = createPeople(draft, business, context);
    for (const talk of sampleTalks) createTalk(draft, talk, people, context);
    for (const enquiry of sampleEnquiries) createEnquiry(draft, enquiry, people, business, context);
    const jobs = new Map(
      sampleJobs.map((job) => [job.key, createJob(draft, job, people, business, context)]),
    );
    for (const invoice of sampleInvoices) {
      const made = createInvoice(draft, invoice, jobs, context);
      if (!made.ok) return made;
    }
    return ok({});
  },
});

type Ids = ReadonlyMap<string, string>;

function createPeople(draft: RecordWriter, { country }: Business, context: CommandContext): Ids {
  const ids = new Map<string, string>();
  for (const { key, name, company, phone, email, street, tags, notes, daysAgo } of samplePeople) {
    const id = context.newId();
    ids.set(key, id);
    draft.create('contacts', {
      id,
      name,
      company,
      notes,
      phones: { [context.newId()]: { number: phone } },
      emails: email === undefined ? undefined : { [context.newId()]: { address: email } },
      addresses: { [context.newId()]: { street, city: 'Northside', country } },
      tags: tags === undefined ? undefined : Object.fromEntries(tags.map((tag) => [tag, true])),
      source: 'sample',
      createdAt: context.now - daysAgo * day,
    });
  }
  return ids;
}

function createTalk(draft: RecordWriter, talk: SampleTalk, people: Ids, context: CommandContext): void {
  const conversationId = context.newId();
  const lines = talk.lines.map(([direction, minutesAgo, text]) => {
    const at = context.now - minutesAgo * minute;
    const how =
      direction === 'out'
        ? ({ author: 'owner' } as const)
        : ({ channel: 'whatsapp', accountId: sampleAccount } as const);
    const salt = context.newId();
    const id = writeMessage(draft, { conversationId, direction, type: 'text', at, text, salt, ...how });
    return { id, at, direction, text };
  });
  for (const { id, at, direction } of lines) {
    if (direction !== 'out') continue;
    const statuses = { accepted: at, sent: at + 1_000, delivered: at + 2_000, read: at + 4 * minute };
    draft.create('messageStates', { id, at, statuses });
  }
  const last = lines.at(-1)!;
  draft.create('conversations', {
    id: conversationId,
    contactId: people.get(talk.person)!,
    channel: 'whatsapp',
    accountId: sampleAccount,
    state: talk.state,
    createdAt: lines[0]!.at,
    lastInboundAt: lines.findLast(({ direction }) => direction === 'in')?.at,
    lastAt: last.at,
    lastText: last.text.slice(0, 200),
    lastDirection: last.direction,
    lastMessageId: last.id,
    readUpTo: talk.read ? last.at : undefined,
  });
}

function createEnquiry(
  draft: RecordWriter,
  { person, title, stage, daysAgo, source, calls, expectedInDays, lostReason }: SampleEnquiry,
  people: Ids,
  { timeZone }: Business,
  { newId, now }: CommandContext,
): void {
  const then = now - daysAgo * day;
  const expectedOn = expectedInDays === undefined ? undefined : addDays(dayOf(now, timeZone), expectedInDays);
  const id = newId();
  draft.create('enquiries', {
    id,
    contactId: people.get(person)!,
    title,
    stage,
    stageAt: then,
    source,
    lostReason,
    expectedOn,
    createdAt: then,
  });
  const worth = worthOf(draft, calls);
  if (worth !== undefined) draft.create('enquiryWorths', { id, enquiryId: id, createdAt: then, worth });
}

function worthOf(draft: RecordWriter, calls: number | undefined): EnquiryWorth['worth'] {
  const [first] = inOrder(draft);
  if (calls === undefined || first === undefined) return undefined;
  return { amount: String(BigInt(first.unitPrice) * BigInt(calls)), currency: first.currency };
}

function createJob(
  draft: RecordWriter,
  job: SampleJob,
  people: Ids,
  business: Business,
  context: CommandContext,
): string {
  const id = context.newId();
  const contactId = people.get(job.person)!;
  const visit = visitOf(job, business, context.now);
  draft.create('jobs', {
    id,
    contactId,
    title: job.title,
    notes: job.notes,
    siteId: usualSite(draft, contactId, context),
    items: itemsOf(draft, job, context),
    createdAt: context.now - job.createdDaysAgo * day,
  });
  const visitId = visit === undefined ? undefined : addVisit(draft, id, visit, context);
  noteProgress(draft, job, { id, visitId, visit }, context);
  return id;
}

/** What has happened on a job so far. */
function noteProgress(
  draft: RecordWriter,
  { state, cancelReason: reason }: SampleJob,
  { id, visitId, visit }: { id: string; visitId: string | undefined; visit: ReturnType<typeof visitOf> },
  context: CommandContext,
): void {
  const job = draft.get('jobs', id)!;
  if (state === 'cancelled' && reason !== undefined)
    noteEvent(draft, job, { kind: 'cancelled', reason, at: job.createdAt + day }, context);
  if (visitId === undefined || visit === undefined) return;
  if (state === 'inProgress' || state === 'completed')
    noteEvent(draft, job, { kind: 'started', visitId, at: visit.start }, context);
  if (state === 'completed') noteEvent(draft, job, { kind: 'done', visitId, at: visit.end }, context);
}

function visitOf(
  { visit }: SampleJob,
  { timeZone }: Business,
  now: number,
): { start: number; end: number } | undefined {
  if (visit === undefined) return undefined;
  if (visit === 'now') {
    const start = now - (now % quarter) - 3 * quarter;
    return { start, end: start + 8 * quarter };
  }
  const [daysAhead, from, to] = visit;
  const date = addDays(dayOf(now, timeZone), daysAhead);
  const start = momentOf(date, from, timeZone);
  const end = momentOf(date, to, timeZone);
  return start === undefined || end === undefined ? undefined : { start, end };
}

function inOrder(draft: RecordWriter): Service[] {
  return [...draft.all('services')].toSorted((a, b) => a.order - b.order);
}

/** Prices come from the business's own list, so that the sample is in its currency. */
function itemsOf(
  draft: RecordWriter,
  { items }: SampleJob,
  context: CommandContext,
): Record<string, JobItem> {
  const services = inOrder(draft);
  const lines = items.flatMap(([place, quantity], order) => {
    const service = services[place];
    if (service === undefined) return [];
    return [{ ...itemOf(service, quantity), order } satisfies JobItem];
  });
  return Object.fromEntries(lines.map((line) => [context.newId(), line]));
}

/** Drafted, issued and paid by the same commands as any other, only earlier. */
function createInvoice(
  draft: RecordWriter,
  { job, issuedDaysAgo, paid }: SampleInvoice,
  jobs: Ids,
  context: CommandContext,
): Result<void> {
  const jobId = jobs.get(job)!;
  const { contactId } = draft.get('jobs', jobId)!;
  const then = { ...context, now: context.now - (issuedDaysAgo ?? 0) * day };
  const drafted = draftInvoice.run(draft, { contactId, jobId }, then);
  if (!drafted.ok || issuedDaysAgo === undefined) return drafted.ok ? ok() : drafted;
  const issued = issueInvoice.run(draft, { id: drafted.value.id }, then);
  if (!issued.ok || paid !== true) return issued.ok ? ok() : issued;
  const { issuedId } = issued.value;
  const amount = draft.get('issued', issuedId)!.totals.gross;
  const payment = recordPayment.run(
    draft,
    { issuedId, amount, method: 'transfer' },
    { ...then, now: then.now + day },
  );
  return payment.ok ? ok() : payment;
}

/** Under the demo: its number reaches the sample's customers, so that what they are answered arrives. */
const connectSample = defineCommand({
  name: 'sample.connect',
  title: 'Connect the sample data',
  args: z.object({ accountId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { accountId }, context) {
    for (const conversation of draft.all('conversations')) {
      if (conversation.accountId !== sampleAccount) continue;
      draft.patch('conversations', conversation.id, { accountId });
      const contact = draft.get('contacts', conversation.contactId);
      const [phone] = Object.values(contact?.phones ?? {});
      if (contact === undefined || phone === undefined) continue;
      const value = phone.number.replaceAll(/\D/g, '');
      const id = identityId('phone', value);
      if (draft.get('identities', id) !== undefined) continue;
      const known = { contactId: contact.id, createdAt: context.now };
      draft.create('identities', { id, channel: 'whatsapp', kind: 'phone', value, ...known });
    }
    return ok({});
  },
});

export const sampleCommands = [loadSample, connectSample] as const;
