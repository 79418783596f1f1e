import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGrounding } from '#shared/agent/grounding/grounding.ts';
import { factsFor, fridayMorning, messageOf, plumber, priceList, passage } from '#shared/agent/testing.ts';
import { namedDays } from './days.ts';
import { draftBasicReply } from './basic.ts';
import type { Intent } from './intents.ts';
import type { Language } from './language.ts';

/** What customers of service businesses write, with the language and the first intent that a person reads in it. */
const labelled: [Language, Intent, string][] = [
  ['en', 'greeting', 'Hello there'],
  ['en', 'greeting', 'Good morning'],
  ['en', 'price', 'Hi, how much do you charge to fix a dripping tap?'],
  ['en', 'price', 'What is the cost of a boiler service?'],
  ['en', 'price', 'could I get a quote for unblocking a drain please'],
  ['en', 'price', 'whats your hourly rate'],
  ['en', 'booking', 'Can you come tomorrow morning? My sink is leaking'],
  ['en', 'booking', 'I need a plumber, the toilet is blocked'],
  ['en', 'booking', "We've no hot water since last night"],
  ['en', 'booking', 'Are you available on Tuesday?'],
  ['en', 'booking', 'I would like to book an appointment for next week'],
  ['en', 'hours', 'Are you open on Saturday?'],
  ['en', 'hours', 'What time do you close today?'],
  ['en', 'hours', 'what are your opening hours'],
  ['en', 'location', 'Where are you based?'],
  ['en', 'location', 'Can you send me your address please'],
  ['en', 'complaint', 'The tap you fixed is leaking again. I am not happy.'],
  ['en', 'complaint', 'Nobody came this morning and I waited all day'],
  ['en', 'complaint', 'I want my money back'],
  ['en', 'thanks', 'Thanks a lot, great job!'],
  ['en', 'human', 'Can I talk to a real person please?'],
  ['en', 'human', 'Please call me'],
  ['en', 'other', 'I have paid the invoice just now'],
  ['en', 'other', 'My cousin has a brown dog'],
  ['es', 'greeting', '¡Hola! Buenos días'],
  ['es', 'price', '¿Cuánto cuesta reparar un grifo?'],
  ['es', 'price', 'Me pueden dar un presupuesto para la caldera'],
  ['es', 'price', 'Qué precio tiene un desatasco'],
  ['es', 'booking', '¿Pueden venir mañana por la tarde?'],
  ['es', 'booking', 'Necesito un fontanero, hay una fuga en el baño'],
  ['es', 'booking', 'Quisiera pedir una cita para el lunes'],
  ['es', 'booking', 'No tengo agua caliente, no funciona la caldera'],
  ['es', 'hours', '¿Están abiertos los sábados?'],
  ['es', 'hours', '¿A qué hora cierran hoy?'],
  ['es', 'hours', '¿Cuál es su horario?'],
  ['es', 'location', '¿Dónde están ubicados?'],
  ['es', 'complaint', 'El grifo sigue goteando, estoy muy decepcionada'],
  ['es', 'complaint', 'Ayer no vino nadie, quiero poner una queja'],
  ['es', 'thanks', 'Muchas gracias, muy amables'],
  ['es', 'human', 'Quiero hablar con una persona'],
  ['es', 'other', 'El perro de mi vecina es muy grande'],
  ['pt', 'greeting', 'Olá, bom dia'],
  ['pt', 'price', 'Quanto custa consertar uma torneira?'],
  ['pt', 'price', 'Vocês podem me passar um orçamento?'],
  ['pt', 'price', 'Qual é o preço da hora?'],
  ['pt', 'booking', 'Podem vir amanhã? A torneira está pingando'],
  ['pt', 'booking', 'Preciso de um encanador, o ralo entupiu'],
  ['pt', 'booking', 'Gostaria de marcar uma visita para segunda-feira'],
  ['pt', 'hours', 'Vocês estão abertos no sábado?'],
  ['pt', 'hours', 'Que horas vocês fecham hoje?'],
  ['pt', 'hours', 'Qual é o horário de atendimento?'],
  ['pt', 'location', 'Onde vocês ficam?'],
  ['pt', 'complaint', 'O ralo entupiu de novo, péssimo serviço'],
  ['pt', 'complaint', 'Ninguém apareceu ontem, quero fazer uma reclamação'],
  ['pt', 'thanks', 'Muito obrigada!'],
  ['pt', 'human', 'Posso falar com uma pessoa?'],
  ['de', 'greeting', 'Guten Tag'],
  ['de', 'price', 'Was kostet eine Heizungswartung?'],
  ['de', 'price', 'Wie viel verlangen Sie für einen tropfenden Wasserhahn?'],
  ['de', 'price', 'Können Sie mir ein Angebot machen?'],
  ['de', 'booking', 'Können Sie morgen vorbeikommen? Der Abfluss ist verstopft'],
  ['de', 'booking', 'Ich brauche dringend einen Klempner, Rohrbruch!'],
  ['de', 'booking', 'Ich hätte gerne einen Termin am Montag'],
  ['de', 'booking', 'Unsere Heizung funktioniert nicht'],
  ['de', 'hours', 'Haben Sie am Samstag geöffnet?'],
  ['de', 'hours', 'Wie sind Ihre Öffnungszeiten?'],
  ['de', 'hours', 'Bis wann haben Sie heute auf?'],
  ['de', 'location', 'Wo finde ich Sie?'],
  ['de', 'location', 'Wie ist Ihre Adresse?'],
  ['de', 'complaint', 'Der Hahn tropft schon wieder, ich bin sehr unzufrieden'],
  [
    'de',
    'complaint',
    'Gestern ist niemand gekommen, das ist eine Unverschämtheit, ich möchte mich beschweren',
  ],
  ['de', 'thanks', 'Vielen Dank, hat alles super geklappt'],
  ['de', 'human', 'Kann ich mit einem Menschen sprechen?'],
  ['de', 'human', 'Bitte rufen Sie mich zurück'],
  ['en', 'price', 'Roughly what would it set me back to get my boiler looked at?'],
  ['en', 'booking', 'my kitchen tap keeps running, could someone swing by this week?'],
  ['en', 'hours', 'u guys open sunday?'],
  ['en', 'location', 'whereabouts are you?'],
  ['en', 'complaint', 'Your guy left a huge mess and the pipe is worse'],
  ['en', 'thanks', 'ty, all good now'],
  ['en', 'human', 'is there a manager I can talk to'],
  ['en', 'booking', 'Our radiator is making a strange noise'],
  ['es', 'price', 'buenas, a cómo sale la hora?'],
  ['es', 'booking', 'se me ha inundado la cocina, ayuda por favor'],
  ['es', 'hours', '¿trabajan este domingo?'],
  ['es', 'location', 'me pasa la dirección del local?'],
  ['es', 'complaint', 'llevo dos semanas esperando y nadie responde'],
  ['es', 'thanks', 'mil gracias, todo perfecto'],
  ['es', 'booking', 'tengo el váter atascado'],
  ['pt', 'price', 'quanto vocês cobram pela visita?'],
  ['pt', 'booking', 'oi, minha caldeira parou de funcionar'],
  ['pt', 'hours', 'abrem no feriado?'],
  ['pt', 'location', 'qual a morada?'],
  ['pt', 'complaint', 'Já é a terceira vez que não aparecem'],
  ['pt', 'thanks', 'valeu demais!'],
  ['pt', 'booking', 'Tem vaga para quinta de manhã?'],
  ['de', 'price', 'Mit welchen Kosten muss ich rechnen?'],
  ['de', 'booking', 'Bei uns läuft Wasser aus der Decke'],
  ['de', 'hours', 'Habt ihr morgen auf?'],
  ['de', 'location', 'Wo ist euer Laden?'],
  ['de', 'complaint', 'Ihr Mitarbeiter hat die Wand beschädigt'],
  ['de', 'thanks', 'Dankeschön!'],
  ['de', 'booking', 'Wann hätten Sie Zeit für eine Reparatur?'],
  ['de', 'human', 'Ich möchte mit dem Chef sprechen'],
];

