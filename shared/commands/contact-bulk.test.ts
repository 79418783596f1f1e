import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { CustomField } from '#shared/domain/custom-field.ts';
import type { PeopleFilter } from '#shared/domain/people-filter.ts';
import { createPeopleFinder } from '#shared/domain/people-finder.ts';
import { expectOk } from '#shared/lib/result.ts';
import { peopleFacts } from '#shared/records/people-facts.ts';
import { createMemoryRecords } from './testing.ts';

const day = 86_400_000;

test('a tag is put on many at once; who has gone meanwhile is passed over', () => {
  const { run, list } = createMemoryRecords();
  const ids = ['Ann', 'Bo', 'Cy'].map((name) => expectOk(run('contact.create', { name })).id);
  expectOk(run('contact.merge', { keepId: ids[0]!, otherId: ids[2]! }));
  const done = run('contact.bulk', { ids: [...ids, 'gone'], change: { do: 'addTag', tag: 'Boiler' } });
  expect(expectOk(done)).toEqual({ count: 2 });
  expect(list('contacts').filter(({ tags }) => tags?.['Boiler'] === true)).toHaveLength(2);
  expectOk(run('contact.bulk', { ids, change: { do: 'removeTag', tag: 'Boiler' } }));
  expect(list('contacts').some(({ tags }) => tags?.['Boiler'] === true)).toBe(false);
});

test('a field takes only what is a value of it, for nobody otherwise', () => {
  const { run, list } = createMemoryRecords();
  const { id } = expectOk(run('contact.create', { name: 'Ann' }));
  const { id: fieldId } = expectOk(
    run('customField.create', { of: 'contacts', kind: 'number', name: 'Boilers' }),
  );
  const fill = (value: string) =>
    run('contact.bulk', { ids: [id], change: { do: 'setField', fieldId, value } });
  expect(fill('many')).toMatchObject({ ok: false, error: { code: 'contact.bulk-value' } });
  expectOk(fill('3'));
  expect(list('contacts')[0]?.custom).toEqual({ [fieldId]: '3' });
});

test('a segment is found again by its name, in whatever way that is written', () => {
  const { run, list } = createMemoryRecords();
  const { id } = expectOk(run('segment.save', { name: 'Café', filter: { kind: 'company' } }));
  const again = run('segment.save', { name: 'cafe', filter: { idleDays: 90 }, columns: ['city'] });
  expect(expectOk(again)).toEqual({ id });
  expect(list('segments')).toMatchObject([{ name: 'Café', filter: { idleDays: 90 }, columns: ['city'] }]);
});

test('who had no work for long is found, but nobody for whom something is planned', () => {
  const { run, list, records, context } = createMemoryRecords();
  const { now } = context;
  const [old, planned, none] = ['Old', 'Planned', 'None'].map(
    (name) => expectOk(run('contact.create', { name })).id,
  );
  for (const [contactId, at] of [
    [old!, now - 100 * day],
    [planned!, now + day],
  ] as const) {
    const { id } = expectOk(run('job.create', { contactId, title: 'Work' }));
    expectOk(run('job.schedule', { id, start: at, end: at + 3_600_000 }));
  }
  const contacts = list('contacts');
  const find = createPeopleFinder(contacts, { factsOf: peopleFacts(records), fields: [] });
  const shown = (filter: PeopleFilter) => find(filter, now).map((row) => contacts[row]!.id);
  expect(shown({ idleDays: 90 })).toEqual([old, none]);
  expect(shown({ idleDays: 180 })).toEqual([none]);
});

const own = (kind: CustomField['kind']): CustomField => {
  return {
    id: kind,
    createdAt: 0,
    of: 'contacts',
    name: kind,
    order: 0,
    kind,
    choices: { a: { name: 'A', order: 0 } },
  };
};
const fields = (['text', 'number', 'day', 'choice'] as const).map(own);
const someDay = fc.integer({ min: 0, max: 9 }).map((each) => `2026-01-0${each === 0 ? 1 : each}`);
const someone = fc.record(
  {
    kind: fc.constantFrom('person', 'company'),
    archivedAt: fc.constant(1),
    binnedAt: fc.constant(1),
    mergedInto: fc.constant('x'),
    tags: fc.constantFrom({ vip: true as const }, { old: true as const }, {}),
    custom: fc.record(
      {
        text: fc.constantFrom('Blue gate', 'red'),
        number: fc.integer({ min: 0, max: 9 }).map(String),
        day: someDay,
        choice: fc.constant('a'),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

test('whatever is asked of own fields, tags, archive and bin, exactly those are shown of whom it holds', () => {
  fc.assert(
    fc.property(
      fc.array(someone),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      someDay,
      (people, from, to, day) => {
        const contacts = people.map((each, index) => ({
          id: String(index),
          createdAt: 0,
          name: 'N',
          ...each,
        }));
        const find = createPeopleFinder(contacts as never, {
          factsOf: () => ({ hasOpenEnquiry: false, lastWorkAt: undefined }),
          fields,
        });
        const isCurrent = (each: (typeof people)[number]) =>
          each.archivedAt === undefined && each.binnedAt === undefined && each.mergedInto === undefined;
        const cases: [PeopleFilter, (each: (typeof people)[number]) => boolean][] = [
          [{}, isCurrent],
          [{ state: 'binned' }, (each) => each.binnedAt !== undefined && each.mergedInto === undefined],
          [
            { tag: 'vip', kind: 'company' },
            (each) => isCurrent(each) && each.kind === 'company' && 'vip' in (each.tags ?? {}),
          ],
          [
            { custom: { number: { from: String(from), to: String(to) } } },
            (each) =>
              isCurrent(each) &&
              Number(each.custom?.number ?? NaN) >= from &&
              Number(each.custom?.number) <= to,
          ],
          [{ custom: { day: { from: day } } }, (each) => isCurrent(each) && (each.custom?.day ?? '') >= day],
          [
            { custom: { text: { is: 'GATE' } } },
            (each) => isCurrent(each) && each.custom?.text === 'Blue gate',
          ],
          [{ custom: { choice: { is: 'a' } } }, (each) => isCurrent(each) && each.custom?.choice === 'a'],
        ];
        for (const [filter, holds] of cases)
          expect(find(filter, 0)).toEqual(people.flatMap((each, row) => (holds(each) ? [row] : [])));
      },
    ),
  );
});
