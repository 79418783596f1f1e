import fc from 'fast-check';
import { expect, test } from 'vitest';
import { referenceAfter } from '#shared/records/telegram.ts';
import { sayAlert } from './alert.ts';
import { mostSaid, say, shortened } from './said.ts';
import { wishOf } from './wish.ts';
import { english } from './words.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 800 }),
  fc.constantFrom('<b>x</b>', '*x* _y_ `z`', '[a](tg://user?id=1)', '&lt;', '👩‍🔧', '‮x', '\u0000'),
);

test('whatever a customer writes is words: bold is where ours are, and nothing else', () => {
  fc.assert(
    fc.property(anyText, anyText, (name, words) => {
      const said = sayAlert(
        { kind: 'message', words },
        { reference: 'A-1', name, isShown: true, speak: english },
      );
      expect(Object.keys(said).toSorted()).toEqual(['bold', 'text']);
      expect(said.bold.map(({ offset, length }) => said.text.slice(offset, offset + length))).toEqual([
        'New message',
      ]);
      expect(said.text.startsWith('New message · A-1')).toBe(true);
    }),
  );
});

test('where names and words are kept out, nothing of them is said', () => {
  fc.assert(
    fc.property(anyText, anyText, (name, words) => {
      const said = sayAlert(
        { kind: 'danger', words },
        { reference: 'B-7', name, isShown: false, speak: english },
      );
      expect(said.text).toBe('A customer may be in danger · B-7');
    }),
  );
});

test('what is said always fits Telegram, ends in no half character, and its bold stays within it', () => {
  const line = fc.array(fc.oneof(anyText, fc.record({ bold: anyText })), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const { text, bold } = say(lines);
      expect(text.length).toBeLessThanOrEqual(mostSaid);
      expect(text.isWellFormed()).toBe(true);
      for (const { offset, length } of bold) {
        expect(length).toBeGreaterThan(0);
        expect(offset + length).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test('a long text is cut with an ellipsis, and a short one is left alone', () => {
  expect(shortened('abc', 3)).toBe('abc');
  expect(shortened('abcd', 3)).toBe('ab…');
  expect(shortened('a😀bc', 3)).toBe('a…');
});

test('references follow one another, and begin anew only after thousands', () => {
  expect([undefined, 'A-1', 'A-99', 'Z-99', 'nonsense'].map(referenceAfter)).toEqual([
    'A-1',
    'A-2',
    'B-1',
    'A-1',
    'A-1',
  ]);
  const seen = new Set<string>();
  for (let at = 0, last: string | undefined; at < 26 * 99; at++) {
    last = referenceAfter(last);
    seen.add(last);
  }
  expect(seen.size).toBe(26 * 99);
});

test.each([
  ['/start', { wants: 'start' }],
  ['/start AbC_-9', { wants: 'start', code: 'AbC_-9' }],
  ['/start@plumbline_bot AbC', { wants: 'start', code: 'AbC' }],
  ['/stop', { wants: 'stop' }],
  ['Today', { wants: 'today' }],
  ['/next@plumbline_bot', { wants: 'next' }],
  ['Who  owes me?', { wants: 'owes' }],
  ['constructor', { wants: 'unknown' }],
  ['Hello', { wants: 'unknown' }],
])('“%s” is understood', (text, wish) => {
  expect(wishOf(text)).toEqual(wish);
});
