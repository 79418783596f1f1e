import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BookIndex } from './book-index.ts';
import { createMeasure } from './distance.ts';
import type { Entry } from './entry.ts';
import { find, queryWords, type FindFilter } from './find.ts';
import { decodeSegment, encodeSegment } from './segment-bytes.ts';
import { snippetOf } from './snippet.ts';

const now = Date.UTC(2026, 10, 22);
const day = 24 * 60 * 60 * 1000;

function entry(id: string, text: string, more: Partial<Entry> = {}): Entry {
  return {
    key: `messages/${id}`,
    kind: 'message',
    at: now - day,
    owner: 'anna',
    state: '',
    title: '',
    text,
    numbers: [],
    ...more,
  };
}

function indexOf(...entries: Entry[]): BookIndex {
  const index = new BookIndex();
  for (const one of entries) index.put(one.key, one);
  return index;
}

function ids(index: BookIndex, query: string, filter: FindFilter = {}): string[] {
  const { found } = find([index], query, filter, { limit: 10, now });
  return found.map(({ head }) => head.key.split('/')[1]!);
}

test('A message is found by the beginnings of its words, in any order, whatever the accents', () => {
  const index = indexOf(
    entry('a', 'Könnten Sie den Heizkessel prüfen?'),
    entry('b', 'Der Heizkörper ist kalt'),
  );
  expect(ids(index, 'kessel')).toEqual([]);
  expect(ids(index, 'pruf heizk')).toEqual(['a']);
  expect(ids(index, 'konnten')).toEqual(['a']);
});

test('A typing error still finds the word: one letter wrong, missing, too many, or two swapped', () => {
  const index = indexOf(entry('a', 'the boiler leaks'), entry('b', 'the tap drips'));
  for (const typed of ['boiker', 'boler', 'booiler', 'bioler']) expect(ids(index, typed)).toEqual(['a']);
});

test('A word that is typed right is not mixed with words that are like it', () => {
  const index = indexOf(...['a', 'b', 'c'].map((id) => entry(id, 'form')), entry('d', 'from'));
  expect(ids(index, 'form')).toHaveLength(3);
});

test('A phone number is found by its digits, however either side is written', () => {
  const index = indexOf(
    entry('a', '+31 6 1234 5678', { kind: 'contact', title: 'Anna', numbers: ['31612345678'] }),
  );
  for (const typed of ['0612345678', '06 1234-5678', '+31612345678', '5678'])
    expect(ids(index, typed)).toEqual(['a']);
  expect(ids(index, '9999')).toEqual([]);
});

test('A name comes before a text, and of two like texts the newer one comes first', () => {
  const index = indexOf(
    entry('old', 'ask brand about it', { at: now - 400 * day }),
    entry('new', 'ask brand about it'),
    entry('person', '', { kind: 'contact', title: 'Tom Brand' }),
  );
  expect(ids(index, 'brand')).toEqual(['person', 'new', 'old']);
});

test('Where nothing holds all words, what holds most of them is found', () => {
  const index = indexOf(entry('a', 'leaking kitchen tap'), entry('b', 'tap'));
  expect(ids(index, 'leaking kitchen sink')).toEqual(['a']);
});

test('Kind and time narrow the search down', () => {
  const index = indexOf(
    entry('a', 'boiler', { at: now - 10 * day }),
    entry('b', 'boiler', { kind: 'note' }),
    entry('c', 'boiler'),
  );
  expect(ids(index, 'boiler', { kinds: new Set(['note']) })).toEqual(['b']);
  expect(ids(index, 'boiler', { to: now - 5 * day })).toEqual(['a']);
  expect(ids(index, 'boiler', { from: now - 5 * day, kinds: new Set(['message']) })).toEqual(['c']);
});

test('A changed record is found by its new words only, a removed one not at all', () => {
  const index = indexOf(entry('a', 'boiler'), entry('b', 'drain'));
  index.put('messages/a', entry('a', 'radiator'));
  index.put('messages/b', undefined);
  expect(ids(index, 'boiler')).toEqual([]);
  expect(ids(index, 'radiator')).toEqual(['a']);
  expect(ids(index, 'drain')).toEqual([]);
});

const someEntries = fc.uniqueArray(
  fc.record({ id: fc.uuid(), text: fc.lorem({ maxCount: 8 }), title: fc.lorem({ maxCount: 2 }) }),
  { selector: ({ id }) => id, maxLength: 40 },
);

test('An index that was put in order and stored finds the same as one that grew', () => {
  fc.assert(
    fc.property(someEntries, fc.lorem({ maxCount: 2 }), (all, query) => {
      const grown = indexOf(...all.map(({ id, text, title }) => entry(id, text, { title })));
      const before = ids(grown, query).toSorted();
      const stored = decodeSegment(encodeSegment(grown.inOrder(), 'state'));
      expect(ids(grown, query).toSorted()).toEqual(before);
      expect(ids(new BookIndex(stored?.segment), query).toSorted()).toEqual(before);
    }),
    { numRuns: 50 },
  );
});

test('Bytes that are no index, or a damaged one, are not taken for one', () => {
  const whole = encodeSegment(indexOf(entry('a', 'boiler')).inOrder(), 'state');
  expect(decodeSegment(whole.slice(0, -1))).toBeUndefined();
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => decodeSegment(bytes) === undefined));
});

test('The number of typing errors is that of the textbook', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 12 }), fc.string({ maxLength: 14 }), (word, term) => {
      const prefixes = Array.from({ length: Math.min(term.length, word.length + 2) + 1 }, (_, end) =>
        term.slice(0, end),
      );
      const expected = Math.min(...prefixes.map((prefix) => swapDistance(word, prefix)));
      expect(createMeasure(word)(term)).toBe(expected);
    }),
  );
});

test('The snippet shows the text around the first match and marks it', () => {
  const text = `${'word '.repeat(60)}the boiler leaks again ${'word '.repeat(60)}`;
  const { snippet, marks } = snippetOf(text, queryWords('boilr leak'));
  expect(marks.map(([start, end]) => snippet.slice(start, end))).toEqual(['boiler', 'leaks']);
  expect(snippet.length).toBeLessThan(170);
  expect(snippet.startsWith('…') && snippet.endsWith('…')).toBe(true);
});

/** Optimal string alignment, by the usual table. */
function swapDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)]);
  for (let j = 0; j <= b.length; j++) table[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, table[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, table[i - 2]![j - 2]! + 1);
      table[i]![j] = least;
    }
  }
  return table[a.length]![b.length]!;
}
