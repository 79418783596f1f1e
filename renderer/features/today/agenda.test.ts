import { expect, test } from 'vitest';
import { createMemoryRecords, type MemoryRecords } from '#shared/commands/testing.ts';
import { plumber } from '#shared/agent/testing.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import { planIds } from '#shared/domain/plan.ts';
import { presets, type Role } from '#shared/domain/roles.ts';
import type { Finding } from '#shared/invariants/invariant.ts';
import { expectOk } from '#shared/lib/result.ts';
import { allJobs } from '#shared/records/jobs.ts';
import { rightIn } from '#renderer/state/session.ts';
import { agendaOf } from './agenda.ts';
import { numbersOf, sumsOwed } from './numbers.ts';
import type { TodaySources } from './sources.ts';

const hour = 3_600_000;
const timeZone = 'Europe/Vienna';
const today = '2026-11-20';
/** Friday, ten in the morning. */
const now = momentOf(today, '10:00', timeZone)!;

function put(
  memory: MemoryRecords,
  collection: CollectionName,
  record: { id: string; [field: string]: unknown },
) {
  memory.apply([{ collection, id: record.id, path: [], before: undefined, after: record as never }]);
}

/** A plumber with one customer. */
function office() {
  const memory = createMemoryRecords();
  memory.context.now = now;
  put(memory, 'business', { ...plumber, timeZone });
  for (const id of ['member-1', 'member-2']) put(memory, 'members', { id, name: id, createdAt: 0 });
  const keller = expectOk(memory.run('contact.create', { name: 'Keller' })).id;
  const job = (title: string, visit?: { start: number; end: number }) =>
    expectOk(memory.run('job.create', { contactId: keller, title, ...(visit && { visit }) })).id;
  const task = (title: string, fields: object = {}) =>
    expectOk(memory.run('task.create', { title, ...fields })).id;
  const talk = (id: string, fields: object = {}) =>
    put(memory, 'conversations', {
      id,
      contactId: keller,
      channel: 'whatsapp',
      accountId: '1',
      state: 'open',
      createdAt: 0,
      lastAt: now - hour,
      lastInboundAt: now - hour,
      lastDirection: 'in',
      ...fields,
    });
  return { memory, keller, job, task, talk };
}

function sourcesOf(memory: MemoryRecords, role: Role = 'owner', findings: Finding[] = []): TodaySources {
  const right = (name: Parameters<typeof rightIn>[1]) => rightIn(presets[role], name);
  const viewer = {
    memberId: 'member-1',
    staffIds: new Set(['member-1']),
    seesOwnVisitsOnly: role === 'technician',
    right,
  };
  const jobs = allJobs(memory.records);
  return { records: memory.records, jobs, findings, lateWork: [], viewer, now, timeZone };
}

/** The lines in a word or two each. */
function linesOf(memory: MemoryRecords, role?: Role, findings?: Finding[]): string[] {
  return agendaOf(sourcesOf(memory, role, findings)).lines.map((line) => {
    const late = line.isLate ? 'late ' : '';
    if (line.kind === 'task') return `${late}task ${line.task.title}`;
    if (line.kind === 'visit' || line.kind === 'bill') return `${late}${line.kind} ${line.title}`;
    return `${late}${line.kind}`;
  });
}

const span = (from: number) => ({ start: from, end: from + hour });

test('what is late comes first, what has waited longest before the rest, and billing last', () => {
  const { memory, job, task, talk } = office();
  const billed = job('Tap');
  expectOk(memory.run('job.complete', { id: billed }));
  job('Boiler', span(now - hour / 2));
  job('Later today', span(now + hour));
  task('Ring Ben', { due: { day: addDays(today, -1) } });
  task('Order pipes', { due: { day: today } });
  task('Not yet', { due: { day: addDays(today, 1) } });
  task('Some day');
  talk('asked');
  const finding = { id: 'f', sides: [], decides: 'work', settlements: [] } as unknown as Finding;
  expect(linesOf(memory, 'owner', [finding])).toEqual([
    'late task Ring Ben',
    'late visit Boiler',
    'answer',
    'task Order pipes',
    'decide',
    'bill Tap',
  ]);
});

test('a task of today is late once its time has passed, on the clock of the business', () => {
  const { memory, task } = office();
  task('At nine', { due: { day: today, time: '09:00' } });
  task('At eleven', { due: { day: today, time: '11:00' } });
  expect(linesOf(memory)).toEqual(['late task At nine', 'task At eleven']);
});

test('what is left to a colleague does not stand in one’s own list', () => {
  const { memory, task, talk } = office();
  task('Mine', { due: { day: today }, memberId: 'member-1' });
  task('Theirs', { due: { day: today }, memberId: 'member-2' });
  talk('theirs', { assigneeId: 'member-2' });
  expect(linesOf(memory)).toEqual(['task Mine']);
});

