import { saidIn } from '#shared/agent/autopilot/gate.ts';
import { servedMember } from '#shared/agent/technician/served-member.ts';
import { isInBin } from '#shared/domain/bin.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { isAside, isPrivate, waitingSince } from '#shared/domain/conversation-state.ts';
import { type Enquiry, isOpenEnquiry } from '#shared/domain/enquiry.ts';
import type { Job } from '#shared/domain/job.ts';
import { type JobEventKind, standingEvents } from '#shared/domain/job-event.ts';
import { arrivalOf } from '#shared/domain/message-order.ts';
import type { OwnRule, RuleJobState, RuleWhen } from '#shared/domain/own-rule.ts';
import { holdsWord } from '#shared/domain/rule-words.ts';
import { contentId } from '#shared/lib/hash.ts';
import { isWon } from '#shared/records/enquiries.ts';
import { plan } from '#shared/records/jobs.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { conversationFor } from '#shared/records/reminders.ts';
import { meansMessage } from './message-match.ts';
import { type Cause, type CauseSpan, isGone } from './cause.ts';
import { bookingCauses, invoiceCauses } from './paper-causes.ts';
import { businessHours, workingLater } from './working.ts';

/** The id of a run: the same on every device. */
export function runId(ruleId: string, { key, step }: Pick<Cause, 'key' | 'step'>): string {
  return contentId(['rule-run', ruleId, key, step]);
}

/** What has made a rule run, or would have, between two moments; the oldest first. */
export function causesOf(records: RecordReader, rule: OwnRule, span: CauseSpan): Cause[] {
  const found = rule.when === undefined ? [] : find(records, rule.when, { ...span, ruleId: rule.id });
  return found
    .filter(({ dueAt }) => dueAt >= span.from && dueAt <= span.to)
    .toSorted((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : Number(a.key > b.key)) || a.step - b.step);
}

interface Looked extends CauseSpan {
  ruleId: string;
}

function find(records: RecordReader, when: RuleWhen, span: Looked): Cause[] {
  if (when.on === 'message')
    return talks(records, when, span).flatMap((talk) => messageCauses(records, when, talk, span));
  if (when.on === 'comment')
    return underPosts(records, when, span).flatMap((talk) => commentCauses(records, when, talk, span));
  if (when.on === 'unanswered')
    return talks(records, when, span).flatMap((talk) => waitCauses(records, when, talk, span));
  if (when.on === 'hand') return startedCauses(records, span);
  if (when.on === 'enquiry' || when.on === 'stage') return enquiryCauses(records, when, span);
  if (when.on === 'arrival') return arrivalCauses(records, when, span);
  if (when.on === 'booking') return bookingCauses(records, when, span);
  if (when.on === 'invoice') return invoiceCauses(records, when, span);
  return jobCauses(records, when, span);
}

function named<Record extends { id: string }>(all: Iterable<Record>, only: CauseSpan['only']): Record[] {
  return Array.from(all).filter(({ id }) => only === undefined || only.has(id));
}

interface Where {
  labelId?: string | undefined;
  accountId?: string | undefined;
}

/** Conversations of customers in which something may have happened since. */
function talks(records: RecordReader, where: Where, span: CauseSpan): Conversation[] {
  return touched(records, where, span).filter(isPrivate);
}

/** The same of what stands under posts. */
function underPosts(records: RecordReader, where: Where, span: CauseSpan): Conversation[] {
  return touched(records, where, span).filter(({ postId }) => postId !== undefined);
}

function touched(
  records: RecordReader,
  { labelId, accountId }: Where,
  { from, only, isPast }: CauseSpan,
): Conversation[] {
  return named(records.all('conversations'), only).filter(
    (talk) =>
      (talk.lastArrivedAt ?? talk.lastInboundAt ?? 0) >= from - longestWait &&
      (labelId === undefined || talk.labels?.[labelId] === true) &&
      (accountId === undefined || talk.accountId === accountId) &&
      (isPast === true || !isAside(talk) || talk.aside?.why === 'quarantine') &&
      !isGone(records, talk.contactId) &&
      servedMember(records, talk) === undefined,
  );
}

/** Somebody may wait over a holiday until minutes of work have passed. */
const dayLength = 24 * 60 * 60 * 1000;
const longestWait = 21 * dayLength;

function messageCauses(
  records: RecordReader,
  when: RuleWhen & { on: 'message' },
  talk: Conversation,
  { from, isPast, ruleId }: Looked,
): Cause[] {
  // What came in on two devices at once may not be summed up yet.
  if ((talk.lastArrivedAt ?? talk.lastInboundAt ?? 0) < from - dayLength) return [];
  const said = saidIn(records, talk.id);
  return said
    .filter((message) => message.direction === 'in' && message.past !== true && arrivalOf(message) >= from)
    .filter((message) => isPast === true || !isAside(talk) || isWhyApart(talk, ruleId, message))
    .filter((message) => meansMessage(records, when, message, { talk, said }))
    .map((message) => ofTalk(talk, message, arrivalOf(message)));
}

