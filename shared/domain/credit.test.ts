import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Business, Tax } from './business.ts';
import { creditLines } from './credit.ts';
import type { DraftDocument, IssuedDocument, Line } from './invoice.ts';
import { composeDocument, freezeDocument } from './invoice-content.ts';

const tax = (rate: string): Tax => ({ label: 'Tax', rate, category: 'S' });
const rates = ['0', '7', '8.25', '9.975', '20', '25'];
const business: Business = {
  id: 'business',
  name: 'Harbour Plumbing',
  trade: 'plumber',
  country: 'DE',
  currency: 'EUR',
  locale: 'en-IE',
  timeZone: 'Europe/Berlin',
  taxes: Object.fromEntries(rates.map((rate) => [rate, tax(rate)])),
  pricesIncludeTax: false,
  taxRounding: 'category',
  paymentTermsDays: 14,
  paperSize: 'A4',
  invoiceTemplate: 'modern',
  hours: {},
  createdAt: 0,
};

interface Kind {
  business: Business;
  discount?: DraftDocument['discount'];
}

let issuedCount = 0;
function issue(
  draft: Pick<DraftDocument, 'kind' | 'lines' | 'discount'>,
  of: Business,
  corrected?: IssuedDocument,
  credits: IssuedDocument[] = [],
): IssuedDocument {
  const content = composeDocument({
    document: { ...draft, id: `d${++issuedCount}`, contactId: 'c', currency: 'EUR', createdAt: 0 },
    business: of,
    contact: { id: 'c', createdAt: 0, name: 'Ann' },
    ...(corrected === undefined ? {} : { corrected, credits }),
    today: '2026-11-28',
  });
  return freezeDocument(content, { number: 'A-1', seriesId: 's', sequence: 1, issuedAt: 0, salt: 'salt' });
}

function invoiceOf(lines: Partial<Line>[], { business: of, discount }: Kind): IssuedDocument {
  const all = lines.map((line, order) => {
    return [`l${order}`, { name: 'Work', quantity: '1', unitPrice: '0', ...line, order }] as const;
  });
  return issue({ kind: 'invoice', lines: Object.fromEntries(all), discount }, of);
}

const keys = ['lines', 'discount', 'net', 'tax', 'gross'] as const;

test('three lines of 696.22 at 25 % are credited one by one, to the cent', () => {
  const work = { unitPrice: '69622', taxIds: ['25'] };
  const invoice = invoiceOf([work, work, work], { business });
  expect(invoice.totals.gross).toBe('261083');
  const credits: IssuedDocument[] = [];
  for (const id of ['l0', 'l1', 'l2']) {
    const line = creditLines(invoice, credits)[id]!;
    credits.push(issue({ kind: 'creditNote', lines: { [id]: line } }, business, invoice, credits));
  }
  expect(credits.map(({ totals }) => totals.gross)).toEqual(['-87028', '-87028', '-87027']);
  expect(creditLines(invoice, credits)).toEqual({});
});

test('a line that is credited at another price than it had is reckoned by itself', () => {
  const invoice = invoiceOf([{ unitPrice: '10000', taxIds: ['20'] }], {
    business,
    discount: { percent: '10' },
  });
  const line = { ...creditLines(invoice, [])['l0']!, unitPrice: '1000' };
  const credit = issue({ kind: 'creditNote', lines: { l0: line } }, business, invoice);
  expect(credit.totals).toMatchObject({ net: '-1000', tax: '-200', gross: '-1200' });
});

const line = fc.record({
  unitPrice: fc.integer({ min: 0, max: 1_000_000 }).map(String),
  quantity: fc.integer({ min: 0, max: 9999 }).map((hundredths) => (hundredths / 100).toFixed(2)),
  taxIds: fc.subarray(rates, { maxLength: 2 }),
  discount: fc.option(
    fc.oneof(
      fc.record({ percent: fc.integer({ min: 0, max: 100 }).map(String) }),
      fc.record({ amount: fc.integer({ min: 0, max: 500 }).map(String) }),
    ),
    { nil: undefined },
  ),
});
const kinds = fc.record({
  pricesIncludeTax: fc.boolean(),
  taxRounding: fc.constantFrom('category' as const, 'line' as const),
  discount: fc.option(
    fc.oneof(
      fc.record({ percent: fc.integer({ min: 0, max: 100 }).map(String) }),
      fc.record({ amount: fc.integer({ min: 0, max: 5000 }).map(String) }),
    ),
    { nil: undefined },
  ),
});
/** Which lines each credit note takes back, and how many hundredths of what is left of each. */
const steps = fc.array(fc.array(fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 100 })), { maxLength: 4 }), {
  maxLength: 6,
});

test('however an invoice is credited, line by line and piece by piece, all credits take back exactly what it charged', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), kinds, steps, (lines, kind, plan) => {
      const own = { ...business, pricesIncludeTax: kind.pricesIncludeTax, taxRounding: kind.taxRounding };
      const invoice = invoiceOf(lines, { business: own, discount: kind.discount });
      const credits: IssuedDocument[] = [];
      for (const step of [...plan, undefined]) {
        const left = creditLines(invoice, credits);
        const taken =
          step === undefined
            ? left
            : Object.fromEntries(step.flatMap(([at, share]) => pieceOf(left, at, share)));
        credits.push(issue({ kind: 'creditNote', lines: taken }, own, invoice, credits));
      }
      for (const key of keys) {
        const credited = credits.reduce((sum, { totals }) => sum + BigInt(totals[key]), 0n);
        expect([key, credited]).toEqual([key, -BigInt(invoice.totals[key])]);
      }
      for (const { taxId, base, amount } of invoice.totals.taxes) {
        const rows = credits.flatMap(({ totals }) => totals.taxes.filter((row) => row.taxId === taxId));
        expect(rows.reduce((sum, row) => sum + BigInt(row.amount), 0n)).toBe(-BigInt(amount));
        expect(rows.reduce((sum, row) => sum + BigInt(row.base), 0n)).toBe(-BigInt(base));
      }
      expect(creditLines(invoice, credits)).toEqual({});
    }),
    { numRuns: 300 },
  );
});

/** So many hundredths of what is left of a line, in hundredths of its unit. */
function pieceOf(left: Record<string, Line>, at: number, share: number): [string, Line][] {
  const [id, whole] = Object.entries(left)[at] ?? [];
  if (id === undefined || whole === undefined) return [];
  const hundredths = Math.round(Number(whole.quantity) * 100);
  const piece = Math.trunc((hundredths * share) / 100);
  if (piece === 0 && hundredths !== 0) return [];
  return [[id, { ...whole, quantity: (piece / 100).toFixed(2) }]];
}