test('a customer whom the assistant left to a person stands there with the reason until a person answers', () => {
  const { memory, talk } = office();
  const handedOff = { at: now - hour / 2, reason: 'The customer wants a person.' };
  // The assistant has told the customer, which is the newest line.
  talk('left', { handedOff, lastDirection: 'out', answeredUpTo: now });
  expect(agendaOf(sourcesOf(memory)).lines).toMatchObject([
    { kind: 'answer', isLate: true, isWaiting: false, reason: handedOff.reason },
  ]);
  const said = { conversationId: 'left', type: 'text', direction: 'out', text: 'x' };
  put(memory, 'messages', { ...said, id: 'a', at: now - hour / 4, autopilot: true });
  expect(linesOf(memory)).toEqual(['late answer']);
  put(memory, 'messages', { ...said, id: 'b', at: now - 1 });
  expect(linesOf(memory)).toEqual([]);
});

test('who asks for work by phone is to be called back, and whoever wrote to be answered once', () => {
  const { memory, keller, talk } = office();
  const { id } = expectOk(memory.run('enquiry.create', { contactId: keller, title: 'New boiler' }));
  expect(linesOf(memory)).toEqual(['callBack']);
  talk('wrote');
  expect(linesOf(memory)).toEqual(['answer']);
  memory.apply([{ collection: 'conversations', id: 'wrote', path: [], before: undefined, after: undefined }]);
  expectOk(memory.run('enquiry.setStage', { id, stage: 'contacted' }));
  expect(linesOf(memory)).toEqual([]);
});

test('whoever asked on the public page is answered there, and not called back as well', () => {
  const { memory, keller } = office();
  const { id } = expectOk(memory.run('enquiry.create', { contactId: keller, title: 'New boiler' }));
  const asked = { contactId: keller, enquiryId: id, at: now, wishes: [], name: 'Keller', language: 'en' };
  put(memory, 'bookings', { ...asked, id: 'asked', secret: 's', state: 'asked', stateAt: now });
  expect(linesOf(memory)).toEqual(['booking']);
});

test('a visit without an hour is in time as long as its day lasts', () => {
  const { memory, job } = office();
  const id = job('Any time', span(now - 2 * hour));
  const [visit] = memory.records.by('visits', 'jobId', id);
  const day = {
    start: momentOf(today, '00:00', timeZone)!,
    end: momentOf(addDays(today, 1), '00:00', timeZone)!,
  };
  put(memory, 'visits', { ...visit!, time: { ...visit!.time, ...day, anyTime: true } });
  expect(linesOf(memory)).toEqual([]);
  const before = { start: day.start - 24 * hour, end: day.start };
  put(memory, 'visits', { ...visit!, time: { ...visit!.time, ...before, anyTime: true } });
  expect(linesOf(memory)).toEqual(['late visit Any time']);
});

test('a technician sees own visits and tasks, and nothing of money and customers’ messages', () => {
  const { memory, job, task, talk } = office();
  expectOk(memory.run('job.complete', { id: job('Tap') }));
  const visitOf = (id: string) => memory.records.by('visits', 'jobId', id)[0]!.id;
  for (const [title, memberId] of [
    ['Mine', 'member-1'],
    ['Theirs', 'member-2'],
  ] as const) {
    const id = job(title, span(now - hour / 2));
    expectOk(memory.run('job.assignVisit', { id, visitId: visitOf(id), staffIds: [memberId] }));
  }
  task('Order pipes', { due: { day: today } });
  talk('asked');
  expect(linesOf(memory, 'technician')).toEqual(['late visit Mine', 'task Order pipes']);
  expect(Object.keys(numbersOf(sourcesOf(memory, 'technician')))).toEqual(['nextVisit']);
});

test('amounts of two currencies are never added up', () => {
  const { memory, keller } = office();
  const item = { name: 'Work', quantity: '2' };
  const items = [
    { ...item, unitPrice: '8000', currency: 'EUR' },
    { ...item, unitPrice: '5000', currency: 'GBP' },
    { ...item, unitPrice: '1000', currency: 'EUR' },
  ];
  const { id } = expectOk(memory.run('job.create', { contactId: keller, title: 'Tap', items }));
  expectOk(memory.run('job.complete', { id }));
  const sums = [
    { currency: 'EUR', amount: 18_000n },
    { currency: 'GBP', amount: 10_000n },
  ];
  expect(agendaOf(sourcesOf(memory)).lines).toMatchObject([{ kind: 'bill', sums }]);
  expect(numbersOf(sourcesOf(memory)).unbilled).toEqual({ sums, count: 1 });
});

test('what a plan is billed in advance stands there to be checked and issued, and a visit within its price does not', () => {
  const { memory, keller } = office();
  const times = { first: today, rule: 'FREQ=MONTHLY', time: '09:00', minutes: 60 };
  const terms = { billing: 'month' as const, price: { amount: '3000', currency: 'EUR' } };
  const items = [{ name: 'Service', quantity: '1', unitPrice: '9000', currency: 'EUR' }];
  const { id } = expectOk(
    memory.run('plan.create', { contactId: keller, title: 'Boiler', times, items, terms }),
  );
  expectOk(memory.run('job.complete', { id: planIds(id, today).jobId }));
  expectOk(memory.run('plan.bill', {}));
  const sums = [{ currency: 'EUR', amount: 3000n }];
  expect(agendaOf(sourcesOf(memory)).lines).toMatchObject([{ kind: 'draft', contactId: keller, sums }]);
  expect(numbersOf(sourcesOf(memory)).unbilled).toEqual({ sums, count: 1 });
  expect(linesOf(memory, 'technician')).toEqual([]);
  expectOk(memory.run('invoice.issue', { id: memory.list('documents')[0]!.id }));
  expect(linesOf(memory)).toEqual([]);
});

