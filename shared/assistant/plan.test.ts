import { expect, test } from 'vitest';
import { fridayMorning, plumber, priceList } from '#shared/agent/testing.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { Language } from '#shared/agent/basic/language.ts';
import type { Plan } from './plan/planning.ts';
import { planWish } from './plan.ts';
import { findWhen } from './when.ts';
import { wishOf } from './wishes.ts';

/** A plumber on Friday, 20 November 2026, 10:00, with Maria, whose tap is done, and Tom, who wrote. */
function office() {
  const world = createMemoryRecords();
  world.context.now = fridayMorning;
  world.apply([
    { collection: 'business', id: 'business', path: [], before: undefined, after: plumber as never },
    ...priceList.map((service) => ({
      collection: 'services' as const,
      id: service.id,
      path: [],
      before: undefined,
      after: service as never,
    })),
  ]);
  const maria = expectOk(world.run('contact.create', { name: 'Maria Lopez' })).id;
  const tom = expectOk(world.run('contact.create', { name: 'Tom Brand', company: 'Boiler Shop' })).id;
  const tap = expectOk(
    world.run('job.create', {
      contactId: maria,
      title: 'Tap repair',
      items: [{ name: 'Tap repair', quantity: '1', unitPrice: '8000', currency: 'EUR', serviceId: 'tap' }],
    }),
  ).id;
  expectOk(world.run('job.complete', { id: tap }));
  world.apply([
    {
      collection: 'conversations',
      id: 'talk',
      path: [],
      before: undefined,
      after: {
        id: 'talk',
        channel: 'whatsapp',
        contactId: tom,
        state: 'open',
        createdAt: 0,
        lastAt: fridayMorning,
        lastInboundAt: fridayMorning,
        lastDirection: 'in',
      } as never,
    },
  ]);
  const ask = (sentence: string, language: Language = 'en', chosen?: string): Plan => {
    const wish = wishOf(sentence);
    if (wish === undefined) throw new Error(`Not understood: ${sentence}`);
    return planWish(wish, sentence, {
      records: world.records,
      business: plumber,
      now: fridayMorning,
      language,
      chosen,
    });
  };
  return { world, maria, tom, tap, ask };
}

const tuesdayAtTen = Date.UTC(2026, 10, 24, 10);

test.each([
  ["schedule Maria's boiler service Tuesday at 10", 'en'],
  ['please book a boiler service for Maria on Tuesday at 10am', 'en'],
  ['agenda el boiler service de Maria para el martes a las 10', 'es'],
  ['marca boiler service para a Maria na terça às 10h', 'pt'],
  ['Plane Marias Boiler service am Dienstag um 10 Uhr', 'de'],
] as const)('“%s” becomes one proposal with the price, the day and the time', (sentence, language) => {
  const { ask, maria } = office();
  const [call, ...more] = ask(sentence, language).calls;
  expect(more).toEqual([]);
  expect(call).toEqual({
    command: 'job.create',
    args: {
      contactId: maria,
      title: expect.stringMatching(/^Boiler service$/i) as string,
      items: [
        { name: 'Boiler service', quantity: '1', unitPrice: '12050', currency: 'EUR', serviceId: 'boiler' },
      ],
      visit: { start: tuesdayAtTen, end: tuesdayAtTen + 90 * 60_000 },
    },
  });
});

test('A job that waits for its visit is scheduled, instead of made again', () => {
  const { ask, world, tom } = office();
  const { id } = expectOk(world.run('job.create', { contactId: tom, title: 'Drain unblocking' }));
  expect(ask('Schedule the drain for Tom on Tuesday at 10').calls).toEqual([
    { command: 'job.schedule', args: { id, start: tuesdayAtTen, end: expect.any(Number) as number } },
  ]);
});

