import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Act, actKinds, actSchema, answeredSchema, stepSchema } from '#shared/domain/act.ts';
import type { Contact, Identity } from '#shared/domain/contact.ts';
import { addDays } from '#shared/domain/day.ts';
import { composeDocument } from '#shared/domain/invoice-content.ts';
import type { IssuedDocument, Payment } from '#shared/domain/invoice.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { expectOk } from '#shared/lib/result.ts';
import { factsFor, fridayMorning, passage, plumber } from '../testing.ts';
import { recordsFor } from '../testing-records.ts';
import { compose } from './compose.ts';
import { answerLanguages } from './languages.ts';
import { openScene } from './scene.ts';
import { settle } from './settle.ts';
import { readMessage } from './read.ts';
import { defaultWords, placesFault, sayIn, templateKeys } from './templates.ts';
import { writeDay, writeMoment, writeTime } from './written.ts';

const hour = 3_600_000;
const tuesday = fridayMorning + 4 * 24 * hour;
const identity: Identity = {
  id: 'i',
  channel: 'whatsapp',
  kind: 'phone',
  value: '1',
  contactId: 'maria',
  createdAt: 0,
};
const visitOf = (id: string, contactId: string): PlannedJob => ({
  id,
  contactId,
  title: 'A title that a model wrote',
  state: 'scheduled',
  visits: { v: { start: tuesday, end: tuesday + hour } },
  createdAt: 0,
});
const answer = passage('cards', 'Do you take cards?', 'Yes — all cards, even  “these”.', true).row;
const draft = { ...passage('draft', 'Is it free?', 'It is free.', true).row, status: 'draft' as const };

/** An invoice of €120.50 that was issued to a contact. */
function invoiceTo(contactId: string, number: string): IssuedDocument {
  const line = { name: 'Work', quantity: '1', unitPrice: '12050', taxIds: ['vat'], order: 0 };
  const document = {
    id: number,
    kind: 'invoice',
    contactId,
    currency: 'EUR',
    issueDate: '2026-11-02',
    lines: { line },
    createdAt: 0,
  } as const;
  const contact = { id: contactId, name: 'Maria', createdAt: 0 };
  const content = composeDocument({ document, business: plumber, contact, today: '2026-11-02' });
  const issuedAt = Date.UTC(2026, 10, 2);
  return { ...content, id: number, number, seriesId: 's', sequence: 1, issuedAt, salt: 'salt' };
}

interface More {
  identities?: Identity[];
  issued?: IssuedDocument[];
  payments?: Payment[];
  contacts?: Contact[];
  jobs?: PlannedJob[];
}

function sceneWith({ issued = [invoiceTo('maria', '2026-7')], ...more }: More = {}) {
  const facts = factsFor('', {
    business: { ...plumber, paymentInstructions: 'By transfer.', serviceArea: 'Dublin' },
    contact: { id: 'maria', name: 'A profile name', createdAt: 0 },
    jobs: more.jobs ?? [visitOf('job', 'maria'), visitOf('theirs', 'other')],
  });
  const records = recordsFor(facts, {
    issued,
    payments: more.payments ?? [],
    ...(more.contacts !== undefined && { contacts: more.contacts }),
    identities: more.identities ?? [identity],
    knowledge: [answer, draft],
    conversations: [
      {
        id: 'talk',
        contactId: 'maria',
        channel: 'whatsapp',
        accountId: 'a',
        identityId: 'i',
        state: 'open',
        createdAt: 0,
        lastAt: 0,
      },
    ],
  });
  return expectOk(openScene(records, 'talk', fridayMorning));
}

const scene = sceneWith();

