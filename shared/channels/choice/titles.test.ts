import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distinctTitles, foldTitle, shortened, typedNumber } from './titles.ts';

test('a title is cut after a whole character, whatever it is made of', () => {
  expect(shortened('Blocked drain and toilet repair', 20)).toBe('Blocked drain and t…');
  expect(shortened('Family 👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 20)).toBe('Family 👩‍👩‍👧‍👦…');
  expect(shortened('🇵🇹🇵🇹🇵🇹🇵🇹🇵🇹', 20)).toBe('🇵🇹🇵🇹🇵🇹🇵🇹🇵🇹');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 5, max: 30 }), (text, longest) => {
      const short = shortened(text, longest);
      expect(short.length).toBeLessThanOrEqual(longest);
      expect(short.isWellFormed()).toBe(true);
    }),
  );
});

test('titles that look alike once they are short are told apart by their numbers', () => {
  expect(distinctTitles(['Emergency call-out by day', 'Emergency call-out by night', 'Tap'], 20)).toEqual([
    'Emergency call-… (1)',
    'Emergency call-… (2)',
    'Tap',
  ]);
  expect(distinctTitles(['A (2)', 'A', 'a'], 20)).toEqual(['A (2)', 'A (2/1)', 'a (3)']);
});

test.each([
  ['2', 2],
  ['2.', 2],
  [' 2) ', 2],
  ['٢', 2],
  ['۱۲', 12],
  ['२', 2],
  ['２。', 2],
  ['2️⃣', 2],
  ['𝟐', 2],
  ['0', 0],
])('%s is the number %i', (text, number) => {
  expect(typedNumber(text)).toBe(number);
});

test.each(['2 taps', '2.5', '10:30', 'two', '-2', '2/3', '£2', '1234', ''])(
  '“%s” is no number of an option',
  (text) => {
    expect(typedNumber(text)).toBeUndefined();
  },
);

test('a title is known however it is typed, and other words stay other words', () => {
  expect(foldTitle('  Réparation  de\u200F robinet')).toBe(foldTitle('reparation de ROBINET'));
  expect(foldTitle('कि')).not.toBe(foldTitle('का'));
});
