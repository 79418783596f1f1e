import { expect, test } from 'vitest';
import { search, type Entry } from './search.ts';

const entry = (label: string, detail?: string): Entry => ({
  id: label,
  label,
  detail,
  open: () => undefined,
});

const people = [
  entry('Anna Müller', '+31 6 1234 5678'),
  entry('Bram de Vries', 'Vries Installaties'),
  entry('Tom Brand', 'anna.brand@example.org'),
];

const found = (query: string) => search(people, query, 10).map(({ label }) => label);

test('A name is found by the beginning of any of its words, whatever the accents', () => {
  expect(found('muller')).toEqual(['Anna Müller']);
  expect(found('vri')).toEqual(['Bram de Vries']);
});

test.each([
  ['Łukasz Nowak', 'lukasz'],
  ['Søren Ødegård', 'soren odegard'],
  ['Heinz Weiß', 'weiss'],
  ['Ayşe Yıldız', 'yildiz'],
  ['Siobhán O’Brien', 'obrien'],
  ['Siobhán O’Brien', 'brien'],
])('%s is found by %s', (name, typed) => expect(search([entry(name)], typed, 10)).toHaveLength(1));

test('A match at the start of the name comes before one in its details', () => {
  expect(found('anna')).toEqual(['Anna Müller', 'Tom Brand']);
});

test('Every word has to match, so that more words find less', () => {
  expect(found('anna 5678')).toEqual(['Anna Müller']);
  expect(found('anna vries')).toEqual([]);
});

test('The middle of a word is no match', () => {
  expect(found('ries')).toEqual([]);
});

test('Without a query the first entries are offered', () => {
  expect(search(people, '  ', 2)).toHaveLength(2);
});