function commentCauses(
  records: RecordReader,
  { words = [] }: RuleWhen & { on: 'comment' },
  talk: Conversation,
  { from, isPast }: Looked,
): Cause[] {
  if (isPast !== true && isAside(talk)) return [];
  return saidIn(records, talk.id)
    .filter((message) => message.direction === 'in' && arrivalOf(message) >= from)
    .filter(
      ({ revokedAt, text = '' }) => revokedAt === undefined && (words.length === 0 || holdsWord(text, words)),
    )
    .map((message) => ofTalk(talk, message, arrivalOf(message)));
}

/** Of what waits for a person only that is done which made it wait. */
function isWhyApart({ aside }: Conversation, ruleId: string, { id }: Message): boolean {
  return aside?.why === 'quarantine' && aside.ruleId === ruleId && aside.messageId === id;
}

function waitCauses(
  records: RecordReader,
  { minutes, next }: RuleWhen & { on: 'unanswered' },
  talk: Conversation,
  { isPast }: CauseSpan,
): Cause[] {
  const working = businessHours(records);
  const isOpen = talk.state !== 'resolved' && waitingSince(talk) !== undefined && !isAside(talk);
  if (working === undefined || (isPast !== true && !isOpen)) return [];
  const waits = waitsIn(saidIn(records, talk.id).filter(({ broughtIn }) => broughtIn !== true));
  const looked = isPast === true ? waits : waits.filter(({ until }) => until === undefined);
  return looked.flatMap(({ message, until = Number.POSITIVE_INFINITY }) =>
    [0, ...(next === undefined ? [] : [1, 2])].flatMap((step) => {
      const dueAt = workingLater(message.at, minutes + step * (next?.minutes ?? 0), working);
      return dueAt === undefined || dueAt >= until ? [] : ofTalk(talk, message, dueAt, step);
    }),
  );
}

/** From which message on somebody waited, and until when. */
function waitsIn(said: readonly Message[]): { message: Message; until?: number }[] {
  const waits: { message: Message; until?: number }[] = [];
  for (const message of said) {
    const last = waits.at(-1);
    const isWaiting = last !== undefined && last.until === undefined;
    if (message.direction === 'in' && message.past !== true && !isWaiting) waits.push({ message });
    else if (message.direction === 'out' && isAnswer(message) && isWaiting) last.until = message.at;
  }
  return waits;
}

/** What a rule has sent, and that something has come in, answers nothing. */
function isAnswer({ ruleId, autopilot, answers }: Message): boolean {
  return ruleId === undefined && (autopilot !== true || answers !== undefined);
}

function ofTalk({ id, contactId }: Conversation, message: Message, dueAt: number, step = 0): Cause {
  const about = { aboutKind: 'conversations', aboutId: id, conversationId: id } as const;
  return { ...about, contactId, key: message.id, messageId: message.id, at: message.at, dueAt, step };
}

function enquiryCauses(
  records: RecordReader,
  when: RuleWhen & { on: 'enquiry' | 'stage' },
  { from, only }: CauseSpan,
): Cause[] {
  return named(records.all('enquiries'), only)
    .filter((enquiry) => (when.on === 'enquiry' ? enquiry.createdAt : enquiry.stageAt) >= from)
    .filter((enquiry) => enquiry.archivedAt === undefined && !isInBin(enquiry))
    .filter((enquiry) => when.on === 'enquiry' || enquiry.stage === when.stage)
    .filter((enquiry) => when.on === 'enquiry' || !isMovedByRule(records, enquiry))
    .filter(({ contactId }) => !isGone(records, contactId) && !standsApart(records, contactId))
    .map((enquiry) => {
      const at = when.on === 'enquiry' ? enquiry.createdAt : enquiry.stageAt;
      const key = when.on === 'enquiry' ? enquiry.id : `${enquiry.id} ${enquiry.stage} ${enquiry.stageAt}`;
      return ofEnquiry(records, enquiry, key, at);
    });
}

/** What a program elsewhere has brought, and became an enquiry. */
function arrivalCauses(
  records: RecordReader,
  { sourceId }: RuleWhen & { on: 'arrival' },
  { from, only }: CauseSpan,
): Cause[] {
  return Array.from(records.all('webhookArrivals'))
    .filter((arrival) => sourceId === undefined || arrival.sourceId === sourceId)
    .flatMap(({ id, settledAt = 0, enquiryId = '' }) => {
      const enquiry = records.get('enquiries', enquiryId);
      const isLooked = settledAt >= from && (only === undefined || only.has(enquiryId));
      if (enquiry === undefined || !isLooked || !mayStart(records, enquiry)) return [];
      return ofEnquiry(records, enquiry, id, settledAt);
    });
}