test('Of two Marias the owner chooses, and then the same sentence goes on', () => {
  const { ask, world, maria } = office();
  expectOk(world.run('contact.create', { name: 'Maria Santos' }));
  const asked = ask('Schedule Maria tomorrow at 11');
  expect(asked.calls).toEqual([]);
  expect(asked.choices.map(({ label }) => label)).toEqual(['Maria Lopez', 'Maria Santos']);
  expect(ask('Schedule Maria tomorrow at 11', 'en', maria).calls[0]?.args).toMatchObject({
    contactId: maria,
  });
});

test('Without a time nothing is proposed: the owner is asked', () => {
  const { ask } = office();
  expect(ask('schedule Maria on Tuesday')).toMatchObject({
    calls: [],
    text: expect.stringMatching(/^When/) as string,
  });
});

test.each([
  ['draft an invoice for the last job', 'en'],
  ['haz una factura para Maria', 'es'],
  ['prepare a fatura do último trabalho', 'pt'],
  ['schreib eine Rechnung für Maria', 'de'],
] as const)('“%s” drafts it for the job that was done last', (sentence, language) => {
  const { ask, maria, tap } = office();
  expect(ask(sentence, language).calls).toEqual([
    { command: 'invoice.draft', args: { contactId: maria, jobId: tap } },
  ]);
});

test.each([
  ['who owes me money?', 'en', 'You are owed €80.00 on one invoice.'],
  ['¿Quién me debe dinero?', 'es', 'Te deben €80.00 en una factura.'],
  ['Quem me deve dinheiro?', 'pt', 'Devem-lhe €80.00 em uma fatura.'],
  ['Wer schuldet mir Geld?', 'de', 'Offen sind €80.00 auf einer Rechnung.'],
] as const)('“%s” is answered with the sum and each invoice', (sentence, language, text) => {
  const { ask, world, maria, tap } = office();
  const { id } = expectOk(world.run('invoice.draft', { contactId: maria, jobId: tap }));
  const { issuedId } = expectOk(world.run('invoice.issue', { id }));
  const plan = ask(sentence, language);
  expect(plan.text).toBe(text);
  expect(plan.lines.map(({ record }) => record)).toEqual([{ collection: 'issued', id: issuedId }]);
});

test.each([
  ['show me Maria’s invoices of this year', 'en'],
  ['invoices of Maria from 2026', 'en'],
  ['Facturas de Maria de este año', 'es'],
  ['as faturas da Maria deste ano', 'pt'],
  ['Rechnungen von Maria aus diesem Jahr', 'de'],
] as const)('“%s” lists them; other years, and other customers, have none', (sentence, language) => {
  const { ask, world, maria, tap } = office();
  const { id } = expectOk(world.run('invoice.draft', { contactId: maria, jobId: tap }));
  const { issuedId } = expectOk(world.run('invoice.issue', { id }));
  const records = (asked: string) => ask(asked, language).lines.map(({ record }) => record);
  expect(records(sentence)).toEqual([{ collection: 'issued', id: issuedId }]);
  expect(records(sentence.replace('Maria', 'Tom'))).toEqual([]);
  expect(records('last year’s invoices of Maria')).toEqual([]);
  expect(ask('invoices of Zacharias', language).text).toBe(ask('schedule nobody at 10', language).text);
});

test.each([
  ['jobs of this year', 'en'],
  ['show me Maria’s jobs of 2026', 'en'],
  ['which jobs are done?', 'en'],
  ['Trabajos de Maria de este año', 'es'],
  ['trabalhos concluídos deste ano', 'pt'],
  ['erledigte Aufträge aus diesem Jahr', 'de'],
] as const)('“%s” lists the job; other years, states and customers have none', (sentence, language) => {
  const { ask, tap } = office();
  const records = (asked: string) => ask(asked, language).lines.map(({ record }) => record);
  expect(records(sentence)).toEqual([{ collection: 'jobs', id: tap }]);
  expect(records('jobs of last year')).toEqual([]);
  expect(records('open jobs of Maria')).toEqual([]);
  expect(records('jobs of Tom')).toEqual([]);
  expect(ask('all jobs', language).looksBack).toBe(true);
  expect(ask('jobs of last year', language).looksBack).toBe(false);
});

