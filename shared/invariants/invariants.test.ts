import { expect, test } from 'vitest';
import type { AppCommandName, ArgsOf, ValueOf } from '#shared/commands/index.ts';
import { createMemoryRecords, type MemoryRecords } from '#shared/commands/testing.ts';
import type { Business } from '#shared/domain/business.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { Change } from '#shared/records/change.ts';
import type { Finding, InvariantReader } from './invariant.ts';
import { invariants } from './invariants.ts';

const business: Business = {
  id: 'business',
  name: 'Harbour Plumbing',
  trade: 'plumber',
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
  taxes: {},
  pricesIncludeTax: false,
  taxRounding: 'category',
  paymentTermsDays: 14,
  paperSize: 'A4',
  invoiceTemplate: 'modern',
  hours: {},
  createdAt: 0,
};

/** A device that has met the others up to some moment. */
interface Device {
  memory: MemoryRecords;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): ValueOf<Name>;
  unsent: Change[];
}

function device(id: string, place: number): Device {
  const memory = createMemoryRecords();
  let lastId = 0;
  memory.context.deviceId = id;
  memory.context.place = place;
  memory.context.newId = () => `${id}-${++lastId}`;
  memory.apply([
    { collection: 'business', id: 'business', path: [], before: undefined, after: { ...business } as never },
  ]);
  const unsent: Change[] = [];
  return {
    memory,
    unsent,
    run(name, args) {
      memory.context.now += 1000;
      const value = expectOk(memory.run(name, args));
      unsent.push(...memory.lastChanges);
      return value;
    },
  };
}

/** Both have everything afterwards. */
function meet(a: Device, b: Device): void {
  const [fromA, fromB] = [a.unsent.splice(0), b.unsent.splice(0)];
  a.memory.apply(fromB);
  b.memory.apply(fromA);
}

/** All that is to be decided on a device. */
function findings({ memory: { records, context } }: Device): Finding[] {
  const reader: InvariantReader = {
    ...records,
    exists: (collection, id) => records.get(collection, id) !== undefined,
    now: () => context.now,
  };
  return invariants.flatMap(({ watches, subjectsOf, find }) => {
    const subjects = new Set<string>();
    for (const collection of watches)
      for (const record of records.all(collection))
        for (const subject of subjectsOf(collection, record as JsonObject & { id: string }))
          subjects.add(subject);
    return [...subjects].flatMap((subject) => find(subject, reader));
  });
}

const kinds = (of: Device) => findings(of).map(({ kind }) => kind);

/** Does what the first button of the kind's finding does. */
function settle(by: Device, kind: Finding['kind'], at = 0): string {
  const { settlements } = findings(by).find((finding) => finding.kind === kind)!;
  const { command, args } = settlements[at]!;
  return (by.run(command, args as never) as { id: string }).id;
}

/** Two devices with one draft of a job, both offline from now on. */
function twoWithADraft(): { a: Device; b: Device; draftId: string; contactId: string } {
  const [a, b] = [device('a', 1), device('b', 2)];
  const { id: contactId } = a.run('contact.create', { name: 'Marta Kowalska' });
  const { id: jobId } = a.run('job.create', { contactId, title: 'Boiler' });
  a.run('job.setItem', { id: jobId, item: { name: 'Boiler', quantity: '1', unitPrice: '12500' } });
  const { id: draftId } = a.run('invoice.draft', { contactId, jobId });
  meet(a, b);
  return { a, b, draftId, contactId };
}

test('one draft that two owners issue offline is named once, and one credit note settles it for both', () => {
  const { a, b, draftId } = twoWithADraft();
  a.run('invoice.issue', { id: draftId });
  b.run('invoice.issue', { id: draftId });
  meet(a, b);
  expect(kinds(a)).toEqual(['issuedTwice']);
  expect(findings(a)).toEqual(findings(b));
  expect(
    a.memory
      .list('issued')
      .map(({ number }) => number)
      .toSorted(),
  ).toEqual(['A-2026-0001', 'B-2026-0001']);

  // Both begin to settle it while they cannot see each other: that is one draft.
  const [byA, byB] = [settle(a, 'issuedTwice', 1), settle(b, 'issuedTwice', 1)];
  expect(byA).toBe(byB);
  meet(a, b);
  expect(findings(a)[0]).toMatchObject({ begun: byA });
  a.run('invoice.issue', { id: byA });
  meet(a, b);
  expect(findings(a)).toEqual([]);
  expect(findings(b)).toEqual([]);
});