describe('what customers write is understood', () => {
  test.each(labelled)('%s, %s: %s', (language, intent, text) => {
    const reply = draftBasicReply(factsFor(text));
    expect([reply.language, reply.intents[0]]).toEqual([language, intent]);
  });
});

test('rule 11 a Basic draft states no amount, date, time or link that no record holds, whatever was asked', () => {
  for (const [, , text] of labelled) {
    const facts = factsFor(text);
    expect({ text, warnings: checkGrounding(draftBasicReply(facts).text, facts).warnings }).toEqual({
      text,
      warnings: [],
    });
  }
});

test('rule 12 a draft that names no record asks, thanks, or hands over to a person', () => {
  for (const [, , text] of labelled) {
    const { text: draft, citations, handOff, intents } = draftBasicReply(factsFor(text));
    const answers = citations.length > 0 || handOff || draft.includes('?') || intents[0] === 'thanks';
    expect({ text, answers }).toEqual({ text, answers: true });
  }
});

test('a customer who asks for a price gets the price list’s, as the business writes money', () => {
  const reply = draftBasicReply(factsFor('Hi, how much is a tap repair?'));
  expect(reply.text).toContain('Our price for “Tap repair” is €80.00 (including VAT 13.5 %).');
  expect(reply.citations).toEqual(['services/tap']);
});

