import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Answered } from '#shared/domain/act.ts';
import { factsFor, fridayMorning, passage } from '../testing.ts';
import { recordsFor } from '../testing-records.ts';
import { openScene, type Scene } from './scene.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readMessage } from './read.ts';
import { settle } from './settle.ts';
import { type KnownWords, type Phrase, vocabularies } from './vocabulary.ts';

const cards = passage('cards', 'Do you take cards?', 'Yes, we take all cards.', true).row;
const facts = factsFor('');
const scene: Scene = expectOk(openScene(recordsFor(facts, { knowledge: [cards] }), 'talk', fridayMorning));

const answersTo = (text: string) => settle(readMessage(text, scene), undefined, text);
const kindsOf = (text: string) => answersTo(text).acts.map(({ act }) => act);
/** What states something of a record. */
const stating = new Set([
  'price',
  'slots',
  'services',
  'hours',
  'area',
  'knowledge',
  'howToPay',
  'balance',
  'visit',
]);

describe('a message of which every word is accounted for is answered', () => {
  test.each([
    ['How much is a boiler service?', 'price'],
    ['Hello, how much do you charge for the tap repair please?', 'price'],
    ['When can you come for a boiler service?', 'slots'],
    ['When are you open?', 'hours'],
    ['Are you open on Saturdays?', 'hours'],
    ['Haben Sie samstags geöffnet?', 'hours'],
    ['Do you come to Dublin?', 'area'],
    ['How much do I owe you?', 'balance'],
    ['¿Cuánto vale un boiler service?', 'price'],
    ['Vale, gracias', 'acknowledge'],
    ['Are you open tomorrow?', 'hours'],
    ['Where are you located?', 'area'],
    ['Do you take cards?', 'knowledge'],
    ['When is my next appointment?', 'visit'],
    ['Thank you so much!', 'acknowledge'],
    ['Hello', 'acknowledge'],
    ['Cuánto cuesta el Boiler service?', 'price'],
    ['Wie viel kostet der Boiler Service?', 'price'],
    ['Combien coûte le boiler service ?', 'price'],
    ['Quanto costa il boiler service?', 'price'],
    ['Quanto custa o boiler service?', 'price'],
  ])('%s → %s', (text, kind) => {
    expect(kindsOf(text)[0]).toBe(kind);
  });
});

describe('a question that is not asked word for word is asked back', () => {
  test.each(['Could I use my cards with you?', 'Which cards are taken?', 'Cards?'])('%s', (text) => {
    expect(answersTo(text).acts).toEqual([{ act: 'choose', of: 'question', knowledgeIds: ['cards'] }]);
  });

  test('and a complaint with its words is not', () => {
    expect(kindsOf('I want a refund of what my cards were charged')).toEqual(['handOver']);
  });
});

describe('a day with its time asks for somebody to come, and never for the opening hours', () => {
  test.each([
    ['Pouvez-vous passer mardi à 14h ?', '2026-11-24'],
    ['Können Sie am Dienstag um 14 Uhr vorbeischauen?', '2026-11-24'],
    ['¿Pueden pasar el martes a las 14:00?', '2026-11-24'],
    ['Could you drop by on Tuesday at 2 pm?', '2026-11-24'],
    ['Potete passare martedì alle 14?', '2026-11-24'],
    ['Podem passar na terça às 14h?', '2026-11-24'],
  ])('%s', (text, day) => {
    expect(answersTo(text).acts).toEqual([{ act: 'choose', of: 'service', purpose: 'book', day }]);
  });

  test('one that is over, or that is only told, is left to a person', () => {
    for (const text of [
      'Votre collègue est passé mardi dernier à 14h ?',
      'Mardi à 14h le robinet fuyait encore',
    ])
      expect(kindsOf(text)).toEqual(['handOver']);
  });
});

describe('a word more, and nothing is answered', () => {
  test.each([
    'How much is a boiler service without VAT?',
    'How much is a boiler service on Sundays?',
    'How much are ten boiler service?',
    'How much is a boiler service if I pay now?',
    'How much is a new boiler?',
    'Is the boiler service not much?',
    'How much is a boiler service for 3 boilers?',
    'How much is a boiler service 50% off?',
    'How much is the boiler service? Also my kitchen is flooded',
    'You took my card payments twice',
    'Do you not take cards?',
    'Do you take cards for ten days?',
    'Do you do carpentry?',
    'Guten Tag, ich habe meine Nebenkostenabrechnung verloren',
    'My kitchen sink is draining super slowly',
    'Ihr Kollege hat Farbe auf unserem Parkett hinterlassen',
    'When was the boiler service?',
    'How much is a boiler service when you close?',
    'How much is the morning boiler service?',
    'Could you do the boiler service for a good price?',
    'How much do you owe me?',
    'Do I have to pay?',
    'You need to pay me',
    'Are you close to me?',
    'Can you open it for me?',
    'Could you find it?',
    'Is my invoice open?',
    'I have an open invoice',
    'Do you have an offer for me?',
    'Was kostet der Boiler Service morgen Abend?',
    'Können Sie mir zahlen?',
    '¿Me pueden pagar?',
    'Quanto custa o boiler service à noite?',
    'C’est à vous ?',
    'Mi potete pagare?',
    'Are you open on Christmas Day?',
    'Do you come to Paris?',
  ])('%s', (text) => {
    expect(kindsOf(text).filter((kind) => stating.has(kind))).toEqual([]);
  });

  test('whatever word it is', () => {
    const known = vocabularies.en;
    const names = new Set('tap repair boiler service drain unblocking labour'.split(' '));
    const listed = new Set(phrasesOf(known).flat());
    const isKnown = (word: string) => listed.has(word);
    const stranger = fc
      .stringMatching(/^[a-z0-9]{2,12}$/)
      .filter((word) => !isKnown(word) && !names.has(word));
    fc.assert(
      fc.property(stranger, fc.nat(6), (word, at) => {
        const words = 'How much is a boiler service'.split(' ');
        words.splice(at, 0, word);
        // A day that our reader knows is no stranger, and no condition of a price either.
        expect(kindsOf(words.join(' ')).filter((kind) => stating.has(kind))).toEqual([]);
      }),
    );
  });
});

