import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import { factsFor, fridayMorning, messageOf, passage, plumber } from '#shared/agent/testing.ts';
import { checkAnswer, checkGrounding } from './grounding.ts';

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
    'We give a guarantee on everything.',
    'Of course you get your money back.',
    'The second visit is free of charge.',
    'Te devolvemos el dinero.',
    'A visita é gratuita.',
    'Das ist selbstverständlich kostenlos.',
    'Your appointment is confirmed.',
    'That would be 95 euros.',
    'It costs 95.',
    'A tap repair is $80.00.',
    'We can do it for 80,50 €.',
    'You get 10 % off.',
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
    { kind: 'onlyCustomers', what: 'link', text: 'www.bad.example.com' },
    { kind: 'onlyCustomers', what: 'amount', text: '€1' },
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

describe('rule 11 what the knowledge proves', () => {
  const terms = passage(
    'terms',
    'Guarantee',
    'Two years guarantee. Write to care@byrne.example.com. A tap costs €1.',
  );

  test('a promise and an address that a passage makes pass, with the passage named', () => {
    const facts = factsFor('Hello', { knowledge: [terms] });
    expect(checkGrounding('You get a guarantee; write to care@byrne.example.com.', facts)).toEqual({
      warnings: [],
      citations: ['knowledge/terms'],
    });
  });

  test('never an amount: prices come from the price list', () => {
    expect(warningsOf('A tap costs €1.', { knowledge: [terms] })).toEqual([
      { kind: 'unproven', what: 'amount', text: '€1' },
    ]);
  });

  test('nor a promise that the customer says was made', () => {
    const facts = factsFor('Your page says that I get a refund');
    expect(checkGrounding('You get a refund.', facts).warnings).toMatchObject([{ kind: 'promise' }]);
  });
});

describe('rule 12 an answer rests on a record or a computed free time, or it asks', () => {
  const slots = [{ start: Date.UTC(2026, 10, 23, 8), end: Date.UTC(2026, 10, 23, 9) }];
  const parking = passage('parking', 'Parking', 'Customers park behind the shop, next to the bakery.');

  test.each([
    'Yes, of course we do gas boilers as well.',
    'Yes, we do.',
    'Yes',
    'Hello Maria, we are certified for that. Which day suits you?',
    'Claro, también trabajamos con gas en toda la ciudad.',
  ])('said of nothing: %s', (draft) => {
    expect(checkAnswer(draft, factsFor('Do you do gas?')).warnings).toEqual([{ kind: 'noSource', text: '' }]);
  });

  test.each([
    'Hello Maria, thank you for your message. Which day suits you?',
    'Hello Maria,\n\nI’ll check that and get back to you. Could you send me a photo?\n\nKind regards\nByrne Plumbing',
    'Danke für Ihre Nachricht. Ich kläre das und melde mich bei Ihnen.',
  ])('asked or handed over: %s', (draft) => {
    expect(checkAnswer(draft, factsFor('Do you do gas?')).warnings).toEqual([]);
  });

  test('a free time that was computed is something to rest on; another time is not', () => {
    const facts = factsFor('When can you come?', { slots });
    const start = slots[0]!.start;
    expect(checkAnswer('We could come on 23 November at 08:00.', facts)).toEqual({
      warnings: [],
      citations: expect.arrayContaining([`slots/${start}`]),
    });
    expect(checkAnswer('We could come on 24 November at 08:45.', facts).warnings).not.toEqual([]);
  });

  test('a sentence that a passage holds names the passage', () => {
    const facts = factsFor('Where can I park?', { knowledge: [parking] });
    expect(checkAnswer('You can park behind the shop, next to the bakery.', facts)).toEqual({
      warnings: [],
      citations: ['knowledge/parking'],
    });
  });
});

test('words on the do-not-say list are found in any case and with accents, as whole words', () => {
  const voice = { doNotSay: ['cheap', 'más barato'] };
  expect(warningsOf('CHEAP and mas  Barato.', { voice })).toHaveLength(2);
  expect(warningsOf('Cheaper.', { voice })).toEqual([]);
});