test('a price asked in another language is found by what the words mean', () => {
  expect(draftBasicReply(factsFor('¿Cuánto cuesta arreglar un grifo?')).citations).toEqual(['services/tap']);
  expect(draftBasicReply(factsFor('Was kostet es, wenn der Abfluss verstopft ist?')).citations).toContain(
    'services/drain',
  );
  expect(draftBasicReply(factsFor('Quanto custa a manutenção da caldeira?')).citations).toEqual([
    'services/boiler',
  ]);
});

test('prices without tax say so, and several taxes are all named', () => {
  const taxes = {
    gst: { label: 'GST', rate: '5', category: 'S' as const },
    qst: { label: 'QST', rate: '9.975', category: 'S' as const },
  };
  const business = {
    ...plumber,
    taxes,
    defaultTaxIds: ['gst', 'qst'],
    pricesIncludeTax: false,
    currency: 'CAD',
    locale: 'en-CA',
  };
  const prices = priceList.map((service) => ({ ...service, currency: 'CAD' }));
  const { text } = draftBasicReply(factsFor('how much for a tap repair?', { business, services: prices }));
  expect(text).toContain('$80.00 (plus GST 5 % + QST 9.975 %)');
});

test('without a price list nothing is invented: the draft asks and hands over', () => {
  const reply = draftBasicReply(factsFor('How much is a new bathroom?', { services: [] }));
  expect(reply.text).not.toMatch(/\d/);
  expect(reply.handOff).toBe(true);
});

test('a question for tomorrow is answered with tomorrow’s hours', () => {
  const { text, citations } = draftBasicReply(factsFor('Are you open tomorrow?'));
  expect(text).toContain('Tomorrow we are open 9:00–12:00.');
  expect(citations).toEqual(['business/business']);
});

test.each([
  ['since this morning', []],
  ['since last Tuesday', []],
  ['desde esta mañana', []],
  ['seit gestern Abend', []],
  ['Can you come Tues?', ['tue']],
  ['Thurs or weds', ['wed', 'thu']],
  ['sat at 9', ['sat']],
  ['I sat in the sun this afternoon', ['fri']],
])('“%s” names the days %j', (text, days) => {
  const today = { weekday: 'fri' as const, day: '2026-11-20', minutes: 600 };
  const language = text.startsWith('desde') ? 'es' : text.startsWith('seit') ? 'de' : 'en';
  expect(namedDays(text, language, today).map(({ weekday }) => weekday)).toEqual(days);
});

test('split shifts are told in full, and days of equal hours together', () => {
  const { text } = draftBasicReply(factsFor('What are your opening hours?'));
  expect(text).toContain('Monday–Friday: 8:00–12:00 and 13:00–17:00');
  expect(text).toContain('Sunday: closed');
});

test('in the lunch break the next opening is later today; after Saturday it is on Monday', () => {
  const lunch = factsFor('are you open now?', { now: Date.UTC(2026, 10, 20, 12, 30) });
  expect(draftBasicReply(lunch).text).toContain('We are closed at the moment. We open again today, 13:00.');
  const saturday = factsFor('are you open now?', { now: Date.UTC(2026, 10, 21, 15) });
  expect(draftBasicReply(saturday).text).toContain('We open again on Monday, 8:00.');
});

test('a visit on a closed day is not offered; the next open day is', () => {
  const { text } = draftBasicReply(factsFor('Can you come on Sunday? The sink is leaking.'));
  expect(text).toContain('We are closed on Sunday. Would a visit on Monday suit you instead?');
});

test('a visit is never promised: the calendar is the owner’s', () => {
  const { text } = draftBasicReply(factsFor('Can you come tomorrow at 10?'));
  expect(text).toContain('I’ll check the calendar and confirm a time.');
  expect(text).not.toContain('10:00');
});

test('the address is asked for only where it is not known', () => {
  const text = 'I need a plumber tomorrow, the toilet is blocked';
  const addresses = { home: { street: '1 High St' } };
  expect(draftBasicReply(factsFor(text)).text).toContain('send me the address');
  const known = factsFor(text, { contact: { id: 'maria', name: 'Maria', createdAt: 0, addresses } });
  expect(draftBasicReply(known).text).not.toContain('send me the address');
});

