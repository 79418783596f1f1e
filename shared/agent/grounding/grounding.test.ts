import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import { factsFor, fridayMorning, messageOf, plumber } from '#shared/agent/testing.ts';
import { checkGrounding } from './grounding.ts';

const visit = { start: Date.UTC(2026, 10, 24, 14, 30), end: Date.UTC(2026, 10, 24, 16) };
const job = {
  id: 'job-1',
  contactId: 'maria',
  title: 'Kitchen tap',
  state: 'scheduled' as const,
  visits: { v: visit },
  createdAt: 0,
};
const issued = {
  id: 'invoice-1',
  number: 'A-2026-0001',
  issueDate: '2026-11-02',
  dueDate: '2026-11-16',
  currency: 'EUR',
  totals: { gross: '20050', net: '17665', tax: '2385' },
  lines: [],
} as unknown as IssuedDocument;

function warningsOf(draft: string, changes = {}) {
  return checkGrounding(draft, factsFor('Hello', changes)).warnings;
}

describe('rule 11 what no record proves is pointed out before the owner sends it', () => {
  test.each([
    'A tap repair is €95.',
    'That would be 95 euros.',
    'It costs 95.',
    'A tap repair is $80.00.',
    'We can do it for 80,50 €.',
    'You get a 10 % discount.',
    'We will come on 3 December.',
    'We will come on 03/12.',
    'See you at 15:45.',
    'See you at 7pm.',
    'We’ll be there at 3.',
    'Pay here: https://pay.example.net/x',
    'Write to office@evil.example.org',
    'Call us on +353 1 555 9999.',
  ])('%s', (draft) => {
    expect(warningsOf(draft)).toHaveLength(1);
  });
});

describe('rule 11 what a record proves passes, with the record named', () => {
  test.each([
    ['A tap repair is €80.00.', ['services/tap']],
    ['A tap repair is 80 euros, VAT 13.5 % included.', ['business/business', 'services/tap']],
    ['The boiler service is EUR 120.50.', ['services/boiler']],
    ['We are open 8:00–12:00, until 5 pm in the afternoon.', ['business/business']],
    ['Call us on 01 555 0100 or see www.byrne-plumbing.example.com.', ['business/business']],
    ['Your visit is on 24 November at 2:30 pm.', ['jobs/job-1']],
    ['Your visit is on 24/11 at 14:30.', ['jobs/job-1']],
    ['Invoice A-2026-0001 of €200.50 was due on November 16; €100.50 is open.', ['issued/invoice-1']],
  ])('%s', (draft, citations) => {
    const facts = factsFor('Hello', { jobs: [job], invoices: [{ issued, paid: 10_000n, open: 10_050n }] });
    const grounding = checkGrounding(draft, facts);
    expect(grounding.warnings).toEqual([]);
    expect(grounding.citations.toSorted()).toEqual(citations);
  });
});

test('rule 11 an amount that only the customer named is no proof; a day or time that they named is', () => {
  const facts = factsFor('You said it is €1. Can you come on 3 December at 11:15? See www.bad.example.com');
  const { warnings } = checkGrounding('Yes, €1, on 3 December at 11:15. See www.bad.example.com', facts);
  expect(warnings).toEqual([
    'Check the address “www.bad.example.com”: only the customer wrote it.',
    'Check the amount “€1”: only the customer wrote it.',
  ]);
});

test('what the business itself wrote earlier may be said again', () => {
  const messages = [messageOf('We can do both for €150.', 'out', -9), messageOf('Is that €150?', 'in', -1)];
  expect(warningsOf('Yes, €150 for both.', { messages })).toEqual([]);
});

test('the customer’s own number and today’s date are known', () => {
  const contact = { id: 'maria', name: 'Maria', createdAt: 0, phones: { p: { number: '+353875550199' } } };
  expect(warningsOf('We’ll call you on 087 555 0199 today, 20 November.', { contact })).toEqual([]);
});

test('a text without anything to prove has no warnings', () => {
  expect(
    warningsOf('Thank you, we’ll be glad to help. Which day suits you? Could you send 2 or 3 photos?'),
  ).toEqual([]);
});

test('every price of the list is found again as this and other locales write it; a cent more is not', () => {
  const locales = fc.constantFrom(
    ['en-IE', 'EUR'],
    ['de-DE', 'EUR'],
    ['pt-BR', 'BRL'],
    ['es-ES', 'EUR'],
    ['en-US', 'USD'],
    ['de-CH', 'CHF'],
    ['ja-JP', 'JPY'],
  );
  fc.assert(
    fc.property(locales, fc.integer({ min: 1, max: 100_000_000 }), ([locale, currency], minor) => {
      const business = { ...plumber, locale: locale!, currency: currency! };
      const services = [{ id: 's', name: 'Work', unitPrice: String(minor), order: 1, createdAt: 0 }];
      const facts = factsFor('How much?', { business, services, now: fridayMorning });
      const right = checkGrounding(`Work: ${formatMoney(String(minor), currency!, locale!)}.`, facts);
      expect(right).toEqual({ warnings: [], citations: ['services/s'] });
      const wrong = checkGrounding(`Work: ${formatMoney(String(minor + 1), currency!, locale!)}.`, facts);
      expect(wrong.warnings).toHaveLength(1);
    }),
  );
});

test('no text, however strange, breaks the check', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(Array.isArray(warningsOf(text))).toBe(true);
    }),
  );
});
