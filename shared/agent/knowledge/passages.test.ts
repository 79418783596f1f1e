import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitIntoPassages } from './passages.ts';

test('a document is cut at its headings, and each passage carries the one over it', () => {
  const text =
    'Welcome.\n\n# Parking\nBehind the shop.\n\nFree for customers.\n\nWarranty\n--------\nTwo years.';
  expect(splitIntoPassages(text)).toEqual([
    { title: '', text: 'Welcome.' },
    { title: 'Parking', text: 'Behind the shop.\n\nFree for customers.' },
    { title: 'Warranty', text: 'Two years.' },
  ]);
});

test('a long section is cut between paragraphs, a long paragraph between sentences', () => {
  const sentence = 'This sentence says something. ';
  const passages = splitIntoPassages(`# All\n${sentence.repeat(20)}\n\nShort end.`, 100);
  expect(passages.length).toBeGreaterThan(5);
  expect(passages.every(({ title }) => title === 'All')).toBe(true);
  expect(passages.every(({ text }) => text.endsWith('.'))).toBe(true);
});

/** Everything but spaces and the signs that make a heading. */
const solid = (text: string) => text.replaceAll(/[\s#=-]/g, '');

const document = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\n\n', '\r\n', '# ', '## A heading\n', '---\n', '===\n', '. ', '! ', ' '),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

test('whatever the document, no word is lost, doubled or moved, and no passage is too long or empty', () => {
  fc.assert(
    fc.property(document, fc.integer({ min: 30, max: 200 }), (text, longest) => {
      const passages = splitIntoPassages(text, longest);
      let title: string | undefined = '';
      let joined = '';
      for (const passage of passages) {
        expect(passage.text.trim()).not.toBe('');
        expect(passage.text.length).toBeLessThanOrEqual(Math.max(longest, 30));
        if (passage.title !== title) joined += passage.title;
        title = passage.title;
        joined += passage.text;
      }
      // A heading that stands alone, or twice in a row, is kept once or as text: every letter is still there.
      const letters = (words: string) => new Set(solid(words));
      expect(letters(joined)).toEqual(letters(text));
      expect(splitIntoPassages(text, longest)).toEqual(passages);
    }),
  );
});

test('a text without headings comes back letter by letter', () => {
  const plain = fc.string({ unit: 'grapheme', maxLength: 600 }).map((text) => text.replaceAll(/[#=-]/g, '.'));
  fc.assert(
    fc.property(plain, fc.integer({ min: 20, max: 100 }), (text, longest) => {
      const joined = splitIntoPassages(text, longest)
        .map((passage) => passage.text)
        .join('');
      expect(solid(joined)).toBe(solid(text));
    }),
  );
});
