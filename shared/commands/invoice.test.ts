import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Business } from '#shared/domain/business.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { provesItself } from '#shared/domain/proven.ts';
import {
  accountOf,
  accountsOf,
  amountDue,
  creditsOf,
  documentStatus,
} from '#shared/domain/invoice-status.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readJob } from '#shared/records/jobs.ts';
import { laterBefore, numberPreview } from './invoice-issue.ts';
import type { MemoryRecords } from './testing.ts';
import { createMemoryRecords } from './testing.ts';

const business: Business = {
  id: 'business',
  name: 'Harbour Plumbing',
  trade: 'plumber',
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
  taxes: { vat: { label: 'USt', rate: '19', category: 'S' } },
  defaultTaxIds: ['vat'],
  pricesIncludeTax: false,
  taxRounding: 'category',
  paymentTermsDays: 14,
  paperSize: 'A4',
  invoiceTemplate: 'modern',
  hours: {},
  createdAt: 0,
};

/** A business with one customer. */
function world(deviceId = 'device-1'): { memory: MemoryRecords; contactId: string } {
  const memory = createMemoryRecords();
  let lastId = 0;
  memory.context.deviceId = deviceId;
  memory.context.newId = () => `${deviceId}-${++lastId}`;
  memory.apply([
    { collection: 'business', id: 'business', path: [], before: undefined, after: { ...business } as never },
  ]);
  const contactId = expectOk(memory.run('contact.create', { name: 'Marta Kowalska' })).id;
  return { memory, contactId };
}

function draft({ memory, contactId }: ReturnType<typeof world>, ...prices: string[]): string {
  const lines = prices.map((unitPrice) => ({ name: 'Work', quantity: '1', unitPrice, taxIds: ['vat'] }));
  return expectOk(memory.run('invoice.draft', { contactId, lines })).id;
}

function issue(memory: MemoryRecords, id: string): IssuedDocument {
  const { issuedId } = expectOk(memory.run('invoice.issue', { id }));
  return memory.records.get('issued', issuedId)!;
}

const code = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code);

test('the items of a completed job become the lines of its invoice, with price list, tax and no retyping', () => {
  const { memory, contactId } = world();
  const items = {
    a: { name: 'Boiler service', quantity: '2', unitPrice: '9500', currency: 'EUR', order: 0 },
  };
  const job = { contactId, title: 'Boiler', items, createdAt: 0 };
  const visit = (start: number, end: number) => ({
    jobId: 'job',
    createdAt: 0,
    plannedFor: start,
    time: { start, end, zone: 'Europe/Amsterdam' },
  });
  const put = (collection: 'jobs' | 'visits', id: string, record: JsonObject) =>
    memory.apply([{ collection, id, path: [], before: undefined, after: { ...record, id } }]);
  put('jobs', 'job', job);
  put('visits', 'past', visit(Date.UTC(2026, 10, 19, 23, 30), Date.UTC(2026, 10, 20, 1)));
  put('visits', 'tomorrow', visit(Date.UTC(2026, 10, 22, 9), Date.UTC(2026, 10, 22, 10)));
  expectOk(memory.run('job.complete', { id: 'job' }));
  const { id } = expectOk(memory.run('invoice.draft', { contactId, jobId: 'job' }));
  expect(memory.records.get('jobs', 'job')?.documentId).toBe(id);
  expect(expectOk(memory.run('invoice.draft', { contactId, jobId: 'job' })).id).toBe(id);

  const issued = issue(memory, id);
  expect(issued.lines).toMatchObject([
    { name: 'Boiler service', quantity: '2', taxIds: ['vat'], amount: '19000' },
  ]);
  expect(issued.supplyDate).toBe('2026-11-20');
  expect(issued.totals.gross).toBe('22610');
  expect(readJob(memory.records, 'job')?.state).toBe('invoiced');
  expect(expectOk(memory.run('invoice.draft', { contactId, jobId: 'job' })).id).toBe(id);
});

