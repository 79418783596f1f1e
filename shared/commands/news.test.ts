import { expect, test } from 'vitest';
import { decisionOn } from '#shared/domain/news/decision.ts';
import { type NewsEntry, wordsHash } from '#shared/domain/news/news.ts';
import { provesItself } from '#shared/domain/proven.ts';
import { expectOk } from '#shared/lib/result.ts';
import { ChangeSet } from '#shared/records/change-set.ts';
import { beginWithNews } from './news.ts';
import { createMemoryRecords } from './testing.ts';

const entry: NewsEntry = {
  id: 'fingerprint',
  version: '0.2.0',
  date: '2026-12-01',
  changes: ['data'],
  words: { en: { title: 'Open by fingerprint', text: ['A wrapped key is kept.'] } },
};
const words = wordsHash(entry, entry.words.en);
const said = (agrees: boolean) => ({ entryId: entry.id, words, agrees });

test('an owner’s word is kept with the words that it was given to, and the next one holds behind it, also by a wrong clock', () => {
  const world = createMemoryRecords();
  world.context.isOwner = true;
  expectOk(world.run('news.decide', said(true)));
  world.context.now -= 86_400_000;
  expectOk(world.run('news.decide', said(false)));
  const all = world.list('newsDecisions');
  expect(all).toHaveLength(2);
  expect(all.every(provesItself)).toBe(true);
  expect(decisionOn(entry, all)).toMatchObject({ agrees: false, words, memberId: 'member-1' });
});

test('nobody but an owner agrees', () => {
  const world = createMemoryRecords();
  expect(world.run('news.decide', said(true))).toMatchObject({ error: { code: 'news.owners-only' } });
  expect(world.list('newsDecisions')).toEqual([]);
});

test('a business that begins with a change is not asked about it, and what is ordinary asks nobody', () => {
  const world = createMemoryRecords();
  const draft = new ChangeSet(world.records);
  beginWithNews(draft, [entry, { ...entry, id: 'ordinary', changes: [] }], world.context);
  world.apply(draft.changes);
  expect(world.list('newsDecisions')).toMatchObject([
    { entryId: entry.id, agrees: true, fromTheStart: true },
  ]);
  expect(decisionOn(entry, world.list('newsDecisions'))?.agrees).toBe(true);
});
