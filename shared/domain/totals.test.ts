import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tax } from './business.ts';
import type { TotalsInput } from './totals.ts';
import { computeTotals } from './totals.ts';

const tax = (rate: string): Tax => ({ label: 'Tax', rate, category: 'S' });
const line = (unitPrice: string, taxIds: string[], quantity = '1') => ({ unitPrice, taxIds, quantity });

function totals(lines: TotalsInput['lines'], taxes: Record<string, Tax>, more: Partial<TotalsInput> = {}) {
  const input = { lines, taxes, pricesIncludeTax: false, taxRounding: 'category', ...more } as const;
  return computeTotals(input).totals;
}

test('vector 2: three lines of 696.22 at 25 % bear 522.17 by category and 522.18 by line', () => {
  const lines = [1, 2, 3].map(() => line('69622', ['vat']));
  expect(totals(lines, { vat: tax('25') }).tax).toBe('52217');
  expect(totals(lines, { vat: tax('25') }, { taxRounding: 'line' }).tax).toBe('52218');
});

test('vector 4: 8500.00 less 7500.00 at 19 % bears 190.00 tax and comes to 1190.00', () => {
  const sums = totals([line('850000', ['vat'])], { vat: tax('19') }, { discount: { amount: '750000' } });
  expect([sums.net, sums.tax, sums.gross]).toEqual(['100000', '19000', '119000']);
});

test('vector 5: in India CGST and SGST are two rows of 111.11, IGST is one of 222.21', () => {
  const within = totals([line('123450', ['cgst', 'sgst'])], { cgst: tax('9'), sgst: tax('9') });
  expect(within.taxes.map((row) => row.amount)).toEqual(['11111', '11111']);
  expect(within.gross).toBe('145672');
  expect(totals([line('123450', ['igst'])], { igst: tax('18') }).tax).toBe('22221');
});

test('vector 6: in Quebec 45.10 bears 2.26 GST and 4.50 QST on one line', () => {
  const sums = totals([line('4510', ['gst', 'qst'])], { gst: tax('5'), qst: tax('9.975') });
  expect(sums.taxes.map((row) => [row.taxId, row.amount])).toEqual([
    ['gst', '226'],
    ['qst', '450'],
  ]);
});

test('vector 7: US 3 × 1.25 at 8.25 % is 0.31 by invoice, 0.30 by item; UAE 3 × 33.33 at 5 % is 5.01 by line, 5.00 else', () => {
  const items = [1, 2, 3].map(() => line('125', ['sales']));
  expect(totals(items, { sales: tax('8.25') }).tax).toBe('31');
  expect(totals(items, { sales: tax('8.25') }, { taxRounding: 'line' }).tax).toBe('30');
  const lines = [1, 2, 3].map(() => line('3333', ['vat']));
  expect(totals(lines, { vat: tax('5') }, { taxRounding: 'line' }).tax).toBe('501');
  expect(totals(lines, { vat: tax('5') }).tax).toBe('500');
});

test('prices with tax stay what the customer saw; the tax is taken out of them', () => {
  const sums = totals([line('11900', ['vat'])], { vat: tax('19') }, { pricesIncludeTax: true });
  expect([sums.gross, sums.tax, sums.net]).toEqual(['11900', '1900', '10000']);
});

test('a discount on the whole is borne by each tax in proportion', () => {
  const lines = [line('10000', ['high']), line('10000', ['low']), line('10000', [])];
  const sums = totals(lines, { high: tax('20'), low: tax('5') }, { discount: { percent: '10' } });
  expect(sums.taxes.map((row) => [row.base, row.amount])).toEqual([
    ['9000', '1800'],
    ['9000', '450'],
  ]);
  expect([sums.discount, sums.net, sums.gross]).toEqual(['3000', '27000', '29250']);
});

test('a discount of a line comes before the discount of the whole', () => {
  const lines = [
    { ...line('10000', []), discount: { percent: '50' } },
    { ...line('5000', []), discount: { amount: '1000' } },
  ];
  const sums = totals(lines, {}, { discount: { percent: '10' } });
  expect([sums.lines, sums.discount, sums.gross]).toEqual(['9000', '900', '8100']);
});

const rates = ['0', '5', '7', '8.25', '9.975', '19', '20', '25.5'];
const taxes = Object.fromEntries(rates.map((rate) => [rate, tax(rate)]));
const lines = fc.array(
  fc.record({
    unitPrice: fc.integer({ min: -100_000, max: 10_000_000 }).map(String),
    quantity: fc.integer({ min: 0, max: 100_000 }).map((thousandths) => (thousandths / 1000).toFixed(3)),
    taxIds: fc.subarray(rates, { maxLength: 2 }),
    discount: fc.option(fc.record({ percent: fc.integer({ min: 0, max: 100 }).map(String) }), {
      nil: undefined,
    }),
  }),
  { minLength: 1, maxLength: 12 },
);
const inputs = fc.record({
  lines,
  discount: fc.option(fc.record({ amount: fc.integer({ min: 0, max: 50_000 }).map(String) }), {
    nil: undefined,
  }),
  pricesIncludeTax: fc.boolean(),
  taxRounding: fc.constantFrom('category' as const, 'line' as const),
  taxes: fc.constant(taxes),
});

test('on every document net and tax make the total, and the tax rows make the tax', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const { totals: sums, lineAmounts } = computeTotals(input);
      expect(BigInt(sums.net) + BigInt(sums.tax)).toBe(BigInt(sums.gross));
      expect(sums.taxes.reduce((total, row) => total + BigInt(row.amount), 0n)).toBe(BigInt(sums.tax));
      expect(lineAmounts.reduce((total, amount) => total + amount, 0n)).toBe(BigInt(sums.lines));
      const charged = BigInt(sums.lines) - BigInt(sums.discount);
      expect(BigInt(input.pricesIncludeTax ? sums.gross : sums.net)).toBe(charged);
    }),
  );
});

test('a document with every quantity and discount turned round is the exact mirror', () => {
  const turned = (value: string) => (value.startsWith('-') ? value.slice(1) : `-${value}`);
  fc.assert(
    fc.property(inputs, (input) => {
      const mirror = computeTotals({
        ...input,
        lines: input.lines.map((each) => ({ ...each, quantity: turned(each.quantity) })),
        discount: input.discount && { amount: turned(input.discount.amount) },
      }).totals;
      const { totals: sums } = computeTotals(input);
      for (const key of ['lines', 'discount', 'net', 'tax', 'gross'] as const) {
        expect(BigInt(mirror[key]) + BigInt(sums[key])).toBe(0n);
      }
      for (const [index, row] of sums.taxes.entries()) {
        expect(BigInt(mirror.taxes[index]!.amount)).toBe(-BigInt(row.amount));
      }
    }),
  );
});

test('a tax that the business does not know is none, whatever it is called, and one named twice is charged once', () => {
  expect(totals([line('100', ['constructor', 'vat', 'vat'])], { vat: tax('10') }).tax).toBe('10');
});
