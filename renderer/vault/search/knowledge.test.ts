import { expect, test } from 'vitest';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { BookIndex } from './book-index.ts';
import { entryOf } from './entry.ts';
import type { Indexes } from './indexes.ts';
import { createSearch } from './search.ts';
import { decodeSegment, encodeSegment } from './segment-bytes.ts';

const memory = createMemoryRecords();
const question = expectOk(
  memory.run('knowledge.add', { title: 'Do you work on weekends?', text: 'On Saturdays, for emergencies.' }),
).id;
expectOk(
  memory.run('knowledge.addDocument', {
    name: 'terms.pdf',
    source: 'file',
    passages: [
      { title: 'Guarantee', text: 'Our workmanship is guaranteed for two years.' },
      { title: '', text: 'Cancelling is free until the day before.' },
    ],
  }),
);
const [guarantee, cancelling] = memory.list('knowledge').filter(({ kind }) => kind === 'passage');

/** Over an index as it was stored and read back; `mayOpen`: whether this member has a key for the desk. */
function searchIn(mayOpen: boolean) {
  const made = new BookIndex();
  for (const row of memory.list('knowledge')) made.put(`knowledge/${row.id}`, entryOf('knowledge', row));
  const index = new BookIndex(decodeSegment(encodeSegment(made.inOrder(), 'state'))!.segment);
  const indexes: Pick<Indexes, 'catchUp' | 'all'> = { catchUp: () => true, all: () => [['desk', index]] };
  const search = createSearch({
    indexes: indexes as Indexes,
    records: memory.records,
    canOpen: () => mayOpen,
    isComplete: () => true,
    now: () => memory.context.now,
  });
  return (query: string) => search(query, { kinds: ['knowledge'] }).hits;
}

test('a question, an answer, a heading, a passage and the name of a document lead to their entries', () => {
  const found = (query: string) => searchIn(true)(query).map(({ id }) => id);
  expect(found('weekends')).toEqual([question]);
  expect(found('saturday emergency')).toEqual([question]);
  expect(found('guarantee')).toEqual([guarantee!.id]);
  expect(found('workmanship')).toEqual([guarantee!.id]);
  expect(found('canceling')).toEqual([cancelling!.id]);
  expect(new Set(found('terms'))).toEqual(new Set([guarantee!.id, cancelling!.id]));
});

test('a hit says what it is and whether answers rest on it, and belongs to no customer', () => {
  const [hit] = searchIn(true)('workmanship');
  expect(hit).toMatchObject({ kind: 'knowledge', title: 'Guarantee', state: 'draft' });
  expect(hit!.snippet).toContain('Our workmanship is guaranteed');
  expect(hit).not.toHaveProperty('contactId');
  expect(searchIn(true)('canceling')[0]!.title).toBe('terms.pdf');
});

test('who may not read the desk finds nothing of it', () => {
  expect(searchIn(false)('guarantee')).toEqual([]);
});