test.each([
  ["what's on tomorrow?", 'en'],
  ['¿Qué tengo mañana?', 'es'],
  ['O que tenho amanhã?', 'pt'],
  ['Was steht morgen an?', 'de'],
] as const)('“%s” lists the visits of that day', (sentence, language) => {
  const { ask, world, tom } = office();
  const start = Date.UTC(2026, 10, 21, 10);
  expectOk(
    world.run('job.create', { contactId: tom, title: 'Leak', visit: { start, end: start + 3_600_000 } }),
  );
  expect(ask(sentence, language).lines).toMatchObject([{ label: 'Tom Brand: Leak', detail: '10:00–11:00' }]);
});

test('Free time is what the working hours leave between visits', () => {
  const { ask, world, tom } = office();
  const start = Date.UTC(2026, 10, 23, 9);
  expectOk(
    world.run('job.create', { contactId: tom, title: 'Leak', visit: { start, end: start + 7_200_000 } }),
  );
  expect(ask('When am I free on Monday?').lines.map(({ label }) => label)).toEqual([
    '08:00–09:00',
    '11:00–12:00',
    '13:00–17:00',
  ]);
});

test('A new contact is proposed with its phone and e-mail', () => {
  const { ask } = office();
  expect(ask('Add a contact Ann O’Neil, 087 123 4567, ann@example.org').calls).toEqual([
    {
      command: 'contact.create',
      args: {
        name: 'Ann O’Neil',
        phones: { main: { number: '087 123 4567' } },
        emails: { main: { address: 'ann@example.org' } },
      },
    },
  ]);
});

test('Notes and messages go to the conversation of the customer who is named', () => {
  const { ask } = office();
  expect(ask('note for Tom: has a dog').calls[0]).toEqual({
    command: 'note.add',
    args: { conversationId: 'talk', text: 'has a dog' },
  });
  expect(ask('tell Tom: on my way').calls[0]?.args).toEqual({ conversationId: 'talk', text: 'on my way' });
});

test.each([
  ['remind me to call Maria tomorrow at 9', 'Call Maria', { day: '2026-11-21', time: '09:00' }],
  ['Remind me on Tuesday to answer Maria', 'Answer Maria', { day: '2026-11-24' }],
  ['remind me at 5 pm to ring Maria.', 'Ring Maria', { day: '2026-11-20', time: '17:00' }],
  ['Recuérdame llamar a Maria mañana', 'Llamar a Maria', { day: '2026-11-21' }],
  ['lembra-me de ligar à Maria amanhã', 'Ligar à Maria', { day: '2026-11-21' }],
  ['erinnere mich morgen um 9 an Maria', 'Maria', { day: '2026-11-21', time: '09:00' }],
])('“%s” proposes a task for its day, about the customer who is named', (sentence, title, due) => {
  const { ask, maria } = office();
  expect(ask(sentence).calls).toEqual([
    { command: 'task.create', args: { title, due, aboutKind: 'contacts', aboutId: maria } },
  ]);
});

test('A reminder that names no customer is a task all the same, and no company of that trade is meant', () => {
  const { ask } = office();
  expect(ask('remind me to order a boiler on Tuesday').calls).toEqual([
    { command: 'task.create', args: { title: 'Order a boiler', due: { day: '2026-11-24' } } },
  ]);
});

test.each([
  'remind me to call Maria',
  'remind me to call Maria yesterday',
  'remind me at 7 am to call Maria',
  'remind me to call Maria on Tuesday or Wednesday',
])('“%s” names no day that is certain and still ahead: the owner is asked', (sentence) => {
  const plan = office().ask(sentence);
  expect(plan.calls).toEqual([]);
  expect(plan.text).toMatch(/^When\?/);
});

