import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { HeardLanguage } from '#shared/domain/danger.ts';
import { hear } from './hear.ts';
import type { Unseen } from './testing/unseen.ts';
import { unseen } from './testing/unseen.ts';

const languages = Object.entries(unseen) as [HeardLanguage, Unseen][];
const allDangers = languages.flatMap(([, { dangers }]) => dangers.map(([, text]) => text));

const unheard = (texts: readonly string[]) => texts.filter((text) => hear(text).danger === undefined);

describe.each(languages)('what is heard in %s, in messages that nothing was learnt from', (language, own) => {
  const dangers = own.dangers.map(([, text]) => text);

  it('every plain danger, and nearly always of which kind', () => {
    expect(unheard(dangers)).toEqual([]);
    const mistaken = own.dangers.filter(([kind, text]) => hear(text).danger?.kind !== kind);
    expect(mistaken.length, JSON.stringify(mistaken)).toBeLessThanOrEqual(1);
  });

  it('the same in capitals, without accents, with letters doubled and with other talk around it', () => {
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
    const changed = {
      capitals: (text: string) => text.toUpperCase(),
      plain,
      doubled: (text: string) => text.replaceAll(/([aeiou])(?=\s|$)/g, '$1$1$1'),
    };
    for (const change of Object.values(changed)) expect(unheard(dangers.map(change))).toEqual([]);
    const around = dangers.map((text) => `Tom, 12 Elm Street\n${text}\n+34 600 111 222`);
    expect(unheard(around).length).toBeLessThanOrEqual(1);
  });

  it('no danger, no stop and no person in ordinary messages', () => {
    const alarming = own.ordinary.filter((text) => {
      const { danger, stop, person } = hear(text);
      return danger !== undefined || stop !== undefined || person;
    });
    expect(alarming).toEqual([]);
  });

  it('who wants no more messages, who wants a person, who asks whether this is a machine', () => {
    expect(own.stop.map((text) => [text, hear(text).stop])).toEqual(own.stop.map((text) => [text, 'clear']));
    expect(own.person.filter((text) => !hear(text).person)).toEqual([]);
    expect(own.assistant.filter((text) => !hear(text).asksAboutAssistant)).toEqual([]);
  });

  it('which language it is', () => {
    expect(dangers.filter((text) => hear(text).language !== language)).toEqual([]);
  });
});

test('no danger is taken for a wish to get no messages', () => {
  expect(allDangers.filter((text) => hear(text).stop === 'clear')).toEqual([]);
});

test.each(['STOP', 'Stop!', 'stop.', 'BAJA', 'SAIR', 'STOPP', 'ARRÊT', 'unsubscribe'])(
  '%s and nothing else ends messages, as wherever one writes to a number',
  (text) => expect(hear(text)).toMatchObject({ stop: 'clear', stops: 'messages' }),
);

test('who wants no more reminders does not end all messages', () => {
  expect(hear('please stop sending me appointment reminders').stops).toBe('reminders');
});

test('a danger that is plain is certain', () => {
  expect(hear('the kitchen is on fire').danger).toEqual({ kind: 'fire', strength: 'certain' });
});

test.each(['Sent', 'Listo', 'Enviado', 'Envoyé', 'Inviato', 'Gesendet', 'Home', 'Morgen', 'Hoy'])(
  'one word such as “%s” raises no alarm and ends no messages',
  (word) => {
    expect(hear(word).danger).toBeUndefined();
    expect(hear(word).stop).not.toBe('clear');
  },
);

test('what only may be a danger is no alarm, and known to be in doubt', () => {
  for (const text of [
    'The wall next to the meter is warm',
    'My mother does not answer and the door is locked',
  ])
    expect(hear(text), text).toMatchObject({ mayBeDanger: true });
  expect(hear('Can you come on Tuesday at nine?').mayBeDanger).toBe(false);
  expect(hear('the kitchen is on fire').mayBeDanger).toBe(false);
});

test('a danger in a message of two languages is heard', () => {
  expect(hear('Hallo, my kitchen is on fire bitte schnell').danger?.kind).toBe('fire');
});

test('any text is read to its end, however long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
      expect(hear(text)).toHaveProperty('person');
    }),
  );
  const chat = 'we would like the fence painted green, any day next week is fine for us. '.repeat(880);
  expect(hear(`${chat}\nthere is a strong smell of gas in the kitchen`).danger?.kind).toBe('gas');
  expect(hear('a'.repeat(65_536)).danger).toBeUndefined();
});
