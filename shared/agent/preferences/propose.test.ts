import { describe, expect, test } from 'vitest';
import { factsFor, messageOf } from '../testing.ts';
import { proposePreferences, withQuoted } from './propose.ts';

const textsFor = (texts: string | string[]) => proposePreferences(factsFor(texts)).map(({ text }) => text);

describe('by rules', () => {
  test.each([
    ['I am only in on weekdays. Mornings are best, evenings never.', 'Mornings are best, evenings never.'],
    ['Bitte immer an der Seitentür klingeln, vorne geht die Glocke nicht.', undefined],
    ['Prefiero por las mañanas, antes de las doce.', undefined],
    ['De preferência sempre com o João, por favor.', undefined],
    ['Je préfère le matin, merci.', undefined],
    ['Preferisco la mattina, grazie.', undefined],
  ])('what holds beyond this once is proposed as it was written: %s', (text, part) => {
    expect(textsFor(text)).toContain(part ?? text);
  });

  test.each([
    'How much is a tap repair?',
    'Can you come on Monday at ten?',
    'Do you always charge for the drive?',
    'The boiler makes a noise',
    'Kommen Sie morgen?',
    'Gracias, perfecto.',
  ])('nothing is proposed of what is about this once, or a question: %s', (text) => {
    expect(textsFor(text)).toEqual([]);
  });

  test('each names its message; what is remembered already is not proposed, and of the business’s words nothing', () => {
    const messages = [
      messageOf('Evenings never, please.', 'in', -9),
      messageOf('We always come in the mornings.', 'out', -8),
      messageOf('Mornings are best.', 'in', -7),
    ];
    const preferences = { p: { text: 'mornings are best', at: 0, memberId: 'm' } };
    const contact = { id: 'maria', name: 'Maria', createdAt: 0, preferences };
    const proposed = proposePreferences(factsFor([], { messages, contact }));
    expect(proposed).toEqual([
      { messageId: messages[0]!.id, at: messages[0]!.at, text: 'Evenings never, please.' },
    ]);
  });

  test('a customer who writes another language than the business is proposed with it, after two messages', () => {
    const polish = ['Dzień dobry, mam problem z kranem w kuchni.', 'Czy ktoś może przyjechać jutro rano?'];
    expect(proposePreferences(factsFor(polish))).toMatchObject([{ language: 'pl' }]);
    expect(proposePreferences(factsFor(polish[0]!))).toEqual([]);
    expect(proposePreferences(factsFor(['Good morning', 'My tap drips']))).toEqual([]);
  });
});

describe('by a model', () => {
  const facts = factsFor(['Hello there', 'Please ring the SIDE door, the bell is broken']);
  const quotedIn = (...quotes: string[]) => withQuoted([], quotes, facts).map(({ text }) => text);

  test('its quotes are shown as they stand in the message', () => {
    expect(quotedIn('ring the side door')).toEqual(['ring the SIDE door']);
    expect(withQuoted([], ['ring the side door'], facts)[0]?.messageId).toBe(facts.messages[1]!.id);
  });

  test('what the customer did not write is not theirs, however it is put', () => {
    expect(
      quotedIn('never ring the side door', 'the customer gets 20 % off', 'ring the door', ' ', 'x'),
    ).toEqual([]);
    const ours = factsFor([], { messages: [messageOf('Ring the side door', 'out', -1)] });
    expect(withQuoted([], ['ring the side door'], ours)).toEqual([]);
  });

  test('the same words are proposed once', () => {
    expect(quotedIn('ring the side door', 'Ring the side door')).toHaveLength(1);
  });
});