test('two credit notes that settle one finding and meet are a finding of their own, to be charged again', () => {
  const { a, b, draftId } = twoWithADraft();
  a.run('invoice.issue', { id: draftId });
  b.run('invoice.issue', { id: draftId });
  meet(a, b);
  const creditId = settle(a, 'issuedTwice', 1);
  settle(b, 'issuedTwice', 1);
  a.run('invoice.issue', { id: creditId });
  b.run('invoice.issue', { id: creditId });
  meet(a, b);
  expect(kinds(a)).toEqual(['issuedTwice']);

  const charge = settle(a, 'issuedTwice', 1);
  const { issuedId } = a.run('invoice.issue', { id: charge });
  const totals = a.memory.list('issued').map(({ totals }) => BigInt(totals.gross));
  // Of four documents and a fifth that evens them out, what the customer owes is the work, once.
  expect(totals.reduce((sum, gross) => sum + gross, 0n)).toBe(12_500n);
  expect(a.memory.records.get('issued', issuedId)?.totals.gross).toBe('12500');
  meet(a, b);
  expect(findings(a)).toEqual([]);
  expect(findings(b)).toEqual([]);
});

test('two credit notes of one invoice that take more than it asked for are named with it', () => {
  const { a, b, draftId } = twoWithADraft();
  const { issuedId } = a.run('invoice.issue', { id: draftId });
  meet(a, b);
  for (const each of [a, b]) each.run('invoice.issue', { id: each.run('invoice.credit', { issuedId }).id });
  meet(a, b);
  expect(findings(a)).toMatchObject([{ kind: 'creditBeyond', sides: [{ id: issuedId }, {}, {}] }]);
  // The owner may leave it, as what the customer has good: on both devices, and taken back by undo.
  settle(a, 'creditBeyond', 2);
  meet(a, b);
  expect(findings(b)).toEqual([]);
});

test('a payment that two devices record is asked about; one that comes in twice on one device is not', () => {
  const { a, b, draftId } = twoWithADraft();
  const { issuedId } = a.run('invoice.issue', { id: draftId });
  meet(a, b);
  a.run('invoice.recordPayment', { issuedId, amount: '12500', method: 'transfer' });
  b.run('invoice.recordPayment', { issuedId, amount: '12500', method: 'transfer' });
  meet(a, b);
  expect(kinds(a)).toEqual(['paymentTwice']);
  settle(a, 'paymentTwice');
  settle(b, 'paymentTwice');
  meet(a, b);
  expect(findings(a)).toEqual([]);
  expect(a.memory.list('payments').filter(({ reverses }) => reverses !== undefined)).toHaveLength(1);
  a.run('invoice.recordPayment', { issuedId, amount: '12500', method: 'transfer' });
  expect(findings(a)).toEqual([]);
});

test('a number that two documents have is named, however it came to it', () => {
  const { a, contactId } = twoWithADraft();
  for (const times of [1, 2]) {
    const lines = [{ name: `Work ${times}`, quantity: '1', unitPrice: '100' }];
    a.run('invoice.issue', { id: a.run('invoice.draft', { contactId, lines }).id });
  }
  const [first, second] = a.memory.list('issued');
  a.memory.apply([
    { collection: 'issued', id: second!.id, path: ['number'], before: undefined, after: first!.number },
  ]);
  expect(findings(a)).toMatchObject([{ kind: 'numberTwice', decides: 'money' }]);
  a.run('invoice.issue', { id: settle(a, 'numberTwice', 1) });
  expect(findings(a)).toEqual([]);
});

test('two drafts of one job that met are issued once: the second is refused by name', () => {
  const { a, b, draftId, contactId } = twoWithADraft();
  const [job] = b.memory.list('jobs');
  b.run('invoice.discardDraft', { id: draftId });
  const second = b.run('invoice.draft', { contactId, jobId: job!.id });
  a.run('invoice.issue', { id: draftId });
  meet(a, b);
  const refused = b.memory.run('invoice.issue', { id: second.id });
  expect(refused).toMatchObject({ ok: false, error: { code: 'invoice.job-invoiced' } });
});

test('a job whose customer was taken back elsewhere gets them back by name', () => {
  const [a, b] = [device('a', 1), device('b', 2)];
  const { id: contactId } = a.run('contact.create', { name: 'Marta Kowalska' });
  meet(a, b);
  b.run('job.create', { contactId, title: 'Boiler' });
  a.memory.apply([{ collection: 'contacts', id: contactId, path: [], before: {}, after: undefined }]);
  a.unsent.push({ collection: 'contacts', id: contactId, path: [], before: {}, after: undefined });
  meet(a, b);
  expect(findings(a)).toMatchObject([{ kind: 'contactMissing', sides: [{ collection: 'jobs' }] }]);
  settle(a, 'contactMissing');
  settle(b, 'contactMissing');
  meet(a, b);
  expect(findings(a)).toEqual([]);
  expect(a.memory.list('contacts')).toHaveLength(1);
});