test('an issued invoice carries its number, dates by the terms, and the names as they were', () => {
  const here = world();
  const issued = issue(here.memory, draft(here, '10000'));
  expect(issued).toMatchObject({ number: 'A-2026-0001', issueDate: '2026-11-21', dueDate: '2026-12-05' });
  expect(issued.number).toMatch(/^[A-Za-z0-9/-]{1,16}$/);
  expectOk(here.memory.run('contact.update', { id: here.contactId, fields: { name: 'Somebody else' } }));
  expect(here.memory.records.get('issued', issued.id)?.buyer.name).toBe('Marta Kowalska');
});

test('midnight is where the business is', () => {
  const here = world();
  here.memory.context.now = Date.UTC(2026, 11, 31, 23, 30);
  expect(issue(here.memory, draft(here, '100'))).toMatchObject({
    issueDate: '2027-01-01',
    number: 'A-2027-0001',
  });
});

test('vector 13: deleted drafts consume no number, and each year starts anew', () => {
  const here = world();
  const { memory } = here;
  const first = draft(here, '100');
  expectOk(memory.run('invoice.discardDraft', { id: draft(here, '200') }));
  expect(issue(memory, first).number).toBe('A-2026-0001');
  expect(issue(memory, draft(here, '100')).number).toBe('A-2026-0002');
  memory.context.now = Date.UTC(2027, 0, 5);
  expect(issue(memory, draft(here, '100')).number).toBe('A-2027-0001');
});

test('vector 13: two devices that issue 100 invoices each while apart have 200 numbers without gap or duplicate', () => {
  const first = world('device-1');
  const shared = issue(first.memory, draft(first, '100'));
  const second = world('device-2');
  copy(first.memory, second.memory);
  for (let count = 0; count < 100; count++) {
    issue(first.memory, draft(first, '100'));
    issue(second.memory, draft(second, '100'));
  }
  const all = [...first.memory.list('issued'), ...second.memory.list('issued')];
  const numbers = new Map(all.map((issued) => [issued.id, issued.number]));
  expect(new Set(numbers.values()).size).toBe(201);
  for (const letters of ['A', 'B']) {
    const sequences = all
      .filter(({ number }) => number.startsWith(`${letters}-`))
      .map(({ sequence }) => sequence);
    const own = [...new Set(sequences)].toSorted((a, b) => a - b);
    expect(own).toEqual(own.map((_, index) => index + 1));
  }
  expect(numbers.get(shared.id)).toBe('A-2026-0001');
});

test('two devices that took the same letter while apart part ways as soon as they know', () => {
  const first = world('device-1');
  const second = world('device-2');
  second.memory.context.now += 1000;
  issue(first.memory, draft(first, '100'));
  issue(second.memory, draft(second, '100'));
  copy(first.memory, second.memory);
  expect(issue(second.memory, draft(second, '100')).number).toBe('B-2026-0001');
  copy(second.memory, first.memory);
  expect(issue(first.memory, draft(first, '100')).number).toBe('A-2026-0002');
});

test('an old counter from a backup gives no number a second time', () => {
  const here = world();
  const issued = issue(here.memory, draft(here, '100'));
  const change = { collection: 'series', id: issued.seriesId, path: ['next'], before: 2, after: 1 } as const;
  here.memory.apply([change].map((each) => ({ ...each, path: ['next'] })));
  expect(issue(here.memory, draft(here, '100')).number).toBe('A-2026-0002');
});

test('the number that is shown before issuing is the number that is issued', () => {
  const here = world();
  const content = { kind: 'invoice', issueDate: '2026-11-21' } as const;
  for (let count = 0; count < 3; count++) {
    const shown = numberPreview(here.memory.records, content, here.memory.context);
    expect(issue(here.memory, draft(here, '100')).number).toBe(shown);
  }
});

test('vector 14: after issuing nothing changes the draft, and a changed copy is recognised', () => {
  const here = world();
  const id = draft(here, '10000');
  const issued = issue(here.memory, id);
  const attempts = [
    here.memory.run('invoice.update', { id, fields: { notes: 'later' } }),
    here.memory.run('invoice.setLine', { id, fields: { name: 'more' } }),
    here.memory.run('invoice.removeLine', { id, lineId: issued.lines[0]!.id }),
    here.memory.run('invoice.discardDraft', { id }),
    here.memory.run('invoice.issue', { id }),
  ];
  expect(attempts.map(code)).toEqual(attempts.map(() => 'invoice.issued'));
  expect(provesItself(issued)).toBe(true);
  expect(provesItself({ ...issued, number: 'A-2026-0009' } as IssuedDocument)).toBe(false);
  expect(provesItself({ ...issued, totals: { ...issued.totals, gross: '1' } } as IssuedDocument)).toBe(false);
  expect(provesItself(JSON.parse(JSON.stringify(issued)) as IssuedDocument)).toBe(true);
});

