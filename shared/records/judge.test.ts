import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dutchBusiness } from '#shared/commands/testing.ts';
import { type Collection, type CollectionName, collections } from '#shared/domain/collections.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { createJudge } from './judge.ts';

const judgeOf = (name: CollectionName) => {
  const { schema }: Collection = collections[name];
  return createJudge({ schema });
};

const contact = { id: 'c1', createdAt: 1, name: 'Ann', phones: { a: { number: '+31612345678' } } };

test('a contact whose note does not fit stays on the screen with all the rest', () => {
  const broken = { ...contact, notes: 42 };
  expect(judgeOf('contacts').mend(broken)).toEqual({
    record: contact,
    setAside: [{ path: ['notes'], value: 42 }],
  });
});

test('what a record must have is blank where it does not fit, and nothing is made up where it fits', () => {
  const job = { id: 'j1', contactId: 'c1', title: ['x'], createdAt: 'long ago' };
  const { record, setAside } = judgeOf('jobs').mend(job)!;
  expect(record).toEqual({ ...job, title: '', createdAt: 0 });
  expect(setAside).toEqual([
    { path: ['title'], value: ['x'] },
    { path: ['createdAt'], value: 'long ago' },
  ]);
});

test('one item that does not fit does not take the others away', () => {
  const good = { name: 'Tap', quantity: '1', unitPrice: '100', currency: 'EUR', order: 1 };
  const items = { a: good, b: 7, c: { ...good, quantity: 'many' } };
  const job = { id: 'j1', contactId: 'c1', title: 'Tap', createdAt: 5, items };
  const { record, setAside } = judgeOf('jobs').mend(job)!;
  expect(record['items']).toEqual({ a: good, c: { ...good, quantity: '0' } });
  expect(setAside.map(({ path }) => path.join('.'))).toEqual(['items.b', 'items.c.quantity']);
});

test('what has no identity is no record', () => {
  expect(judgeOf('contacts').mend({ ...contact, id: 7 })).toBeUndefined();
  expect(judgeOf('contacts').mend({ name: 'Ann' })).toBeUndefined();
});

const names = Object.keys(collections) as CollectionName[];
const fields = names.flatMap((name) =>
  Object.keys((collections[name].schema as unknown as { shape?: object }).shape ?? {}).map(
    (field) => [name, field] as const,
  ),
);

test('whatever arrives, what is shown fits, and every value that came is shown or set aside', () => {
  const anything = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
  const some = fc.dictionary(fc.constantFrom(...new Set(fields.map(([, field]) => field))), anything, {
    maxKeys: 8,
  });
  fc.assert(
    fc.property(fc.constantFrom(...names), some, (name, given) => {
      const judge = judgeOf(name);
      const record: JsonObject = { ...given, id: 'x' };
      const judged = judge.mend(record);
      // A channel or a document of no known kind has no blank form.
      if (judged === undefined) return;
      expect(judge.misfits(judged.record)).toEqual([]);
      const aside = new Set(judged.setAside.map(({ path }) => path[0]));
      const shown = Object.entries(record).filter(([key]) => !aside.has(key));
      expect(judged.record).toMatchObject(Object.fromEntries(shown));
    }),
    { numRuns: 500 },
  );
});

test('every collection has a form for a record of which nothing but its identity came', () => {
  const without = names.filter((name) => judgeOf(name).mend({ id: 'x' }) === undefined);
  // What says how something is spoken with outside is nothing without saying that.
  expect(without).toEqual(['channels', 'mailAccounts', 'webhookSources']);
});

test('a language or a time zone that nobody knows breaks no screen: the business is shown without it', () => {
  const business = { ...dutchBusiness, id: 'business', createdAt: 1, locale: 'd1', timeZone: 'Mars/Olympus' };
  const { record, setAside } = judgeOf('business').mend(business as JsonObject)!;
  expect(record).toMatchObject({ name: dutchBusiness.name, locale: 'und', timeZone: 'UTC' });
  expect(setAside.map(({ path }) => path)).toEqual([['locale'], ['timeZone']]);
  expect(() => new Intl.NumberFormat(record['locale'] as string)).not.toThrow();
});
