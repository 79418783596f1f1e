import { expect, test } from 'vitest';
import { fridayMorning, plumber } from '#shared/agent/testing.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { Plan } from './plan/planning.ts';
import { planWish } from './plan.ts';
import { wishOf } from './wishes.ts';

const hour = 3_600_000;
const at = (month: number, day: number, hours: number) => Date.UTC(2026, month - 1, day, hours);

/** On Friday, 20 November 2026: visits at Maria's and Tom's, open invoices of both, and one that Tom paid in March. */
function office() {
  const world = createMemoryRecords();
  world.apply([
    { collection: 'business', id: 'business', path: [], before: undefined, after: plumber as never },
  ]);
  const contact = (name: string) => expectOk(world.run('contact.create', { name })).id;
  const [maria, tom] = [contact('Maria Lopez'), contact('Tom Brand')];
  const invoiced = (contactId: string, unitPrice: string) => {
    const lines = [{ name: 'Work', quantity: '1', unitPrice }];
    const { id } = expectOk(world.run('invoice.draft', { contactId, lines }));
    return expectOk(world.run('invoice.issue', { id })).issuedId;
  };
  world.context.now = at(3, 10, 10);
  const issuedId = invoiced(tom, '20000');
  expectOk(world.run('invoice.recordPayment', { issuedId, amount: '20000', method: 'card' }));
  world.context.now = at(10, 5, 10);
  const [ofTom, ofMaria] = [invoiced(tom, '8000'), invoiced(maria, '5000')];
  world.context.now = fridayMorning;
  const visit = (start: number) => ({ start, end: start + hour });
  const boiler = expectOk(
    world.run('job.create', { contactId: maria, title: 'Boiler service', visit: visit(at(11, 27, 10)) }),
  ).id;
  const tap = expectOk(
    world.run('job.create', { contactId: tom, title: 'Tap repair', visit: visit(at(11, 24, 9)) }),
  ).id;
  expectOk(world.run('job.schedule', { id: tap, ...visit(at(12, 1, 9)) }));
  const talk = { channel: 'whatsapp', state: 'open', createdAt: 0, lastAt: 1, lastInboundAt: 1 };
  const after = { ...talk, id: 'talk', contactId: tom, lastDirection: 'in' } as never;
  world.apply([{ collection: 'conversations', id: 'talk', path: [], before: undefined, after }]);
  const ask = (sentence: string, chosen?: string): Plan => {
    const wish = wishOf(sentence.replace('#TOM', world.records.get('issued', ofTom)!.number));
    if (wish === undefined) throw new Error(`Not understood: ${sentence}`);
    const { records } = world;
    const planning = { records, business: plumber, now: fridayMorning, language: wish.language, chosen };
    return planWish(wish, sentence, planning);
  };
  return { world, maria, tom, boiler, tap, ofTom, ofMaria, ask };
}

test.each([
  'Cancel Maria’s visit',
  'please call off the appointment with Maria on 27 November',
  'cancel the visit on Friday',
  'cancel the boiler visit',
  'cancela la visita de Maria',
  'anula la cita del viernes',
  'desmarque a visita da Maria',
  'sag den Termin von Maria ab',
  'Marias Termin absagen',
  'annule le rendez-vous de Maria',
  'annulla l’appuntamento di Maria',
])('“%s” proposes to take that visit off, and shows whose it is', (sentence) => {
  const { ask, boiler } = office();
  const plan = ask(sentence);
  expect(plan.calls).toMatchObject([{ command: 'job.removeVisit', args: { id: boiler } }]);
  expect(plan.lines).toMatchObject([{ label: 'Maria Lopez: Boiler service' }]);
});