test('vector 14: credits never exceed the invoice', () => {
  const here = world();
  const { memory } = here;
  const invoice = issue(memory, draft(here, '10000', '5000'));
  const part = expectOk(
    memory.run('invoice.credit', { issuedId: invoice.id, lineIds: [invoice.lines[1]!.id] }),
  );
  const whole = expectOk(memory.run('invoice.credit', { issuedId: invoice.id }));
  expect(issue(memory, part.id)).toMatchObject({ number: 'CN-A-2026-0001', totals: { gross: '-5950' } });
  expect(code(memory.run('invoice.issue', { id: whole.id }))).toBe('credit.too-much');
  expectOk(memory.run('invoice.removeLine', { id: whole.id, lineId: invoice.lines[1]!.id }));
  issue(memory, whole.id);
  expect(code(memory.run('invoice.credit', { issuedId: invoice.id }))).toBe('invoice.credited');
  const account = accountOf(invoice, [], memory.list('issued'));
  expect(account.due).toBe(0n);
  expect(documentStatus(invoice, account, '2027-06-01')).toBe('credited');
});

test('a credit note for the whole mirrors any invoice to the cent, by the taxes of then', () => {
  const amounts = fc.integer({ min: 1, max: 1_000_000 }).map(String);
  const quantities = fc
    .integer({ min: 1, max: 99_999 })
    .map((thousandths) => (thousandths / 1000).toFixed(3));
  const lines = fc.array(fc.record({ unitPrice: amounts, quantity: quantities }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(lines, fc.integer({ min: 0, max: 99 }), (priced, percent) => {
      const here = world();
      const { memory, contactId } = here;
      const all = priced.map((line) => ({
        ...line,
        name: 'Work',
        taxIds: ['vat'],
        discount: { percent: '7.5' },
      }));
      const { id } = expectOk(memory.run('invoice.draft', { contactId, lines: all }));
      expectOk(memory.run('invoice.update', { id, fields: { discount: { percent: String(percent) } } }));
      const checked = memory.run('invoice.issue', { id });
      fc.pre(checked.ok);
      const invoice = memory.list('issued')[0]!;
      fc.pre(invoice.totals.gross !== '0');
      const taxes = { vat: { label: 'USt', rate: '21', category: 'S' as const } };
      memory.apply([
        { collection: 'business', id: 'business', path: ['taxes'], before: undefined, after: taxes },
      ]);
      const credit = issue(memory, expectOk(memory.run('invoice.credit', { issuedId: invoice.id })).id);
      for (const key of ['lines', 'discount', 'net', 'tax', 'gross'] as const) {
        expect(BigInt(credit.totals[key]) + BigInt(invoice.totals[key])).toBe(0n);
      }
      expect(amountDue(invoice, [], memory.list('issued'))).toBe(0n);
    }),
    { numRuns: 60 },
  );
});

test('status follows what happened: issued, partly paid, overdue, paid, and open again after a reversal', () => {
  const here = world();
  const { memory } = here;
  const invoice = issue(memory, draft(here, '10000'));
  const status = (today: string) => {
    const account = accountOf(invoice, memory.list('payments'), memory.list('issued'));
    return documentStatus(invoice, account, today);
  };
  expect(status('2026-11-21')).toBe('issued');
  const pay = (amount: string) =>
    memory.run('invoice.recordPayment', { issuedId: invoice.id, amount, method: 'cash' });
  const { id } = expectOk(pay('5000'));
  expect([status('2026-12-05'), status('2026-12-06')]).toEqual(['partlyPaid', 'overdue']);
  expect(code(pay('-100'))).toBe('payment.too-much');
  expectOk(pay('6900'));
  expect(status('2027-01-01')).toBe('paid');
  expectOk(memory.run('payment.reverse', { id }));
  expect(code(memory.run('payment.reverse', { id }))).toBe('payment.reversed');
  expect(amountDue(invoice, memory.list('payments'), [])).toBe(5000n);
});

test('what is paid beyond an invoice is written down, is the customer’s credit, and can be given back', () => {
  const here = world();
  const { memory } = here;
  const invoice = issue(memory, draft(here, '10000'));
  const pay = (amount: string) =>
    memory.run('invoice.recordPayment', { issuedId: invoice.id, amount, method: 'transfer' });
  expectOk(pay('12000'));
  const accounts = () => accountsOf(memory.list('issued'), memory.list('payments'));
  expect(documentStatus(invoice, accounts().get(invoice.id), '2026-11-21')).toBe('paid');
  expect(creditsOf(memory.list('issued'), accounts())).toMatchObject([{ amount: 100n, currency: 'EUR' }]);
  expect(code(pay('-101'))).toBe('payment.too-much');
  expectOk(pay('50'));
  expectOk(pay('-150'));
  expect(creditsOf(memory.list('issued'), accounts())).toEqual([]);
});

test('an invoice of three equal lines is credited line by line, to the last cent', () => {
  const here = world();
  const { memory } = here;
  const invoice = issue(memory, draft(here, '3333', '3333', '3333'));
  for (const { id: lineId } of invoice.lines) {
    issue(memory, expectOk(memory.run('invoice.credit', { issuedId: invoice.id, lineIds: [lineId] })).id);
  }
  expect(amountDue(invoice, [], memory.list('issued'))).toBe(0n);
});

test('money that was paid and then credited can be given back, and no more than that', () => {
  const here = world();
  const { memory } = here;
  const invoice = issue(memory, draft(here, '10000'));
  const refund = (amount: string) =>
    memory.run('invoice.recordPayment', { issuedId: invoice.id, amount, method: 'transfer' });
  expectOk(refund('11900'));
  issue(memory, expectOk(memory.run('invoice.credit', { issuedId: invoice.id })).id);
  expect(code(refund('-12000'))).toBe('payment.too-much');
  expectOk(refund('-11900'));
  expect(amountDue(invoice, memory.list('payments'), memory.list('issued'))).toBe(0n);
});

test('a document that would be wrong on paper is refused with the reason', () => {
  const here = world();
  const { memory, contactId } = here;
  const attempt = (lines: { name: string; quantity: string; unitPrice: string; taxIds?: string[] }[]) =>
    code(memory.run('invoice.issue', { id: expectOk(memory.run('invoice.draft', { contactId, lines })).id }));
  expect(attempt([])).toBe('invoice.no-lines');
  expect(attempt([{ name: ' ', quantity: '1', unitPrice: '1' }])).toBe('invoice.nameless-line');
  expect(attempt([{ name: 'x', quantity: '1', unitPrice: '1', taxIds: ['gone'] }])).toBe(
    'invoice.unknown-tax',
  );
  expect(attempt([{ name: 'x', quantity: '-1', unitPrice: '1' }])).toBe('invoice.negative');
  expect(attempt([{ name: 'x', quantity: '999999999999', unitPrice: '999999999999999999' }])).toBe(
    'invoice.too-large',
  );
  expect(memory.list('issued')).toEqual([]);
  expect(memory.list('series')).toEqual([]);
});

test('what another device changed after the owner agreed is not issued unseen', () => {
  const here = world();
  const id = draft(here, '10000');
  expect(code(here.memory.run('invoice.issue', { id, agreedTotal: '11900' }))).toBe('ok');
  const other = draft(here, '10000');
  expectOk(here.memory.run('invoice.setLine', { id: other, fields: { name: 'More', unitPrice: '1' } }));
  expect(code(here.memory.run('invoice.issue', { id: other, agreedTotal: '11900' }))).toBe('invoice.changed');
});

test('two devices that each add a line and change one keep both', () => {
  const here = world();
  const id = draft(here, '100');
  const line = Object.keys(here.memory.records.get('documents', id)!.lines!)[0]!;
  const there = world('device-2');
  copy(here.memory, there.memory);
  there.memory.context.newId = () => 'from-there';
  expectOk(here.memory.run('invoice.setLine', { id, lineId: line, fields: { quantity: '3' } }));
  expectOk(there.memory.run('invoice.setLine', { id, lineId: line, fields: { unitPrice: '200' } }));
  const change = there.memory.lastChanges;
  expectOk(there.memory.run('invoice.setLine', { id, fields: { name: 'Theirs' } }));
  here.memory.apply([...change, ...there.memory.lastChanges]);
  expect(here.memory.records.get('documents', id)?.lines).toMatchObject({
    [line]: { quantity: '3', unitPrice: '200' },
    'from-there': { name: 'Theirs' },
  });
});

test('a field that is named and empty is cleared', () => {
  const here = world();
  const id = draft(here, '100');
  expectOk(here.memory.run('invoice.update', { id, fields: { notes: 'x', discount: { percent: '5' } } }));
  expectOk(here.memory.run('invoice.update', { id, fields: { notes: undefined, discount: undefined } }));
  expect(here.memory.records.get('documents', id)).not.toHaveProperty('discount');
  expect(here.memory.records.get('documents', id)).not.toHaveProperty('notes');
});

function copy(from: MemoryRecords, to: MemoryRecords): void {
  for (const [collection, records] of Object.entries(from.snapshot())) {
    for (const record of records) {
      const id = record['id'] as string;
      to.apply([{ collection: collection as 'issued', id, path: [], before: undefined, after: record }]);
    }
  }
}

test('with reverse charge both tax numbers have to be known, and both are printed', () => {
  const here = world();
  const { memory, contactId } = here;
  const taxes = { reverse: { label: 'Reverse charge', rate: '0', category: 'AE' as const } };
  expectOk(memory.run('business.update', { fields: { taxes } }));
  const lines = [{ name: 'Work', quantity: '1', unitPrice: '100', taxIds: ['reverse'] }];
  const { id } = expectOk(memory.run('invoice.draft', { contactId, lines }));
  expect(code(memory.run('invoice.issue', { id }))).toBe('invoice.no-buyer-tax-id');
  const taxIds = { a: { label: 'N° TVA', value: 'FR12345678901' } };
  expectOk(memory.run('contact.update', { id: contactId, fields: { taxIds } }));
  expect(code(memory.run('invoice.issue', { id }))).toBe('invoice.no-seller-tax-id');
  expectOk(memory.run('business.update', { fields: { taxId: 'DE123456789', taxIdLabel: 'USt-IdNr.' } }));
  const issued = issue(memory, id);
  expect(issued.buyer.taxIds).toEqual([{ label: 'N° TVA', value: 'FR12345678901' }]);
  expect(issued.seller.taxIds).toEqual([{ label: 'USt-IdNr.', value: 'DE123456789' }]);
});

test.each([
  [{ issueDate: '2126-03-01' }, 'invoice.issue-date'],
  [{ issueDate: '2020-01-01' }, 'invoice.issue-date'],
  [{ dueDate: '2020-01-01' }, 'invoice.due-date'],
  [{ dueDate: '2126-01-01' }, 'invoice.due-date'],
  [{ supplyDate: '1926-11-20' }, 'invoice.supply-date'],
  [{ issueDate: '2026-11-01', dueDate: '2026-11-01', supplyDate: '2026-10-30' }, 'ok'],
])('dates that cannot be meant are refused: %j', (fields, outcome) => {
  const here = world();
  const id = draft(here, '10000');
  expectOk(here.memory.run('invoice.update', { id, fields }));
  expect(code(here.memory.run('invoice.issue', { id }))).toBe(outcome);
});

test('a number whose day lies before the last one of its series is told beforehand', () => {
  const here = world();
  const { memory } = here;
  const last = issue(memory, draft(here, '100'));
  const before = (issueDate: string) =>
    laterBefore(memory.records, { kind: 'invoice', issueDate }, memory.context)?.number;
  expect(before('2026-11-20')).toBe(last.number);
  expect(before('2026-11-21')).toBeUndefined();
  expect(before('2027-01-01')).toBeUndefined();
});
