import { expect, test } from 'vitest';
import { proven } from '#shared/domain/proven.ts';
import { type NewsEntry, wordsHash } from '#shared/domain/news/news.ts';
import { ukBusiness } from '#shared/commands/testing.ts';
import { createWorkspace } from '../testing/world.ts';
import { createNews } from './news.ts';

const entry: NewsEntry = {
  id: 'fingerprint',
  version: '0.2.0',
  date: '2026-12-01',
  changes: ['data'],
  words: { en: { title: 'Open by fingerprint', text: ['A wrapped key is kept.'] } },
};
const words = wordsHash(entry, entry.words.en);

/** The gate over decisions that these devices have signed; `owners-laptop` is an owner's. */
function gate(signed: { by: string; agrees: boolean; at: number }[], entries = [entry]) {
  const all = signed.map(({ by, agrees, at }) => ({
    by,
    record: proven({ at, entryId: entry.id, words, agrees, deviceId: by, memberId: 'm', salt: by }),
  }));
  return createNews({
    library: {
      all: () => all.map(({ record }) => record) as never,
      writersOf: (_collection, id) =>
        all.flatMap(({ by, record }) => (record.id === id ? [{ deviceId: by } as never] : [])),
    },
    keyring: { roster: { isOwners: (deviceId: string) => deviceId === 'owners-laptop' } as never },
    entries,
  });
}

test('what is behind a change stays off until an owner’s device has signed that it may run', () => {
  expect(gate([]).agreed(entry.id)).toBe(false);
  expect(gate([{ by: 'managers-phone', agrees: true, at: 1 }]).agreed(entry.id)).toBe(false);
  expect(gate([{ by: 'owners-laptop', agrees: true, at: 1 }]).agreed(entry.id)).toBe(true);
});

test('nobody but an owner switches it off again', () => {
  const agreed = { by: 'owners-laptop', agrees: true, at: 1 };
  expect(gate([agreed, { by: 'managers-phone', agrees: false, at: 2 }]).agreed(entry.id)).toBe(true);
  expect(gate([agreed, { by: 'owners-laptop', agrees: false, at: 2 }]).agreed(entry.id)).toBe(false);
});

test('what this version does not know, or what asks nobody, is agreed by no record', () => {
  const agreed = [{ by: 'owners-laptop', agrees: true, at: 1 }];
  expect(gate(agreed, []).agreed(entry.id)).toBe(false);
  expect(gate(agreed, [{ ...entry, changes: [] }]).agreed(entry.id)).toBe(false);
});

test('an owner’s word lies in the books, and the window is told of it', async () => {
  const vault = await createWorkspace('news-decision');
  await vault.run('business.setUp', { profile: ukBusiness, services: [] });
  await vault.run('news.decide', { entryId: entry.id, words, agrees: true });
  const told = vault.table('newsDecisions').filter(({ entryId }) => entryId === entry.id);
  expect(told).toMatchObject([{ words, agrees: true }]);
  expect(await vault.api.newsDecision('what-is-new')).toBeUndefined();
  await vault.api.lock();
});
