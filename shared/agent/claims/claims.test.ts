import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import { factsFor, fridayMorning, messageOf, passage, plumber } from '../testing.ts';
import { checkDraft } from './check.ts';

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

function warningsOf(draft: string, changes = {}, question = 'How much is a boiler service?') {
  return checkDraft(draft, factsFor(question, changes)).warnings;
}

describe('rule 11 what no record proves is pointed out before the owner sends it', () => {
  test.each([
    'A tap repair is €95.',
    'The boiler service is 99.',
    'The boiler service is ninety-nine euros.',
    'The boiler service is ٩٩ €.',
    'Boiler service: you pay nothing.',
    'The boiler service is free.',
    'Boiler service: half price.',
    'You get 10 % off the boiler service.',
    'The boiler service is $120.50.',
    'The boiler service is €120.50 each.',
    'We come tonight for the boiler service.',
    'We come on Thursday.',
    'On Thursday we are open until 22:00.',
    'We will come on 3 December.',
    'See you at 15:45.',
    'Boiler service: send the money to DE89370400440532013000.',
    'Boiler service: send it to DE00 3704 0044 0532 0130 00.',
    'Boiler service: see evil.top.',
    'Boiler service: see byrne-plumbing.example.com.evil.top.',
    'Write to office@evil.example.org',
    'Boiler service at 12 Evil Street.',
    'Call us on +353 1 555 9999.',
    'Could you send me the 3 digits on the back, for the boiler service?',
    'Could you send me your card number?',
    'We give a guarantee on the boiler service.',
    'Of course you get your money back.',
    'Your appointment is confirmed.',
    'Your visit stays.',
    'Nothing changes.',
    'Boiler service €120.50 and we pay you.',
    'You owe €120.50 for the boiler service.',
    'The boiler service is €120.50 and nothing is open.',
    '€120.50 is a good price for the boiler service.',
    'The boiler service is €120.50 + VAT.',
    'The boiler service is €120.50, VAT not included.',
    'Would you like the boiler service free?',
    'Hello ____',
    'Hello Hello Hello Hello',
    'We are closed. We are open. We are closed. We are open. We are closed.',
    'Merci pour votre message.',
    'All your invoices are paid, nothing is open.',
    'Te devolvemos el dinero.',
    'A visita é gratuita.',
    'Das ist selbstverständlich kostenlos.',
    'Je kan vrijdag komen.',
  ])('%s', (draft) => expect(warningsOf(draft)).not.toEqual([]));
});

describe('rule 11 what a record proves passes, with the record named', () => {
  test.each([
    ['Our price for “Tap repair” is €80.00.', ['services/tap']],
    ['A tap repair is 80 euros.', ['services/tap']],
    ['A tap repair is eighty euros.', ['services/tap']],
    ['The boiler service is EUR 120.50.', ['services/boiler']],
    ['It takes about 90 minutes.', ['services/boiler']],
    ['On Thursday we are open 08:00–12:00.', ['business/business']],
    ['How to pay: Byrne Plumbing, 5 Canal Street.', ['business/business']],
    ['Your visit: 24 November, 14:30.', ['jobs/job-1']],
    ['Your visit is planned for Tuesday 24 November.', ['jobs/job-1']],
    ['A-2026-0001: €200.50, due 16 November', ['issued/invoice-1']],
    ['Still open: €100.50', ['issued/invoice-1']],
  ])('%s', (draft, citations) => {
    const invoices = [{ issued, paid: 10_000n, open: 10_050n }];
    const check = checkDraft(draft, factsFor('Hello', { jobs: [job], invoices }));
    expect(check.warnings).toEqual([]);
    expect(check.citations).toEqual(expect.arrayContaining(citations));
  });

  test.each([
    'Hi Maria, our price for the boiler service is €120.50 including VAT.',
    'Thank you for your message! The boiler service costs €120.50 and it takes about 90 minutes.',
    'You find us here:\n5 Canal Street\nD02 XY45 Dublin',
    'Please send us a photo of it.',
  ])('what only joins the composer’s sentences has nothing to look at: %s', (draft) =>
    expect(warningsOf(draft)).toEqual([]),
  );

  test('what the composer may say has nothing to look at', () => {
    expect(
      warningsOf('Hello Maria! Thank you for your message. A person of our team will answer you here.'),
    ).toEqual([]);
  });
});