describe('two questions are each answered by itself', () => {
  test.each([
    ['How much is a boiler service and when are you open?', ['price', 'hours']],
    ['When are you open? Where are you located?', ['hours', 'area']],
    ['Was kostet Tap repair und wann haben Sie geöffnet?', ['price', 'hours']],
  ])('%s', (text, kinds) => expect(kindsOf(text)).toEqual(kinds));
});

describe('who complains without a word of complaint is offered nothing', () => {
  test.each([
    'Your price is a joke',
    'The price of the boiler service was a joke',
    'Why does a boiler service cost so much?',
    'Warum kostet der Boiler Service so viel?',
    'El precio del boiler service es un robo',
    'Le prix du boiler service est scandaleux',
    'When will you finally come?',
    'Wann kommen Sie endlich?',
    'My cards were charged twice',
    'I won’t pay that price for a boiler service',
    'Sie brauchen morgen nicht zu kommen',
    'Inutile de venir demain',
    'Sorry, can’t make it at 3',
  ])('%s', (text) => expect(answersTo(text).isLeft).toBe(true));
});

test('a danger beside a question is a doubt, and urgent', () => {
  const text = 'Scusi, c’è odore di gas, quanto costa il boiler?';
  expect(answersTo(text)).toMatchObject({ isLeft: true, reason: 'doubt' });
});

test('an act is asked for by its words in their order alone', () => {
  const asks = fc.constantFrom('do i owe', 'can i pay', 'when are you open', 'where are you located');
  fc.assert(
    fc.property(asks, fc.infiniteStream(fc.nat()), (question, picks) => {
      const words = question.split(' ');
      const mixed = words
        .map((word) => ({ word, at: picks.next().value as number }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ word }) => word)
        .join(' ');
      const says = [...vocabularies.en.acts.values()].flatMap((act) => act.says);
      fc.pre(!says.some((phrase) => ` ${mixed} `.includes(` ${phrase.join(' ')} `)));
      expect(kindsOf(mixed).filter((kind) => stating.has(kind))).toEqual([]);
    }),
  );
});

describe('a cancellation, a complaint or money back is left to a person, without an offer', () => {
  test.each([
    'Please cancel my booking',
    'I cannot make my appointment',
    'Necesito cancelar la cita',
    'Ich muss den Termin absagen',
    'Je dois annuler le rendez-vous',
    'Devo disdire l’appuntamento',
    'Preciso de desmarcar a visita',
    'I want a refund for the boiler service',
    'The boiler service did damage, how much do you pay?',
  ])('%s', (text) => {
    const { acts, isLeft } = answersTo(text);
    expect(isLeft).toBe(true);
    expect(acts.map(({ act }) => act)).toEqual([expect.stringMatching(/^(handOver|cancelRequested)$/)]);
  });
});

test('what is only half in sight leaves candidates to tap, and never a price or a time', () => {
  expect(answersTo('How much would the boiler cost?').acts).toEqual([
    { act: 'choose', of: 'service', purpose: 'price', serviceIds: ['boiler'] },
  ]);
});

describe('a model', () => {
  const text = 'How much is a boiler service?';
  const reading = readMessage(text, scene);
  const chosen = (serviceId: string, quote = text): Answered[] => [
    { act: { act: 'price', serviceIds: [serviceId] }, quote },
  ];
  test('that names the same record lets the answer go out', () => {
    expect(settle(reading, chosen('boiler'), text).acts[0]).toEqual({ act: 'price', serviceIds: ['boiler'] });
  });
  test('that names another leaves both to tap', () => {
    expect(settle(reading, chosen('tap'), text).acts).toEqual([
      { act: 'choose', of: 'service', purpose: 'price', serviceIds: ['tap', 'boiler'] },
    ]);
  });
  test('that quotes what nobody wrote leaves it to a tap', () => {
    const { acts } = settle(reading, chosen('boiler', 'free of charge'), text);
    expect(acts.map(({ act }) => act)).toEqual(['choose']);
  });
  test('that calls for a person gets one', () => {
    const act = { act: 'handOver', reason: 'dispute' } as const;
    expect(settle(reading, [{ act, quote: text }], text)).toMatchObject({ isLeft: true, acts: [act] });
  });
});

test('each language has fewer than 190 words in its lists', () => {
  for (const known of Object.values(vocabularies)) {
    const words = [...phrasesOf(known).flat(), ...known.person, ...known.change, ...known.not];
    expect(new Set(words).size).toBeLessThan(190);
  }
});

function phrasesOf({ common, thanks, acts }: KnownWords): Phrase[] {
  return [...common, ...thanks, ...[...acts.values()].flatMap(({ holds }) => holds)];
}