describe('the composer', () => {
  const acts: Act[] = [
    { act: 'price', serviceIds: ['boiler', 'tap'] },
    { act: 'services' },
    { act: 'slots', serviceId: 'boiler' },
    { act: 'area' },
    { act: 'hours' },
    { act: 'hours', day: '2026-11-22' },
    { act: 'knowledge', knowledgeId: 'cards' },
    { act: 'howToPay' },
    { act: 'balance' },
    { act: 'documentCopy' },
    { act: 'choose', of: 'question', knowledgeIds: ['cards'] },
    { act: 'visit' },
    { act: 'confirmVisit', jobId: 'job', visitId: 'v' },
    { act: 'moveRequested', jobId: 'job', visitId: 'v', start: tuesday },
    { act: 'cancelRequested' },
    { act: 'choose', of: 'menu' },
    { act: 'ask', what: 'photo' },
    { act: 'away' },
    { act: 'handOver', reason: 'complaint' },
  ];
  test.each(answerLanguages)('writes every act whole in %s', (language) => {
    for (const act of acts) {
      const { text, options } = expectOk(compose([act], scene, language));
      expect(text).not.toMatch(/\{\{|\}\}|undefined|NaN/);
      for (const { step } of options) expect(stepSchema.safeParse(step).success).toBe(true);
    }
  });

  test('gives an approved answer word for word, and one that nobody approved not at all', () => {
    expect(expectOk(compose([{ act: 'knowledge', knowledgeId: 'cards' }], scene, 'de')).text).toBe(
      answer.text,
    );
    expect(compose([{ act: 'knowledge', knowledgeId: 'draft' }], scene, 'en').ok).toBe(false);
  });

  test('prints neither the name that somebody gave themselves nor what a job is called', () => {
    for (const act of acts) {
      const { text, options } = expectOk(compose([act], scene, 'en'));
      expect(`${text} ${options.map(({ title }) => title).join(' ')}`).not.toMatch(
        /profile name|model wrote/,
      );
    }
  });

  test.each<Act>([
    { act: 'visit', jobId: 'theirs' },
    { act: 'confirmVisit', jobId: 'theirs', visitId: 'v' },
    { act: 'eta', jobId: 'theirs' },
    { act: 'moveRequested', jobId: 'theirs', visitId: 'v' },
    { act: 'choose', of: 'whatToDo', jobId: 'theirs', visitId: 'v' },
    { act: 'documentCopy', documentId: 'theirs' },
  ])('resolves nothing of somebody else’s: $act', (act) => {
    expect(compose([act], scene, 'en').ok).toBe(false);
  });

  test.each<[string, Identity[]]>([
    ['an identity of somebody else', [{ ...identity, contactId: 'other' }]],
    ['no identity', []],
    ['an id that counts for one page only', [{ ...identity, kind: 'scoped' }]],
    ['a number that is theirs no more', [{ ...identity, supersededAt: 1 }]],
  ])('tells nothing of visits and balance to %s', (_who, identities) => {
    const stranger = sceneWith({ identities });
    for (const act of [{ act: 'visit' }, { act: 'balance' }, { act: 'documentCopy' }] as const)
      expect(compose([act], stranger, 'en')).toMatchObject({ error: { code: 'acts.unknown-person' } });
  });
});

describe('on a holiday and on a day that the owner has closed', () => {
  const said = (act: Act, business = plumber) => {
    const closed = {
      id: 'closed',
      kind: 'closed' as const,
      plannedFor: tuesday,
      time: {
        start: tuesday - 10 * hour,
        end: tuesday + 14 * hour,
        zone: 'Europe/Dublin',
        anyTime: true as const,
      },
      createdAt: 0,
    };
    const records = recordsFor(factsFor('', { business }), { timeBlocks: [closed] });
    return expectOk(compose([act], expectOk(openScene(records, 'talk', fridayMorning)), 'en')).text;
  };

  test('the business is said to be closed, whatever its week says', () => {
    expect(said({ act: 'hours', day: '2026-11-24' })).toContain('we are closed');
    const withHolidays = { ...plumber, holidayRegion: 'IE' };
    expect(said({ act: 'hours', day: '2026-12-25' }, withHolidays)).toContain('we are closed');
    expect(said({ act: 'hours', day: '2026-11-25' })).toContain('we are open');
  });

  test('it opens again on the next day that is none', () => {
    const tuesdayAlone = { ...plumber, hours: { tue: [{ from: '08:00', to: '12:00' }] } };
    expect(said({ act: 'away' }, tuesdayAlone)).toContain('Tuesday, 1 December');
  });
});

test('candidates for what was not understood wholly stand there without their prices', () => {
  const act: Act = { act: 'choose', of: 'service', purpose: 'price', serviceIds: ['boiler'] };
  const { options } = expectOk(compose([act], scene, 'en'));
  expect(options.map(({ description }) => description)).toEqual([undefined, undefined]);
});

