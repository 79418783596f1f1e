import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import { factsFor, fridayMorning, messageOf, passage, plumber } from '#shared/agent/testing.ts';
import { asksOnly } from './asks-only.ts';
import { checkAnswer, checkGrounding, unfoundedSentence } from './grounding.ts';
import { unprovenPromises } from './promises.ts';
import { known, unseen } from './testing-sentences.ts';

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
    expect(warningsOf(draft)).not.toEqual([]);
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

describe('rule 11 a price proves only what it is the price of', () => {
  test.each([
    'The boiler service is €80.',
    'A tap repair costs €120.50.',
    'For €80 we service the boiler.',
    'Tap repair €120.50, boiler service €80.',
    '€120.50 for a tap repair and €80 for a boiler service.',
    '• Tap repair: €80.00\n• Boiler service: €99.00',
    'We’ll gladly service your boiler. That would be €80.',
  ])('not with the price of another service: %s', (draft) => {
    expect(warningsOf(draft).map(({ what }) => what)).toContain('amount');
  });

  test('nor another’s where the customer has named the service', () => {
    const facts = factsFor('How much is a boiler service?');
    expect(checkGrounding('That would be €80.', facts).warnings).toHaveLength(1);
    expect(checkGrounding('That would be €120.50.', facts)).toMatchObject({
      warnings: [],
      citations: ['services/boiler'],
    });
  });

  test.each([
    ['A tap repair is €80, and a boiler service €120.50.', ['services/boiler', 'services/tap']],
    ['€80 for the tap and €120.50 for the boiler.', ['services/boiler', 'services/tap']],
    ['The tap is €80 (plus €65 per hour of labour).', ['services/labour', 'services/tap']],
    ['• Tap repair: €80.00\n• Drain unblocking: €99.00', ['services/drain', 'services/tap']],
    ['While we are at the boiler, the tap would be €80.', ['services/tap']],
    ['The boiler is serviced for €120.50. A tap repair is €80.', ['services/boiler', 'services/tap']],
    ['Our price is €99.', ['services/drain']],
  ])('its own passes: %s', (draft, citations) => {
    expect(warningsOf(draft)).toEqual([]);
    expect(checkGrounding(draft, factsFor('Hello')).citations.toSorted()).toEqual(
      expect.arrayContaining(citations),
    );
  });

  test('a longer name is not the shorter one that it holds', () => {
    const service = { unit: undefined, createdAt: 0 };
    const services = [
      { ...service, id: 'cut', name: 'Haircut', unitPrice: '3000', currency: 'EUR', order: 1 },
      { ...service, id: 'long', name: 'Haircut long hair', unitPrice: '4500', currency: 'EUR', order: 2 },
    ];
    expect(warningsOf('Haircut long hair: €45.', { services })).toEqual([]);
    expect(warningsOf('Haircut long hair: €30.', { services })).toHaveLength(1);
  });

  test('a price of another currency proves no amount of the business’s own', () => {
    const pounds = { id: 'cut', name: 'Haircut', unitPrice: '3000', currency: 'GBP', order: 1, createdAt: 0 };
    expect(warningsOf('Haircut: €30.', { services: [pounds] })).toHaveLength(1);
  });

  test('the work of a job proves its own price alone', () => {
    const items = {
      a: { name: 'Radiator valve', unitPrice: '4200', currency: 'EUR', quantity: '2', order: 0 },
    };
    const jobs = [{ ...job, items }];
    expect(warningsOf('The radiator valve was €42.', { jobs })).toEqual([]);
    expect(warningsOf('The tap repair was €42.', { jobs })).toHaveLength(1);
  });
});

test('rule 11 of a list of prices, in any order and in each locale, no line passes with the price of another', () => {
  const names = [
    'Tap repair',
    'Boiler service',
    'Drain unblocking',
    'Window cleaning',
    'Hedge trimming',
    'Service',
  ];
  const rows = fc.uniqueArray(fc.integer({ min: 1, max: 99_999 }), { minLength: 2, maxLength: names.length });
  const locale = fc.constantFrom('en-IE', 'de-DE', 'es-ES', 'pt-PT');
  fc.assert(
    fc.property(rows, locale, (prices, tag) => {
      const services = prices.map((minor, order) => ({
        id: `s${order}`,
        name: names[order]!,
        unitPrice: String(minor),
        currency: 'EUR',
        order,
        createdAt: 0,
      }));
      const write = (name: string, minor: number) => `• ${name}: ${formatMoney(String(minor), 'EUR', tag)}`;
      const business = { ...plumber, locale: tag };
      const own = services.map(({ name }, i) => write(name, prices[i]!)).join('\n');
      expect(warningsOf(own, { services, business })).toEqual([]);
      const others = services.map(({ name }, i) => write(name, prices[(i + 1) % prices.length]!)).join('\n');
      expect(warningsOf(others, { services, business })).toHaveLength(services.length);
    }),
  );
});

describe('rule 11 what binds a business is known in four languages', () => {
  const none = { knowledge: [], messages: [], jobs: [], now: fridayMorning };
  const each = Object.entries(known);

  test.each(each)('by its usual words: %s', (_language, { promises, harmless, statements }) => {
    for (const sentence of promises) expect(unprovenPromises(sentence, none), sentence).not.toEqual([]);
    for (const sentence of [...harmless, ...statements])
      expect(unprovenPromises(sentence, none), sentence).toEqual([]);
  });

  test.each(each)('asking and thanking is no answer: %s', (_language, { harmless, statements }) => {
    for (const sentence of harmless) expect(asksOnly(sentence), sentence).toBe(true);
    for (const sentence of statements) expect(asksOnly(sentence), sentence).toBe(false);
  });

  test.each(Object.entries(unseen))('no harmless sentence is an alarm: %s', (_language, sentences) => {
    for (const sentence of [...sentences.harmless, ...sentences.statements])
      expect(unprovenPromises(sentence, none), sentence).toEqual([]);
    for (const sentence of sentences.statements) expect(asksOnly(sentence), sentence).toBe(false);
  });

  test.each(Object.entries(unseen))(
    'in other words they rest on no record, so they are not sent by themselves: %s',
    (_language, { promises, statements }) => {
      const facts = factsFor('How much is a boiler service?');
      for (const sentence of [...promises, ...statements]) {
        const draft = `Boiler service: €120.50. ${sentence}`;
        expect(unfoundedSentence(draft, facts), sentence).toBe(sentence);
      }
    },
  );

  test('a visit that is on the calendar may be spoken of', () => {
    expect(warningsOf('Your visit is booked.', { jobs: [job] })).toEqual([]);
    expect(warningsOf('Your visit is booked.')).toHaveLength(1);
    expect(warningsOf('I have cancelled your visit.', { jobs: [job] })).toHaveLength(1);
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
      const services = [
        { id: 's', name: 'Work', unitPrice: String(minor), currency: currency!, order: 1, createdAt: 0 },
      ];
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