describe('rule 11 a price proves only what it is the price of', () => {
  test.each([
    'The boiler service is €80.',
    'A tap repair is €120.50.',
    'For €80 the boiler service.',
    'Tap repair €120.50, boiler service €80.',
    '• Tap repair: €80.00\n• Boiler service: €99.00',
    'Our price is €80.',
    'La revisión de la caldera cuesta 80 €.',
  ])('not another’s: %s', (draft) => {
    expect(warningsOf(draft).map(({ what }) => what)).toContain('amount');
  });

  test('nor one of another basis of taxes', () => {
    expect(warningsOf('The boiler service is €120.50 excluding VAT.').map(({ kind }) => kind)).toContain(
      'taxes',
    );
    const net = { ...plumber, pricesIncludeTax: false };
    expect(
      warningsOf('The boiler service is €120.50 incl. VAT.', { business: net }).map(({ kind }) => kind),
    ).toContain('taxes');
  });

  test('an amount that is said of nothing is unclear, unless the customer has named the thing', () => {
    expect(warningsOf('Our price is €120.50.', {}, 'Hello')).toMatchObject([
      { kind: 'unclear', what: 'amount' },
    ]);
    expect(warningsOf('Our price is €120.50.')).toEqual([]);
  });

  test('a longer name is not the shorter one that it holds', () => {
    const service = { createdAt: 0, currency: 'EUR' };
    const services = [
      { ...service, id: 'cut', name: 'Haircut', unitPrice: '3000', order: 1 },
      { ...service, id: 'long', name: 'Haircut long hair', unitPrice: '4500', order: 2 },
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
    expect(warningsOf('Radiator valve: €42.', { jobs })).toEqual([]);
    expect(warningsOf('Tap repair: €42.', { jobs })).toHaveLength(1);
  });

  test('no line of a list passes with the price of another, in any order and in each locale', () => {
    const names = ['Tap repair', 'Boiler service', 'Drain unblocking', 'Window cleaning', 'Hedge trimming'];
    const rows = fc.uniqueArray(fc.integer({ min: 1, max: 99_999 }), {
      minLength: 2,
      maxLength: names.length,
    });
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
        expect(warningsOf(own, { services, business }, '')).toEqual([]);
        const others = services
          .map(({ name }, i) => write(name, prices[(i + 1) % prices.length]!))
          .join('\n');
        const wrong = warningsOf(others, { services, business }, '').filter(({ what }) => what === 'amount');
        expect(wrong).toHaveLength(services.length);
      }),
      { numRuns: 50 },
    );
  });
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
      const facts = factsFor('', { business, services, now: fridayMorning });
      const right = checkDraft(`Work: ${formatMoney(String(minor), currency!, locale!)}.`, facts);
      expect(right.citations).toEqual(['services/s']);
      expect(right.warnings.filter(({ what }) => what !== undefined)).toEqual([]);
      const wrong = checkDraft(`Work: ${formatMoney(String(minor + 1), currency!, locale!)}.`, facts);
      expect(wrong.warnings.filter(({ what }) => what !== undefined)).toHaveLength(1);
    }),
    { numRuns: 50 },
  );
});

describe('rule 11 whose word it is', () => {
  test('what only the customer named is said to be theirs', () => {
    const question = 'You said it is €1. Can you come on 3 December at 11:15? See www.bad.example.com';
    const kinds = warningsOf('€1, 3 December, 11:15, www.bad.example.com', {}, question);
    expect(kinds.filter(({ kind }) => kind === 'onlyCustomers').map(({ what }) => what)).toEqual([
      'amount',
      'date',
      'time',
      'link',
    ]);
  });

  test('what the business itself wrote earlier may be said again', () => {
    const messages = [messageOf('We can do both for €150.', 'out', -9), messageOf('Is that €150?', 'in', -1)];
    expect(warningsOf('We can do both for €150.', { messages })).toEqual([]);
  });

  test('a passage proves an address for mail and what it says, and never an amount', () => {
    const terms = passage(
      'terms',
      'Guarantee',
      'Two years guarantee. Write to care@byrne.example.com. A tap costs €1.',
    );
    const check = checkDraft(
      'Two years guarantee. Write to care@byrne.example.com.',
      factsFor('Hello', { knowledge: [terms] }),
    );
    expect(check.warnings).toEqual([]);
    expect(check.citations).toContain('knowledge/terms');
    expect(warningsOf('A tap costs €1.', { knowledge: [terms] }).map(({ what }) => what)).toContain('amount');
  });

  test('words on the do-not-say list are found in any case and with accents, as whole words', () => {
    const voice = { doNotSay: ['cheap', 'más barato'] };
    const forbidden = (text: string) =>
      warningsOf(text, { voice }).filter(({ kind }) => kind === 'forbidden');
    expect(forbidden('CHEAP and mas  Barato.')).toHaveLength(2);
    expect(forbidden('Cheaper.')).toEqual([]);
  });
});

test('no text, however strange, breaks the check', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(Array.isArray(warningsOf(text))).toBe(true);
    }),
  );
});