test('a complaint gets an apology and a person, never a price', () => {
  const reply = draftBasicReply(factsFor('You overcharged me! How much is a tap repair anyway?'));
  expect(reply.text).toContain('I’m sorry about this');
  expect(reply.text).not.toContain('€');
  expect(reply.handOff).toBe(true);
});

test('a contact that is only a number is not addressed by it, and a running conversation is not greeted twice', () => {
  const unnamed = factsFor('Are you open?', { contact: { id: 'x', name: '+353 87 555 0199', createdAt: 0 } });
  expect(draftBasicReply(unnamed).text).toMatch(/^Hello,\n/);
  const messages = [messageOf('Hello Maria', 'out', -20), messageOf('Are you open?', 'in', -1)];
  expect(draftBasicReply(factsFor([], { messages })).text).toMatch(/^Yes, we are open now/);
});

test('a voice message or a picture without words is acknowledged', () => {
  const voice = { ...messageOf('', 'in', -1), text: undefined, type: 'audio' as const };
  const reply = draftBasicReply(factsFor([], { messages: [voice] }));
  expect(reply.text).toContain('I’ve received the voice message');
  expect(reply.handOff).toBe(true);
});

test('two questions get both answers, and what the customer is asked comes last', () => {
  const { text, citations } = draftBasicReply(factsFor('Are you open tomorrow, and how much is labour?'));
  expect(text.indexOf('Tomorrow we are open')).toBeLessThan(text.indexOf('“Labour” is €65.00 / hour'));
  expect(text).toMatch(/which day would suit you\?\n\nKind regards/);
  expect(citations).toEqual(['business/business', 'services/labour']);
});

test('several messages in a row are one question', () => {
  const reply = draftBasicReply(factsFor(['Hi', 'my boiler needs a service', 'how much is it?']));
  expect(reply.citations).toContain('services/boiler');
});

test('no message, however long or strange, breaks a draft or puts an unknown amount in it', () => {
  const sign = fc.constantFrom(
    'how much ',
    'can you come ',
    'das ',
    '(((',
    '€1 ',
    'morgen ',
    '\n',
    '🙂',
    'cuánto ',
    'abertos ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(sign, fc.string({ unit: 'grapheme' })), { maxLength: 60 }), (pieces) => {
      const facts = factsFor(pieces.join(''), { services: priceList, now: fridayMorning });
      const { text } = draftBasicReply(facts);
      expect(text.length).toBeGreaterThan(5);
      expect(checkGrounding(text, { ...facts, messages: [] }).warnings).toEqual([]);
    }),
  );
});

test('rule 12 a question that the knowledge answers is answered in the owner’s words, with the entry named', () => {
  const knowledge = [passage('pets', 'Are dogs a problem?', 'Not at all, we like dogs.', true)];
  const reply = draftBasicReply(factsFor('Is my dog a problem for your people?', { knowledge }));
  expect(reply).toMatchObject({ citations: ['knowledge/pets'], handOff: false });
  expect(reply.text).toContain('Not at all, we like dogs.');
});

test('rule 11 an entry that names a price is not given as an answer: a person looks at it', () => {
  const knowledge = [passage('pets', 'Are dogs a problem?', 'No, for €20 more.', true)];
  const reply = draftBasicReply(factsFor('Is my dog a problem?', { knowledge }));
  expect(reply).toMatchObject({ citations: [], handOff: true });
});

test.each([
  'Can you come? My tap drips',
  '¿Puede venir? El grifo gotea',
  'Pode vir? A torneira pinga',
  'Können Sie kommen? Der Hahn tropft',
])('rule 11 free times are offered as they were computed: %s', (text) => {
  const slots = [Date.UTC(2026, 10, 23, 8), Date.UTC(2026, 10, 24, 13, 30)].map((start) => ({
    start,
    end: start + 3_600_000,
  }));
  const facts = factsFor(text, { slots });
  const reply = draftBasicReply(facts);
  expect(reply.citations).toEqual(expect.arrayContaining(slots.map(({ start }) => `slots/${start}`)));
  expect(checkGrounding(reply.text, facts).warnings).toEqual([]);
});

test('the owner’s signature and languages are kept to', () => {
  const { text, language } = draftBasicReply(
    factsFor('¿Cuánto cuesta?', { voice: { signature: 'Anna', languages: ['en'] } }),
  );
  expect(language).toBe('en');
  expect(text.endsWith('\n\nAnna')).toBe(true);
});