test('Of two visits the owner chooses, and then the same sentence goes on', () => {
  const { ask, tap } = office();
  const asked = ask('cancel Tom’s visit');
  expect(asked.calls).toEqual([]);
  expect(asked.choices).toMatchObject([
    { label: 'Tom Brand: Tap repair', detail: 'Tuesday, 24 November, 09:00' },
    { label: 'Tom Brand: Tap repair', detail: 'Tuesday, 1 December, 09:00' },
  ]);
  const visitId = asked.choices[1]!.choice;
  expect(ask('cancel Tom’s visit', visitId).calls).toEqual([
    { command: 'job.removeVisit', args: { id: tap, visitId } },
  ]);
  expect(ask('move Tom’s visit to Thursday at 10').choices).toHaveLength(2);
});

test('A reason is written down with it; without one a job is not ended', () => {
  const { ask, boiler } = office();
  expect(ask('cancel Maria’s visit because she is ill').calls).toMatchObject([
    { command: 'job.cancelVisit', args: { id: boiler, reason: 'she is ill' } },
  ]);
  expect(ask('cancel Maria’s job').text).toMatch(/^Why\?/);
  expect(ask('cancel Maria’s job because she moved').calls).toMatchObject([
    { command: 'job.cancel', args: { id: boiler, reason: 'she moved' } },
  ]);
});

test.each([
  'cancel the visit on 30 February',
  'cancel Tom’s visit on Blursday',
  'cancel the invoice of Tom',
  'cancel the visit of Zacharias',
  'cancel Maria’s visit or Tom’s',
  'mark invoice 2031-999 as paid by card',
  'mark the invoice of Tom as paid by card on Blursday',
  'Tom paid $30 in cash',
  'Tom paid 30 dollars by card',
  'Tom hat 30 Franken bar bezahlt',
  'how much did I invoice in March and April?',
  'how much did I invoice since Easter?',
  'how much did I invoice?',
  'how much did Zacharias pay this year?',
  'tell Tom about the invoice',
  'tell Zacharias that we come',
  'combien ai-je facturé depuis mars ?',
  'quanto ho fatturato a marzo e aprile?',
])('“%s” is asked back: no part of it is passed over or guessed', (sentence) => {
  const { calls, lines, text } = office().ask(sentence);
  expect({ calls, lines }).toEqual({ calls: [], lines: [] });
  expect(text).not.toContain('€');
});

test.each(['don’t cancel Maria’s visit', 'Did Maria cancel her visit?', 'has Tom cancelled?'])(
  '“%s” is no command',
  (sentence) => expect(wishOf(sentence)).toBeUndefined(),
);

test.each([
  ['mark invoice #TOM as paid by card', 'card'],
  ['mark the invoice of Tom as paid in cash', 'cash'],
  ['Tom has paid by bank transfer', 'transfer'],
  ['marca la factura de Tom como pagada en efectivo', 'cash'],
  ['marque a fatura do Tom como paga com cartão', 'card'],
  ['markiere die Rechnung von Tom als bezahlt, bar', 'cash'],
  ['marque la facture de Tom comme payée par carte', 'card'],
  ['segna la fattura di Tom come pagata con bonifico', 'transfer'],
])('“%s” proposes what is open on that invoice as paid', (sentence, method) => {
  const { ask, ofTom } = office();
  expect(ask(sentence).calls).toEqual([
    { command: 'invoice.recordPayment', args: { issuedId: ofTom, amount: '8000', method } },
  ]);
});

test('A part that was paid yesterday is written down as that', () => {
  const { ask, ofTom } = office();
  expect(ask('Tom paid 30.50 in cash yesterday').calls[0]?.args).toEqual({
    issuedId: ofTom,
    amount: '3050',
    method: 'cash',
    day: '2026-11-19',
  });
});

test.each([
  'Tom paid €30 in cash',
  'Tom paid 30 euros in cash',
  'Tom paid 30 EUR in cash',
  'Tom hat 30 Euro bar bezahlt',
])('“%s” names the invoice’s own currency', (sentence) => {
  expect(office().ask(sentence).calls[0]?.args).toMatchObject({ amount: '3000', method: 'cash' });
});