test('A reminder of nothing is asked back', () => {
  expect(office().ask('remind me tomorrow').text).toMatch(/^What shall I remind you of/);
});

test('What overlaps with another visit says so before it is approved', () => {
  const { ask, world, tom } = office();
  expectOk(
    world.run('job.create', {
      contactId: tom,
      title: 'Leak',
      visit: { start: tuesdayAtTen, end: tuesdayAtTen + 3_600_000 },
    }),
  );
  expect(ask('Schedule Maria on Tuesday at 10:30').text).toContain('Overlaps with another visit at 10:00.');
});

test('A sentence beyond the phrases is left to a model', () => {
  expect(wishOf('Why is my margin so low?')).toBeUndefined();
});

test.each([
  ['tomorrow at 5', '2026-11-21', '17:00'],
  ['next Tuesday at 3pm', '2026-11-24', '15:00'],
  ['on 2/12 at 9:30', '2026-12-02', '09:30'],
  ['pasado mañana a las 8', '2026-11-22', '08:00'],
  ['übermorgen um 14 Uhr', '2026-11-22', '14:00'],
  ['3 January, noon', '2027-01-03', '12:00'],
])('“%s” is the day and time that an owner means', (words, day, time) => {
  expect(findWhen(words, plumber, fridayMorning)).toMatchObject({ ...(day && { day }), time });
});

test.each([
  'Friday at 11',
  'on 31/2 at 9',
  '30 february at 9',
  'not on Tuesday at 10',
  'every Tuesday at 10',
  'Tuesday at 10 or 11',
])('“%s” is asked, never guessed', (words) => {
  const { ask } = office();
  expect(findWhen(words, plumber, fridayMorning)).toMatchObject({ isUnclear: true });
  expect(ask(`Schedule Maria ${words}`).calls).toEqual([]);
});

test('Days counted from today and half hours are read whole', () => {
  const { ask } = office();
  const visitOf = (sentence: string) => ask(sentence).calls[0]?.args;
  const start = Date.UTC(2026, 10, 29, 10);
  expect(visitOf('book Tom 9 days from today at 10')).toMatchObject({ visit: { start } });
  expect(findWhen('mañana a las 9 y media', plumber, fridayMorning)).toMatchObject({
    day: '2026-11-21',
    time: '09:30',
  });
});

test.each([
  'book Tom Blursday at 10',
  'book Tom on Tuseday at 10',
  'book Tom on my birthday at 10',
  'agenda Tom el marte a las 10',
  'plane Tom Dinstag um 10',
  'remind me on Blursday at 5 pm to ring Tom',
  'what do I have on Blursday?',
])('“%s” names a day that nobody knows: the owner is asked, and today is not taken for it', (sentence) => {
  const plan = office().ask(sentence);
  expect(plan.calls).toEqual([]);
  expect(plan.text).toMatch(/^When\?/);
});

test('“at 4” is today where nothing else is said, or only the work of the price list', () => {
  const { ask } = office();
  const start = Date.UTC(2026, 10, 20, 16);
  for (const sentence of ['book Tom at 4', 'book a boiler service for Maria at 4'])
    expect(ask(sentence).calls[0]?.args).toMatchObject({ visit: { start } });
});

test.each([
  ['Łukasz Żak', 'lukasz'],
  ['Ayşe Yıldız', 'yildiz'],
  ['Seán O’Brien', 'obrien'],
  ['Seán O’Brien', "Sean O'Brien's"],
  ['Søren Ødegård', 'soren odegard'],
  ['王小明', '王小明'],
])('%s is meant by %s, and the name is no part of the work', (name, typed) => {
  const { ask, world } = office();
  const { id } = expectOk(world.run('contact.create', { name }));
  expect(ask(`book ${typed} on Tuesday at 10`).calls[0]?.args).toMatchObject({
    contactId: id,
    title: 'Visit',
  });
});