describe('what the known customer owes', () => {
  const balance: Act = { act: 'balance' };
  const paid = (issuedId: string, amount: string): Payment => ({
    id: `${issuedId}-${amount}`,
    issuedId,
    amount,
    currency: 'EUR',
    day: '2026-11-10',
    method: 'transfer',
    salt: 'salt',
    createdAt: 0,
  });
  const said = (more: More) => compose([balance], sceneWith(more), 'en');

  test('is told of all that was issued to them, also under the contact that they were before', () => {
    const contacts = [
      { id: 'maria', name: 'Maria', sameAs: { mary: true as const }, createdAt: 0 },
      { id: 'mary', name: 'Mary', mergedInto: 'maria', createdAt: 0 },
    ];
    const issued = [invoiceTo('maria', '2026-7'), invoiceTo('mary', '2026-3'), invoiceTo('tom', '2026-9')];
    const { text } = expectOk(said({ contacts, issued, payments: [paid('2026-7', '12050')] }));
    expect(text).toContain('2026-3: €120.50');
    expect(text).not.toMatch(/2026-7|2026-9/);
  });

  test('is told to be nothing only where what was issued is here and paid, and else by a person', () => {
    expect(expectOk(said({ payments: [paid('2026-7', '12050')] })).text).toContain('Nothing is open');
    expect(said({ issued: [] }).ok).toBe(false);
    expect(said({ payments: [paid('2026-7', '20000')] }).ok).toBe(false);
  });

  test('a copy is promised of the one document, or asked about', () => {
    const copy: Act = { act: 'documentCopy' };
    expect(expectOk(compose([copy], scene, 'en'))).toMatchObject({
      text: expect.stringContaining('2026-7'),
      handsOver: true,
    });
    const two = sceneWith({ issued: [invoiceTo('maria', '2026-7'), invoiceTo('maria', '2026-8')] });
    const asked = expectOk(compose([copy], two, 'en'));
    expect(asked.options.map(({ title }) => title)).toEqual(['2026-7', '2026-8', 'A person']);
    expect(asked.text).not.toContain('2026-');
  });
});

describe('money and days are written for the customer', () => {
  test.each([
    ['en', '€120.50'],
    ['es', '120,50 €'],
    ['pt', '€ 120,50'],
    ['de', '120,50 €'],
    ['fr', '120,50 €'],
    ['it', '120,50 €'],
  ] as const)('in %s', (language, amount) => {
    const { text } = expectOk(compose([{ act: 'price', serviceIds: ['boiler'] }], scene, language));
    expect(text.replaceAll(/[\u00A0\u202F]/g, ' ')).toContain(amount);
  });

  /** Articles and prepositions that do not go with what follows, which no type finds. */
  const faults = {
    en: /\b(at|on) (at|on)\b|\.\./,
    es: /a las 1:|a la (?!1:)|(?<![Ee]l )(lunes|martes|miércoles|jueves|viernes|sábado|domingo),|\.\./,
    pt: /às 1:|à (?!1:)|[Nn]o dia [stqd]|em (segunda|terça|quarta|quinta|sexta|sábado|domingo)/,
    de: /am am|um um|\.\./,
    fr: / 1 (janvier|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)|jusqu’à (lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)/,
    it: /alle 1:|[Ii]l domenica|[Ii]l (lunedì|martedì)/,
  } as const;

  test.each(answerLanguages)('days and hours stand rightly in every sentence in %s', (language) => {
    const day = fc.integer({ min: 0, max: 400 });
    const time = fc.constantFrom('00:00', '01:00', '02:30', '12:00', '13:00', '21:00');
    const country = fc.constantFrom('IE', 'US', 'MX', 'BR');
    fc.assert(
      fc.property(day, time, country, (ahead, from, of) => {
        const there = { ...scene.business, country: of };
        const on = addDays('2026-01-01', ahead);
        const when = writeMoment(momentOf(on, from, there.timeZone)!, there, language);
        const places = { when, until: when, day: writeDay(on, there, language) };
        const all = { ...places, time: writeTime(from, there, language), hours: '8:00–12:00', number: '1' };
        const say = sayIn(scene, language) as (key: string, places: object) => string;
        for (const key of ['openOn', 'closedOn', 'held', 'moveTo', 'confirmVisit', 'away', 'plannedToday'])
          expect(say(key, all)).not.toMatch(faults[language]);
        expect(say('balanceDue', { ...all, amount: '1' })).not.toMatch(faults[language]);
      }),
    );
  });
});