/** What somebody has started by hand; two who start it on one day have started it once. */
function startedCauses(records: RecordReader, { from, only, ruleId }: Looked): Cause[] {
  return named(records.all('enquiries'), only).flatMap((enquiry) => {
    const at = enquiry.started?.[ruleId];
    if (at === undefined || at < from || !mayStart(records, enquiry)) return [];
    return ofEnquiry(records, enquiry, startKey(enquiry.id, at), at);
  });
}

/** What of a start happened: it is one for a day. */
export function startKey(enquiryId: string, at: number): string {
  return `${enquiryId} hand ${Math.floor(at / dayLength)}`;
}

/** Whether something can be started at an enquiry. */
export function mayStart(records: RecordReader, enquiry: Enquiry): boolean {
  const { id, contactId } = enquiry;
  return (
    isOpenEnquiry(enquiry) &&
    !isWon(records, id) &&
    !isGone(records, contactId) &&
    !standsApart(records, contactId)
  );
}

function ofEnquiry(records: RecordReader, enquiry: Enquiry, key: string, at: number): Cause {
  const { id: aboutId, contactId } = enquiry;
  const conversationId = enquiry.conversationId ?? conversationFor(records, contactId)?.id;
  return { aboutKind: 'enquiries', aboutId, contactId, conversationId, key, at, dueAt: at, step: 0 };
}

/** A rule's own work starts no other one. */
function isMovedByRule(records: RecordReader, { id, stageAt }: Enquiry): boolean {
  return records
    .by('ruleRuns', 'aboutId', id)
    .some(({ did }) => Object.values(did).some((deed) => deed.do === 'stage' && deed.at === stageAt));
}

/** Whether all that somebody writes stands apart. */
export function standsApart(records: RecordReader, contactId: string): boolean {
  const all = records.by('conversations', 'contactId', contactId);
  return all.length > 0 && all.every(isAside);
}

function jobCauses(
  records: RecordReader,
  when: RuleWhen & { on: 'job' | 'visitDone' },
  { from, only }: CauseSpan,
): Cause[] {
  return jobsSince(records, from, only).flatMap((job) => {
    if (isInBin(job) || isGone(records, job.contactId) || isBroughtIn(job, when)) return [];
    const events = standingEvents(records.by('jobEvents', 'jobId', job.id));
    const happened =
      when.on === 'visitDone'
        ? events.flatMap(({ id, kind, visitId, recordedAt }) =>
            kind === 'done' && visitId !== undefined ? { key: id, at: recordedAt } : [],
          )
        : stateSince(records, job, when.state);
    return happened.map(({ key, at }) => {
      const conversationId = job.conversationId ?? conversationFor(records, job.contactId)?.id;
      const about = { aboutKind: 'jobs', aboutId: job.id, contactId: job.contactId, conversationId } as const;
      return { ...about, key, at, dueAt: at, step: 0 };
    });
  });
}

/** That a file was brought in makes or plans no job; what happens on it afterwards counts. */
function isBroughtIn({ imported }: Job, when: RuleWhen & { on: 'job' | 'visitDone' }): boolean {
  return (
    imported !== undefined && when.on === 'job' && (when.state === 'created' || when.state === 'scheduled')
  );
}

/** Jobs that were made, planned or worked on since: of the others no walk is needed. */
function jobsSince(records: RecordReader, from: number, only: CauseSpan['only']): Job[] {
  const ids = new Set<string>();
  for (const { id, createdAt } of records.all('jobs')) if (createdAt >= from) ids.add(id);
  for (const { jobId, createdAt } of records.all('visits')) if (createdAt >= from) ids.add(jobId);
  for (const { jobId, recordedAt } of records.all('jobEvents')) if (recordedAt >= from) ids.add(jobId);
  return Array.from(ids, (id) => records.get('jobs', id))
    .filter((job) => job !== undefined)
    .filter(({ id }) => only === undefined || only.has(id));
}

/** By which event a job comes into a state. */
const eventOf: Partial<Record<RuleJobState, JobEventKind>> = {
  enRoute: 'setOut',
  inProgress: 'started',
  completed: 'done',
  cancelled: 'cancelled',
};

/** Since when a job is in a state, where it is. */
function stateSince(records: RecordReader, job: Job, state: RuleJobState): { key: string; at: number }[] {
  const { state: now, visits } = plan(records, job);
  if (state === 'created') return [{ key: `${job.id} created`, at: job.createdAt }];
  if (now !== state) return [];
  if (state === 'scheduled') {
    const planned = Object.keys(visits).flatMap((id) => records.get('visits', id)?.createdAt ?? []);
    return planned.length === 0 ? [] : [{ key: `${job.id} scheduled`, at: Math.min(...planned) }];
  }
  const last = standingEvents(records.by('jobEvents', 'jobId', job.id)).findLast(
    ({ kind }) => kind === eventOf[state],
  );
  return last === undefined ? [] : [{ key: `${job.id} ${last.id}`, at: last.recordedAt }];
}
