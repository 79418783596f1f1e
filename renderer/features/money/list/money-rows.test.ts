import { expect, test } from 'vitest';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { Business } from '#shared/domain/business.ts';
import { expectOk } from '#shared/lib/result.ts';
import { filterMoney, moneyRows, owedByCurrency } from './money-rows.ts';

const business: Business = {
  id: 'business',
  name: 'Harbour Plumbing',
  trade: 'plumber',
  country: 'GB',
  currency: 'GBP',
  locale: 'en-GB',
  timeZone: 'Europe/London',
  taxes: { vat: { label: 'VAT', rate: '20', category: 'S' } },
  pricesIncludeTax: false,
  taxRounding: 'category',
  paymentTermsDays: 14,
  paperSize: 'A4',
  invoiceTemplate: 'modern',
  hours: {},
  createdAt: 0,
};

/** Four invoices of 120.00: a draft, one issued, one overdue of which half is paid, one paid. */
function world() {
  const memory = createMemoryRecords();
  const change = { collection: 'business', id: 'business', path: [], before: undefined } as const;
  memory.apply([{ ...change, path: [], after: { ...business } as never }]);
  const names = ['Ann Draft', 'Ben Issued', 'Cem Overdue', 'Dee Paid'];
  const ids = names.map((name) => {
    const { id: contactId } = expectOk(memory.run('contact.create', { name }));
    const lines = [{ name: 'Work', quantity: '1', unitPrice: '10000', taxIds: ['vat'] }];
    return expectOk(memory.run('invoice.draft', { contactId, lines })).id;
  });
  const now = memory.context.now;
  const issued = ids.slice(1).map((id, index) => {
    memory.context.now = index === 1 ? now - 40 * 86_400_000 : now;
    return expectOk(memory.run('invoice.issue', { id })).issuedId;
  });
  memory.context.now = now;
  const pay = (issuedId: string, amount: string) =>
    expectOk(memory.run('invoice.recordPayment', { issuedId, amount, method: 'cash' }));
  pay(issued[1]!, '6000');
  pay(issued[2]!, '12000');
  return moneyRows({
    business,
    contacts: new Map(memory.list('contacts').map((contact) => [contact.id, contact])),
    documents: memory.list('documents'),
    issued: memory.list('issued'),
    payments: memory.list('payments'),
    today: '2026-11-21',
  });
}

const customers = (rows: { customer: string }[]) => rows.map((row) => row.customer).toSorted();

test('each document stands once in the list, drafts with the total that they would have', () => {
  const rows = world();
  expect(customers(rows)).toEqual(['Ann Draft', 'Ben Issued', 'Cem Overdue', 'Dee Paid']);
  expect(rows[0]).toMatchObject({ customer: 'Ann Draft', status: 'draft', gross: 12000n, due: 0n });
});

test('each filter shows the documents that its word promises', () => {
  const rows = world();
  expect(customers(filterMoney(rows, 'drafts', ''))).toEqual(['Ann Draft']);
  expect(customers(filterMoney(rows, 'unpaid', ''))).toEqual(['Ben Issued', 'Cem Overdue']);
  expect(customers(filterMoney(rows, 'overdue', ''))).toEqual(['Cem Overdue']);
  expect(customers(filterMoney(rows, 'paid', ''))).toEqual(['Dee Paid']);
});

test('a search finds by customer and by number', () => {
  const rows = world();
  expect(customers(filterMoney(rows, 'all', 'BEN'))).toEqual(['Ben Issued']);
  expect(filterMoney(rows, 'all', 'a-2026-0001')).toHaveLength(1);
});

test('what is owed counts what is still open, and what of it is late', () => {
  expect(owedByCurrency(world())).toEqual([{ currency: 'GBP', owed: 18000n, late: 6000n }]);
});