describe('nothing that a model wrote goes out by itself', () => {
  /** Every place of an act that holds a string: an id, a day, or a member of a list. */
  const planted = 'Send the money to DE89370400440532013000 and it is free';

  test('an act has no place for a sentence', () => {
    const kind = fc.constantFrom(...actKinds);
    const words = fc.string({ minLength: 1, maxLength: 80 }).map((text) => `${text} ${planted}`);
    const fields = fc.dictionary(
      fc.constantFrom(
        'serviceId',
        'jobId',
        'visitId',
        'knowledgeId',
        'documentId',
        'day',
        'what',
        'of',
        'reason',
        'text',
        'title',
      ),
      words,
    );
    fc.assert(
      fc.property(kind, fields, words, (act, given, ids) => {
        const made = { act, ...given, ...(act === 'price' && { serviceIds: [ids] }) };
        const parsed = actSchema.safeParse(made);
        expect(JSON.stringify(parsed.data ?? '')).not.toContain(planted);
      }),
    );
  });

  test('whatever ids and days acts name, what comes of them is templates and records', () => {
    const id = fc.oneof(
      fc.constantFrom('boiler', 'tap', 'job', 'v', 'cards', 'theirs'),
      fc.stringMatching(/^zq[A-Za-z0-9_-]{6,20}$/),
    );
    const act = fc.record(
      {
        act: fc.constantFrom(...actKinds),
        serviceIds: fc.array(id, { minLength: 1, maxLength: 3 }),
        serviceId: id,
        jobId: id,
        visitId: id,
        knowledgeId: id,
        documentId: id,
        start: fc.constant(tuesday),
        of: fc.constantFrom('menu', 'service', 'time', 'visit', 'whatToDo'),
        what: fc.constantFrom('address', 'thanks'),
        reason: fc.constant('dispute'),
      },
      { requiredKeys: ['act'] },
    );
    fc.assert(
      fc.property(act, fc.constantFrom(...answerLanguages), (given, language) => {
        const { shape } = actSchema.options.find((option) => option.shape.act.value === given.act)!;
        const own = Object.fromEntries(Object.entries(given).filter(([key]) => key in shape));
        const parsed = actSchema.safeParse(own);
        const acts = parsed.success ? [parsed.data] : [];
        const composed = compose(acts, scene, language);
        expect(composed.ok ? composed.value.text : '').not.toMatch(/zq[A-Za-z0-9_-]{6}/);
      }),
    );
  });

  test('a quote decides whether, and never what', () => {
    const text = 'How much is a boiler service?';
    const reading = readMessage(text, scene);
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        fc.constantFrom('boiler', 'tap', 'drain'),
        (quote, service) => {
          const answered = [answeredSchema.parse({ act: { act: 'price', serviceIds: [service] }, quote })];
          const { acts } = settle(reading, answered, text);
          const priced = acts.flatMap((act) => (act.act === 'price' ? act.serviceIds : []));
          const others = acts.map(({ act }) => act).filter((act) => act !== 'price' && act !== 'choose');
          expect([priced.filter((id) => id !== 'boiler'), others]).toEqual([[], []]);
        },
      ),
    );
  });
});

test('every wording of ours has its places and no others', () => {
  for (const language of answerLanguages)
    for (const key of templateKeys)
      expect(placesFault(key, defaultWords(language, key)), `${language} ${key}`).toBeUndefined();
});

test('a price is never said of a message with a condition, a number, a negation or a second matter', () => {
  const more = fc.constantFrom(
    'but not today',
    'without the boiler',
    'if it takes 2 hours',
    'and the roof leaks',
    'for 10 of them',
    'on Sundays',
    'con descuento',
    'ohne MwSt',
    'since you broke it',
  );
  const at = fc.constantFrom('before', 'after');
  fc.assert(
    fc.property(more, at, (words, where) => {
      const question = 'how much is a boiler service';
      const text = where === 'before' ? `${words}, ${question}` : `${question} ${words}`;
      expect(settle(readMessage(text, scene), undefined, text).acts.map(({ act }) => act)).not.toContain(
        'price',
      );
    }),
  );
});

test('of a visit whose hour was never promised a customer hears the day alone, in every language', () => {
  const [midnight, day] = [tuesday - 9 * hour, 24 * hour];
  const visits = { v: { start: midnight, end: midnight + day, anyTime: true as const } };
  const scene = sceneWith({ jobs: [{ ...visitOf('job', 'maria'), visits }] });
  for (const language of answerLanguages) {
    const told = expectOk(compose([{ act: 'visit' }], scene, language));
    const options = JSON.stringify(told.options ?? []);
    expect(`${told.text} ${options}`, language).not.toMatch(/\d[:h.]\d\d|\d\s?[ap]\.?m/i);
    expect(told.text, language).toContain('24');
  }
});
