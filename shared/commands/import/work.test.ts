import { expect, test } from 'vitest';
import type { InvoiceRow, JobRow, KnownChoice } from '#shared/domain/import.ts';
import { openOf } from '#shared/domain/past-invoice.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readJob } from '#shared/records/jobs.ts';
import { createMemoryRecords } from '../testing.ts';

const ann = { key: '0', row: { name: 'Ann', addresses: [{ street: 'Elm St 1', city: 'Leeds' }] } };
const [start, end] = [Date.parse('2027-05-12T08:00:00Z'), Date.parse('2027-05-12T09:00:00Z')];
const boiler: JobRow = { customer: ann, title: 'Boiler', visits: [{ start, end }], rowId: 'job 7' };
const roof: JobRow = {
  customer: ann,
  title: 'Roof',
  visits: [],
  past: { state: 'closed', at: 5 },
  rowId: 'job 8',
};
const bill: InvoiceRow = {
  customer: ann,
  number: '101',
  issuedOn: '2025-11-03',
  currency: 'GBP',
  total: '24000',
  paid: '20000',
  state: 'open',
  rowId: 'invoice 101',
};

function world() {
  const memory = createMemoryRecords();
  const begin = (what: 'jobs' | 'invoices') =>
    expectOk(memory.run('import.begin', { what, fileName: 'export.xlsx' })).id;
  const jobs = (importId: string, rows: { row: JobRow; knownId?: string }[], known: KnownChoice = 'fill') =>
    expectOk(memory.run('import.jobs', { importId, known, rows }));
  const invoices = (importId: string, rows: { row: InvoiceRow; knownId?: string }[]) =>
    expectOk(memory.run('import.invoices', { importId, known: 'fill', rows }));
  const undo = (id: string) => expectOk(memory.run('import.undo', { id }));
  return { memory, begin, jobs, invoices, undo };
}

test('jobs of one new customer make one contact, one site and their visits; what is over stays over', () => {
  const { memory, begin, jobs } = world();
  const id = begin('jobs');
  jobs(id, [{ row: boiler }]);
  jobs(id, [{ row: roof }]);
  expect(memory.list('contacts').map(({ name, source }) => [name, source])).toEqual([['Ann', 'import']]);
  expect(memory.list('sites')).toHaveLength(1);
  expect(memory.list('jobs').map((job) => readJob(memory.records, job.id)?.state)).toEqual([
    'scheduled',
    'closed',
  ]);
  expect(memory.list('jobEvents')).toEqual([]);
});

test('jobs that were brought in are taken back with all that came with them', () => {
  const { memory, begin, jobs, undo } = world();
  const id = begin('jobs');
  jobs(id, [{ row: boiler }, { row: roof }]);
  expect(undo(id)).toMatchObject({ removed: 3, stayed: 0, isDone: true });
  for (const name of ['contacts', 'sites', 'jobs', 'visits'] as const) expect(memory.list(name)).toEqual([]);
});

test('a job that somebody has worked on since stays with its customer, its site and its visits', () => {
  const { memory, begin, jobs, undo } = world();
  const id = begin('jobs');
  jobs(id, [{ row: boiler }, { row: roof }]);
  const [job] = memory.list('jobs');
  const [visit] = memory.list('visits');
  expectOk(
    memory.run('job.reschedule', { id: job!.id, visitId: visit!.id, start: start + 1000, end: end + 1000 }),
  );
  expect(undo(id)).toMatchObject({ removed: 1, stayed: 2 });
  expect(memory.list('jobs').map(({ title }) => title)).toEqual(['Boiler']);
  expect([memory.list('visits').length, memory.list('sites').length]).toEqual([1, 1]);
});

test('a job that is known gets the visits that it lacks, and loses them again', () => {
  const { memory, begin, jobs, undo } = world();
  jobs(begin('jobs'), [{ row: boiler }]);
  const [job] = memory.list('jobs');
  const second = begin('jobs');
  const later = { start: start + 864e5, end: end + 864e5 };
  const row = { ...boiler, visits: [...boiler.visits, later], notes: 'Ring twice' };
  expect(jobs(second, [{ row, knownId: job!.id }])).toEqual({ made: 0, filled: 1, left: 0 });
  expect(memory.list('visits')).toHaveLength(2);
  expect(jobs(second, [{ row, knownId: job!.id }])).toEqual({ made: 0, filled: 0, left: 1 });
  expect(undo(second)).toMatchObject({ restored: 1 });
  expect([memory.list('visits').length, memory.list('jobs')[0]?.notes]).toEqual([1, undefined]);
});

test('an invoice from elsewhere is history: no document of ours, and what is open can be marked as paid', () => {
  const { memory, begin, invoices, undo } = world();
  const id = begin('invoices');
  invoices(id, [{ row: bill }]);
  for (const name of ['documents', 'issued', 'series'] as const) expect(memory.list(name)).toEqual([]);
  const [invoice] = memory.list('pastInvoices');
  expect([invoice?.number, openOf(invoice!)]).toEqual(['101', 4000n]);
  expectOk(memory.run('pastInvoice.settle', { id: invoice!.id }));
  expect(openOf(memory.list('pastInvoices')[0]!)).toBe(0n);
  expect(memory.run('pastInvoice.settle', { id: invoice!.id })).toMatchObject({ ok: false });
  expectOk(memory.run('pastInvoice.reopen', { id: invoice!.id }));
  expect(undo(id)).toMatchObject({ removed: 2, stayed: 0 });
  expect([memory.list('pastInvoices'), memory.list('contacts')]).toEqual([[], []]);
});

test('an import is taken back for 30 days, and not by mistake a year later', () => {
  const { memory, begin, jobs } = world();
  const id = begin('jobs');
  jobs(id, [{ row: boiler }]);
  memory.context.now += 31 * 864e5;
  expect(memory.run('import.undo', { id })).toMatchObject({ ok: false, error: { code: 'import.late' } });
  expect(memory.list('jobs')).toHaveLength(1);
});
