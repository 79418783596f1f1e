import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanName, cleanText } from './clean-text.ts';

test.each([
  ['only what cannot be seen', '\u200B\u200D\u2060', undefined],
  ['only blanks that count as letters', '\u3164 \u2800\u00AD', undefined],
  ['only joiners and selectors', '\uFE0F\u200C\u200D\uFE0F', undefined],
  ['an override', 'Ann \u202Etxet desrever', 'Ann txet desrever'],
  ['isolates and marks', '\u2067Ann\u2069\u200F Bell', 'Ann Bell'],
  ['line breaks', 'Ann\nBell\r\n\u2028x\tY', 'Ann Bell x Y'],
  ['controls', 'A\u0000nn\u0007', 'Ann'],
  ['a zero-width space within', 'An\u200Bn', 'Ann'],
  ['half a character', 'Ann \uD83D', 'Ann \uFFFD'],
])('a name of %s is shown as what can be seen of it', (_what, given, right) => {
  expect(cleanName(given)).toBe(right);
});

test.each(['أحمد محمود', 'דנה כהן', 'می‌خواهم', 'Ana 🔧', '👩‍🔧 Jo', '❤️ Ann', 'ක්‍රි', 'Zoë O’Neil', '山田 太郎'])(
  'a real name stays as it is: %s',
  (name) => expect(cleanName(name)).toBe(name),
);

test('a name is cut between characters', () => {
  expect(cleanName(`${'a'.repeat(198)}👩‍🔧`)).toBe('a'.repeat(198));
});

test('a text keeps its lines and its direction, and loses what turns words around', () => {
  expect(cleanText('one\r\ntwo\u202Eeerht')).toBe('one\ntwoeerht');
  expect(cleanText('שלום\u200F 12')).toBe('שלום\u200F 12');
});

test('cleaning once is enough', () => {
  const any = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\u200B', '\u200D', '\u202E', '\u2028', ' ', '\n', 'א', 'a', '\uFE0F'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
  });
  expect(cleanName('A\n\uFE0F B')).toBe('A B');
  fc.assert(
    fc.property(any, (text) => {
      expect(cleanText(cleanText(text))).toBe(cleanText(text));
      const name = cleanName(text);
      expect(cleanName(name)).toBe(name);
    }),
  );
});