test('How it was paid is asked where it is not said, and of several invoices which', () => {
  const { ask, ofTom } = office();
  const asked = ask('mark the invoice as paid');
  expect(asked.choices.map(({ label }) => label)).toEqual([
    expect.stringContaining('Tom Brand') as string,
    expect.stringContaining('Maria Lopez') as string,
  ]);
  const how = ask('mark the invoice as paid', ofTom);
  expect(how.choices.map(({ label }) => label)).toEqual(['cash', 'card', 'bank transfer', 'otherwise']);
  const { question, choice } = how.choices[1]!;
  expect(ask(question!, choice).calls[0]?.args).toMatchObject({ issuedId: ofTom, method: 'card' });
});

test.each([
  ['tell Tom that we are ten minutes late', 'We are ten minutes late'],
  ['text Tom: can you leave the key, please?', 'can you leave the key, please?'],
  ['let Tom know that the part has come', 'The part has come'],
  ['dile a Tom que llegamos tarde', 'Llegamos tarde'],
  ['diga ao Tom que chegamos atrasados', 'Chegamos atrasados'],
  ['sag Tom, dass wir zehn Minuten später kommen', 'Wir kommen zehn Minuten später'],
  ['dis à Tom que nous serons en retard', 'Nous serons en retard'],
  ['di’ a Tom che arriviamo tardi', 'Arriviamo tardi'],
])('“%s” proposes the message in the owner’s words', (sentence, text) => {
  expect(office().ask(sentence).calls).toEqual([
    { command: 'message.send', args: { conversationId: 'talk', text } },
  ]);
});

test.each([
  ['how much did I invoice in March?', '1–31 March 2026 · Invoiced, taxes included: €200.00.'],
  ['what did Tom pay in March?', 'Tom Brand, 1–31 March 2026 · Paid: €200.00.'],
  ['how much did I invoice last month?', '1–31 October 2026 · Invoiced, taxes included: €130.00.'],
  ['how much did I earn in March?', '1–31 March 2026 · Invoiced, taxes included: €200.00. Paid: €200.00.'],
  ['how much did I invoice in March 2025?', '1–31 March 2025 · Invoiced, taxes included: €0.00.'],
  ['¿cuánto facturé en marzo?', '1–31 de marzo de 2026 · Facturado, con impuestos: €200.00.'],
  ['quanto faturei em março?', '1 – 31 de março de 2026 · Faturado, com impostos: €200.00.'],
  ['was hat Tom im März bezahlt?', 'Tom Brand, 1.–31. März 2026 · Bezahlt: €200.00.'],
  ['combien ai-je facturé en mars ?', '1–31 mars 2026 · Facturé, taxes comprises : €200.00.'],
  ['quanto ha pagato Tom a marzo?', 'Tom Brand, 01–31 marzo 2026 · Pagato: €200.00.'],
])('“%s” is summed up, with the days that were counted', (sentence, text) => {
  expect(office().ask(sentence).text.replaceAll(/\s/gu, ' ')).toBe(text);
});

test('What one customer owes is not what all owe', () => {
  const { ask } = office();
  expect(ask('how much does Tom owe me?').text).toBe('You are owed €80.00 on one invoice.');
  expect(ask('combien me doit Tom ?').text).toBe('On vous doit €80.00 sur une facture.');
  expect(ask('who owes me money?').text).toBe('You are owed €130.00 on 2 invoices.');
});

test.each([
  ['rappelle-moi d’appeler Maria demain à 9h', 'Appeler Maria'],
  ['ricordami di chiamare Maria domani alle 9', 'Chiamare Maria'],
  ['erinnere mich morgen um 9 daran, Maria anzurufen', 'Maria anzurufen'],
])('“%s” proposes a task for its day', (sentence, title) => {
  const { ask, maria } = office();
  const due = { day: '2026-11-21', time: '09:00' };
  expect(ask(sentence).calls).toEqual([
    { command: 'task.create', args: { title, due, aboutKind: 'contacts', aboutId: maria } },
  ]);
});