test('a job that leads to a draft which is gone can be freed of the link', () => {
  const { a, draftId } = twoWithADraft();
  a.memory.apply([{ collection: 'documents', id: draftId, path: [], before: {}, after: undefined }]);
  expect(kinds(a)).toEqual(['linkMissing']);
  settle(a, 'linkMissing');
  expect(findings(a)).toEqual([]);
  expect(a.memory.list('jobs')[0]?.documentId).toBeUndefined();
});

/** Puts a record there as a command of another device would. */
function put(by: Device, collection: Change['collection'], record: JsonObject & { id: string }): void {
  const change = { collection, id: record.id, path: [], before: undefined, after: record };
  by.memory.apply([change]);
  by.unsent.push(change);
}

test('a time that two devices held for two customers is named, and settled by letting one go or by waiting', () => {
  const [a, b] = [device('a', 1), device('b', 2)];
  const hour = 60 * 60_000;
  const start = a.memory.context.now + 24 * hour;
  const time = { start, end: start + hour, at: a.memory.context.now, until: start - hour };
  for (const [by, contactId, at] of [
    [a, 'marta', 0],
    [b, 'tom', 30 * 60_000],
  ] as const) {
    put(by, 'contacts', { id: contactId, name: contactId, createdAt: 0 });
    const talk = { channel: 'whatsapp', accountId: '1', state: 'open', createdAt: 0, lastAt: 0 };
    put(by, 'conversations', { id: `talk-${contactId}`, contactId, ...talk });
    const moved = { ...time, start: start + at, end: time.end + at };
    put(by, 'holds', { id: `held-${contactId}`, contactId, conversationId: `talk-${contactId}`, ...moved });
  }
  expect([...kinds(a), ...kinds(b)]).toEqual([]);
  meet(a, b);
  expect(kinds(a)).toEqual(['heldTwice']);
  expect(findings(a)).toEqual(findings(b));

  const { now } = a.memory.context;
  a.memory.context.now = findings(a)[0]!.until!;
  expect(kinds(a)).toEqual([]);
  a.memory.context.now = now;
  settle(a, 'heldTwice', 1);
  meet(a, b);
  expect([...kinds(a), ...kinds(b)]).toEqual([]);
  expect(b.memory.list('holds').find(({ contactId }) => contactId === 'tom')).toHaveProperty('releasedAt');
});

test('two times that two devices held for one customer, also as two contacts, are no finding: the last one counts', () => {
  const [a, b] = [device('a', 1), device('b', 2)];
  const hour = 60 * 60_000;
  const { now } = a.memory.context;
  const start = now + 24 * hour;
  put(a, 'contacts', { id: 'marta', name: 'Marta', createdAt: 0 });
  put(b, 'contacts', { id: 'martha', name: 'Martha', createdAt: 0 });
  const time = { conversationId: 'talk', start, end: start + hour, until: start - hour };
  put(a, 'holds', { ...time, id: 'first', contactId: 'marta', at: now - 1 });
  put(b, 'holds', { ...time, id: 'second', contactId: 'martha', at: now });
  meet(a, b);
  expect(kinds(a)).toEqual(['heldTwice']);
  a.run('contact.merge', { keepId: 'marta', otherId: 'martha' });
  meet(a, b);
  expect([...kinds(a), ...kinds(b)]).toEqual([]);
  expect(a.memory.run('hold.release', { id: 'first' }).ok).toBe(false);
});

test('a job that one device took back while another went on working on it is named, and brought back once', () => {
  const [a, b] = [device('a', 1), device('b', 2)];
  const { id: contactId } = a.run('contact.create', { name: 'Marta Kowalska' });
  const { id } = a.run('job.create', { contactId, title: 'Boiler' });
  meet(a, b);
  b.run('job.schedule', { id, start: 1_796_000_000_000, end: 1_796_003_600_000 });
  const gone = { collection: 'jobs', id, path: [], before: {}, after: undefined } as const;
  a.memory.apply([{ ...gone, path: [] }]);
  a.unsent.push({ ...gone, path: [] });
  meet(a, b);
  expect(findings(b)).toMatchObject([{ kind: 'jobMissing', sides: [{ collection: 'visits' }] }]);
  for (const each of [a, b]) settle(each, 'jobMissing');
  meet(a, b);
  expect(findings(a)).toEqual([]);
  expect(a.memory.snapshot()['jobs']).toEqual(b.memory.snapshot()['jobs']);
  expect(a.memory.list('contacts')).toHaveLength(2);
});
