import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decisionOn, type NewsDecision } from './decision.ts';
import { materialChanges, news, type NewsEntry, newsSchema, wordsHash, wordsIn } from './news.ts';

const entry: NewsEntry = {
  id: 'fingerprint',
  version: '0.2.0',
  date: '2026-12-01',
  changes: ['data'],
  words: {
    en: { title: 'Open by fingerprint', text: ['A wrapped key is kept.'] },
    de: { title: 'Mit dem Finger öffnen', text: ['Ein verpackter Schlüssel wird behalten.'] },
  },
};
const hash = wordsHash(entry, entry.words.en);

const decided = (fields: Partial<NewsDecision>): NewsDecision => ({
  id: 'd',
  at: 1,
  entryId: entry.id,
  words: hash,
  agrees: true,
  deviceId: 'device',
  memberId: 'ana',
  salt: 's',
  ...fields,
});

test('what is told comes the newest first, and each is told once', () => {
  expect(news.length).toBeGreaterThan(0);
  const days = news.map(({ date }) => date);
  expect(days).toEqual(days.toSorted().toReversed());
  expect(new Set(news.map(({ id }) => id)).size).toBe(news.length);
});

test('an entry without words, of an unknown kind, or with another form of version is refused', () => {
  expect(newsSchema.safeParse([entry]).success).toBe(true);
  const wrong = [
    { ...entry, words: {} },
    { ...entry, changes: ['colours'] },
    { ...entry, version: 'next' },
    { ...entry, date: '2026-13-01' },
    { ...entry, words: { en: { title: '', text: ['x'] } } },
  ];
  for (const each of wrong) expect(newsSchema.safeParse([each]).success).toBe(false);
});

test('a language that an entry lacks is told in English', () => {
  expect(wordsIn(entry, 'de').title).toBe('Mit dem Finger öffnen');
  expect(wordsIn(entry, 'pt').title).toBe('Open by fingerprint');
});

test('who agreed in one language has agreed; words or a kind that change afterwards are asked for anew', () => {
  const agreed = [decided({ words: wordsHash(entry, entry.words['de']!) })];
  expect(decisionOn(entry, agreed)?.agrees).toBe(true);
  const reworded = { ...entry, words: { en: { ...entry.words.en, text: ['The key itself is kept.'] } } };
  expect(decisionOn(reworded, agreed)).toBeUndefined();
  for (const change of materialChanges.filter((each) => each !== 'data'))
    expect(decisionOn({ ...entry, changes: [change] }, agreed)).toBeUndefined();
  expect(decisionOn({ ...entry, id: 'other' }, agreed)).toBeUndefined();
});

test('the last word holds on every device, in whatever order they come; of two of one moment the one that keeps it off', () => {
  const words = fc.constantFrom(hash, 'other words');
  const decision = fc
    .record({
      id: fc.string({ minLength: 1 }),
      at: fc.integer({ min: 0, max: 3 }),
      agrees: fc.boolean(),
      words,
    })
    .map(decided);
  const decisions = fc.uniqueArray(decision, { selector: ({ id }) => id });
  fc.assert(
    fc.property(
      decisions.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      ([all, shuffled]) => {
        const last = decisionOn(entry, all);
        expect(decisionOn(entry, shuffled)).toBe(last);
        const mine = all.filter((each) => each.words === hash);
        const newest = Math.max(...mine.map(({ at }) => at));
        const said = mine.filter(({ at }) => at === newest);
        expect(last?.agrees).toBe(mine.length === 0 ? undefined : said.every(({ agrees }) => agrees));
      },
    ),
  );
});
