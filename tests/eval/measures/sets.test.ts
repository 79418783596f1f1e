import { describe, expect, test } from 'vitest';
import type { HeardMessage } from './sets.ts';
import { heardSet, heldOutDangers, heldOutLanguages, heldOutTrades } from './sets.ts';

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

/** How many are repetitions: a failing test must not print a sentence either. */
function repeated(set: { text: string }[]): number {
  return set.length - new Set(set.map(({ text }) => text.trim().toLowerCase())).size;
}
