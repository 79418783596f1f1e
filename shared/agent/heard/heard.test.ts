import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hear } from './hear.ts';
import { de } from './testing/de.ts';
import { en } from './testing/en.ts';
import { es } from './testing/es.ts';
import { fr } from './testing/fr.ts';
import { it as italian } from './testing/it.ts';
import { pt } from './testing/pt.ts';
import type { Sentences } from './testing/sentences.ts';
import { dangersOf, ordinaryOf } from './testing/sentences.ts';

const languages: [string, Sentences][] = Object.entries({ en, es, pt, de, fr, it: italian });

/** The most of a hundred ordinary messages that may be taken for something else. */
const falseAlarms = 2;

describe.each(languages)('what is heard in %s', (_language, sentences) => {
  const dangers = dangersOf(sentences);
  const ordinary = ordinaryOf(sentences);
  const unheard = (texts: string[]) => texts.filter((text) => hear(text).danger === undefined);

  it('hears every danger it is tried on', () => expect(unheard(dangers)).toEqual([]));

  it('hears it in capitals, without accents, with letters doubled and after a greeting', () => {
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
    expect(unheard(dangers.map((text) => text.toUpperCase()))).toEqual([]);
    expect(unheard(dangers.map(plain))).toEqual([]);
    expect(unheard(dangers.map((text) => text.replaceAll(/([aeiou])(?=\s|$)/g, '$1$1$1')))).toEqual([]);
    expect(unheard(dangers.map((text) => `Hi, Tom here.\n${text}\n12 Elm Street`))).toEqual([]);
  });

  it('leaves ordinary messages alone', () => {
    const alarms = ordinary.filter((text) => hear(text).danger !== undefined);
    expect(alarms.length, alarms.join('\n')).toBeLessThanOrEqual((ordinary.length * falseAlarms) / 100);
    expect(ordinary.filter((text) => hear(text).stop === 'clear')).toEqual([]);
  });

  it('hears who wants no more messages', () => {
    for (const text of [...sentences.stop, ...sentences.stop.map((each) => each.toUpperCase())])
      expect([text, hear(text).stop]).toEqual([text, 'clear']);
  });

  it('hears who wants a person, and who asks whether this is a machine', () => {
    expect(sentences.person.filter((text) => !hear(text).person)).toEqual([]);
    expect(sentences.robot.filter((text) => !hear(text).asksAboutAssistant)).toEqual([]);
  });

  it('takes no danger for a wish to get no messages', () => {
    expect(dangers.filter((text) => hear(text).stop === 'clear')).toEqual([]);
  });
});

describe('what is heard', () => {
  it('a word for stop in a line of its own, with a courtesy in the next', () => {
    expect(hear('STOP\nThanks')).toMatchObject({ stop: 'clear', stops: 'messages' });
  });

  it('stop within a longer message is a question, and stopping by is nothing', () => {
    expect(hear('stop the leak').stop).toBe('ambiguous');
    expect(hear('can you stop by tomorrow?').stop).toBeUndefined();
    expect(hear('Stop\nwe sold the house on Friday').stop).toBe('ambiguous');
  });

  it('who wants no more reminders does not end all messages', () => {
    expect(hear('please stop sending me appointment reminders').stops).toBe('reminders');
  });

  it('says how sure it is', () => {
    expect(hear('the kitchen is on fire').danger).toEqual({ kind: 'fire', strength: 'certain' });
    expect(hear('the outlet is hot to the touch').danger).toEqual({
      kind: 'electricity',
      strength: 'likely',
    });
  });

  it('what is not there, or was last year, is none', () => {
    expect(hear('There is no smell of gas').danger).toBeUndefined();
    expect(hear('We had a burst pipe last year and need the wall painted').danger).toBeUndefined();
  });

  it.each(languages)('knows that who writes so reads %s', (language, sentences) => {
    const others = dangersOf(sentences).filter((text) => hear(text).language !== language);
    expect(others.length).toBeLessThan(dangersOf(sentences).length / 30);
  });

  it('a danger in a message of two languages', () => {
    expect(hear('Hallo, my kitchen is on fire bitte schnell').danger?.kind).toBe('fire');
  });

  it('any text is read to its end, however long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
        expect(hear(text)).toHaveProperty('person');
      }),
    );
    expect(hear('gas smell '.repeat(6500)).danger?.kind).toBe('gas');
    expect(hear('a'.repeat(65_536)).danger).toBeUndefined();
  });
});
