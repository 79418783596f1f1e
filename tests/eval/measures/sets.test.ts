import { describe, expect, test } from 'vitest';
import type { HeardMessage } from './sets.ts';
import {
  businessSet,
  daySet,
  heardSet,
  heldOutDangers,
  heldOutLanguages,
  heldOutTrades,
  questionSet,
  trapKinds,
} from './sets.ts';

describe.each(heldOutLanguages)('what is heard first, in %s', (language) => {
  const set = heardSet(language);
  const count = (of: (message: HeardMessage) => boolean) => set.filter(of).length;

  test('is measured with enough messages of each kind', () => {
    expect(set.length).toBeGreaterThanOrEqual(500);
    for (const kind of heldOutDangers)
      expect(
        count(({ danger }) => danger === kind),
        kind,
      ).toBeGreaterThanOrEqual(10);
    expect(count(({ danger }) => danger !== null)).toBeGreaterThanOrEqual(150);
    expect(count(({ stop }) => stop === 'clear')).toBeGreaterThanOrEqual(45);
    expect(count(({ stop }) => stop === 'ambiguous')).toBeGreaterThanOrEqual(15);
    expect(count(({ person }) => person)).toBeGreaterThanOrEqual(40);
  });

  test('is measured with ordinary messages of every trade', () => {
    for (const of of heldOutTrades)
      expect(
        count(({ trade, danger, stop, person }) => trade === of && !danger && !stop && !person),
        of,
      ).toBeGreaterThanOrEqual(15);
  });

  test('no message stands twice', () => expect(repeated(set)).toBe(0));
});

describe.each(heldOutLanguages)('what a record answers, in %s', (language) => {
  const set = questionSet(language);
  const business = businessSet();

  test('is measured with enough questions, and traps of each kind', () => {
    expect(set.length).toBeGreaterThanOrEqual(250);
    const answerable = set.filter(({ kind }) => kind === 'answerable').length;
    expect(answerable / set.length).toBeGreaterThan(0.5);
    expect(answerable / set.length).toBeLessThan(0.6);
    for (const trap of trapKinds)
      expect(
        set.filter((question) => question.kind === 'trap' && question.about === trap).length,
        trap,
      ).toBeGreaterThanOrEqual(4);
  });

  test('names only records of the firm, and all of them', () => {
    const expected = set.flatMap((question) => (question.kind === 'answerable' ? question.expect : []));
    const services = expected.flatMap((act) => ('service' in act && act.service ? [act.service] : []));
    const knowledge = expected.flatMap((act) => ('knowledge' in act ? [act.knowledge] : []));
    expect(new Set(services)).toEqual(new Set(business.services.map(({ id }) => id)));
    expect(new Set(knowledge)).toEqual(new Set(business.knowledge.map(({ id }) => id)));
  });

  test('no question stands twice', () => expect(repeated(set)).toBe(0));
});

describe.each(heldOutLanguages)('when something is to be, in %s', (language) => {
  const set = daySet(language);

  test('is measured with days, times, ranges, what has to be asked, and none', () => {
    expect(set.length).toBeGreaterThanOrEqual(150);
    const kindOf = (value: unknown) => (value === null || value === 'ask' ? value : typeof value);
    for (const [kind, least] of [
      [null, 30],
      ['ask', 15],
      ['string', 50],
      ['object', 10],
    ] as const)
      expect(set.filter(({ day }) => kindOf(day) === kind).length, String(kind)).toBeGreaterThanOrEqual(
        least,
      );
  });

  test('no message stands twice', () => expect(repeated(set)).toBe(0));
});

/** How many are repetitions: a failing test must not print a sentence either. */
function repeated(set: { text: string }[]): number {
  return set.length - new Set(set.map(({ text }) => text.trim().toLowerCase())).size;
}