test('what is owed and late follows the day on which it falls due', () => {
  const { memory, keller } = office();
  const lines = [{ name: 'Work', quantity: '1', unitPrice: '10000', taxIds: [] }];
  const { id } = expectOk(memory.run('invoice.draft', { contactId: keller, lines }));
  const { issuedId } = expectOk(memory.run('invoice.issue', { id }));
  const { dueDate, totals, currency } = memory.records.get('issued', issuedId)!;
  const sums = [{ currency, amount: BigInt(totals.gross) }];
  expect(sumsOwed(memory.records, dueDate!)).toEqual({ owed: sums, late: [] });
  expect(sumsOwed(memory.records, addDays(dueDate!, 1))).toEqual({ owed: sums, late: sums });
});

test('tomorrow is the next day of the business, whatever the time at UTC', () => {
  const { memory, job, keller } = office();
  const tomorrow = addDays(today, 1);
  expect(agendaOf(sourcesOf(memory)).tomorrow).toEqual({ count: 0, first: undefined });
  const first = momentOf(tomorrow, '00:30', timeZone)!;
  expect(dayOf(first, 'UTC')).toBe(today);
  job('Second', span(first + 9 * hour));
  job('First', span(first));
  job('The day after', span(first + 24 * hour));
  expect(agendaOf(sourcesOf(memory)).tomorrow).toEqual({
    count: 2,
    first: { contactId: keller, start: first, anyTime: false },
  });
  expect(numbersOf(sourcesOf(memory)).nextVisit?.visit).toMatchObject({ start: first });
});

test('what programs sent and were not told stands there once for each, for who may decide, until it is settled', () => {
  const { memory, keller, job } = office();
  const aboutId = job('Tap');
  put(memory, 'webhookSources', { id: 'form', createdAt: 0, name: 'Website' });
  put(memory, 'webhookEndpoints', {
    id: 'books',
    createdAt: 0,
    name: 'Books',
    url: 'https://books.example/',
  });
  for (const id of ['one', 'two'])
    put(memory, 'webhookArrivals', { id, at: now - hour, sourceId: 'form', body: '{}' });
  const told = {
    at: now,
    createdAt: now,
    ruleId: 'r',
    contactId: keller,
    key: 'k',
    kind: 'job.done',
    fields: [],
  };
  const delivery = { ...told, endpointId: 'books', aboutKind: 'jobs', aboutId };
  const tries = (many: number) =>
    Object.fromEntries(
      Array.from({ length: many }, (_, at) => [`${at + 1}`, { at: now, endedAt: now, why: 'slow' }]),
    );
  put(memory, 'webhookDeliveries', { id: 'failed', ...delivery, attempts: tries(10) });
  put(memory, 'webhookDeliveries', { id: 'trying', ...delivery, attempts: tries(3) });
  const said = () =>
    agendaOf(sourcesOf(memory)).lines.flatMap((line) =>
      line.kind === 'arrivals' || line.kind === 'untold' ? [[line.kind, line.name, line.count]] : [],
    );
  expect(said()).toEqual([
    ['arrivals', 'Website', 2],
    ['untold', 'Books', 1],
  ]);
  expect(linesOf(memory, 'technician')).toEqual([]);
  expectOk(memory.run('webhookArrival.putAway', { id: 'one' }));
  expectOk(memory.run('webhook.giveUp', { id: 'failed' }));
  expect(said()).toEqual([['arrivals', 'Website', 1]]);
});

test('what a removed device has written too late stands there for an owner', () => {
  const { memory } = office();
  const records = [{ key: 'jobs/j', collection: 'jobs' as const, is: 'written' as const }];
  const lateWork = [{ id: 'd9', name: 'Old phone', isMember: false, records }];
  expect(agendaOf({ ...sourcesOf(memory), lateWork }).lines).toMatchObject([
    { kind: 'lateWork', name: 'Old phone', count: 1 },
  ]);
});

test('whoever may be in danger comes first, until a person looks after them', () => {
  const { memory, job, talk } = office();
  job('Tap', span(now - 3 * hour));
  const dangers = { m1: { kind: 'gas', strength: 'certain', language: 'en', at: now, words: 'gas' } };
  talk('calm');
  talk('gas', { dangers, lastInboundAt: now });
  expect(agendaOf(sourcesOf(memory)).lines[0]).toMatchObject({ conversationId: 'gas', danger: 'gas' });
  talk('gas', { dangers, dangersTaken: { m1: now }, lastInboundAt: now });
  expect(agendaOf(sourcesOf(memory)).lines.map(({ kind }) => kind)).toEqual(['visit', 'answer', 'answer']);
});
