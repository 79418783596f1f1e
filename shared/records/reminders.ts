import { isInBin } from '#shared/domain/bin.ts';
import { dayOf } from '#shared/domain/day.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import type { Job } from '#shared/domain/job.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import { mailAddressesOf } from '#shared/domain/mail.ts';
import { type ReminderRule, reminderId, reminderSpan } from '#shared/domain/reminder.ts';
import type { VisitRecord } from '#shared/domain/visit.ts';
import { usualMailAccount } from './accounts.ts';
import { readJob } from './jobs.ts';
import type { RecordReader } from './reader.ts';
import { occupantsOf } from './sites.ts';

/** A message that a rule asks for, from when and until when. Epoch milliseconds. */
export interface DueReminder {
  id: string;
  rule: ReminderRule;
  visit: VisitRecord;
  job: Job;
  contact: Contact;
  at: number;
  until: number;
}

/** What the rules ask for between two moments and is not sent yet, the soonest first. */
export function remindersBetween(records: RecordReader, from: number, to: number): DueReminder[] {
  const rules = [...records.all('reminderRules')].filter(({ isOn }) => isOn);
  if (rules.length === 0) return [];
  const found = Array.from(records.all('visits')).flatMap((visit) =>
    rules
      .filter((rule) => mayBeBetween(rule, visit, from, to))
      .flatMap((rule) => reminderFor(records, rule, visit) ?? []),
  );
  return found
    .filter(({ at, until }) => at <= to && until >= from)
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** More than what is kept from the night moves a message, and longer than any makes sense. */
const margin = 4 * 24 * 60 * 60 * 1000;
/** A job is completed around its visits. */
const aroundJob = 60 * 24 * 60 * 60 * 1000;

/** Looked at first, because it costs nothing: most visits are long over. */
function mayBeBetween(
  { kind, minutes }: ReminderRule,
  { time }: VisitRecord,
  from: number,
  to: number,
): boolean {
  const apart = minutes * 60_000 + margin;
  if (kind === 'before' || kind === 'at') return time.start >= from - margin && time.start <= to + apart;
  const slack = kind === 'review' ? aroundJob : 0;
  return time.end >= from - apart - slack && time.end <= to + slack;
}

/** What a rule asks for at a visit as it is planned now; nothing where that has been sent. */
export function reminderFor(
  records: RecordReader,
  rule: ReminderRule,
  visit: VisitRecord,
): DueReminder | undefined {
  const id = reminderId(rule.id, visit.id, visit.time.start);
  const job = readJob(records, visit.jobId);
  // A visit that was called off is none of the job's any more.
  if (job?.visits[visit.id] === undefined || isInBin(job)) return undefined;
  if (records.get('reminders', id) !== undefined) return undefined;
  // Nobody is reminded of work that is done.
  if (rule.kind === 'before' && !isOpenJob(job)) return undefined;
  const span = reminderSpan(rule, visit.time, job.completedAt);
  if (span === undefined || span.at < rule.since || span.at < visit.createdAt) return undefined;
  const contact = recipientOf(records, job, dayOf(visit.time.start, visit.time.zone));
  return contact === undefined || isInBin(contact) ? undefined : { id, rule, visit, job, contact, ...span };
}

/** Who is at the site on that day, else the customer. */
function recipientOf(records: RecordReader, job: Job, day: string): Contact | undefined {
  const occupants = job.siteId === undefined ? [] : occupantsOf(records, job.siteId, day);
  const ids = [...occupants.map(({ contactId }) => contactId), job.contactId];
  return ids.map((id) => records.get('contacts', id)).find((contact) => contact !== undefined);
}

/** Over which conversation a template reaches somebody; nothing where none does. */
export function conversationFor(records: RecordReader, contactId: string): Conversation | undefined {
  const reached = records
    .by('conversations', 'contactId', contactId)
    .filter((talk) => talk.channel === 'whatsapp' && isPrivate(talk));
  return reached.toSorted((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1))[0];
}

/** How a rule's message reaches somebody: by template where it has one, else by e-mail where it has words for that. */
export type ReminderWay = { by: 'template'; talk: Conversation } | { by: 'mail'; to: string };

/** Nothing where no way of the rule's leads to them. */
export function reminderWay(
  records: RecordReader,
  { templateId, mail }: Pick<ReminderRule, 'templateId' | 'mail'>,
  contact: Contact,
): ReminderWay | undefined {
  const talk = templateId === undefined ? undefined : conversationFor(records, contact.id);
  if (talk !== undefined) return { by: 'template', talk };
  const to = mail === undefined ? undefined : mailAddressesOf(contact)[0];
  return to === undefined || usualMailAccount(records) === undefined ? undefined : { by: 'mail', to };
}
