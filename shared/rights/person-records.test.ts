import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { type Collection, type CollectionName, collections } from '#shared/domain/collections.ts';
import { trades, usualPrice } from '#shared/domain/trades.ts';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import { recordsOfPerson } from './person-records.ts';

const plumbing = trades[0]!.services.map(({ name, unit, ...service }) => ({
  name,
  unit,
  unitPrice: usualPrice({ name, ...service }, 'GBP'),
}));

test('every record that is about a customer is found, and none of another', () => {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile: ukBusiness, services: plumbing }));
  expectOk(world.run('sample.load', {}));
  const ines = [...world.records.all('contacts')].find(({ name }) => name === 'Ines Duarte')!;
  expectOk(world.run('task.create', { title: 'Ring Ines', aboutKind: 'contacts', aboutId: ines.id }));
  const { id: otherId } = expectOk(world.run('contact.create', { name: 'Duarte Ltd.', kind: 'company' })) as {
    id: string;
  };
  expectOk(world.run('relationship.create', { contactId: ines.id, companyId: otherId, role: 'worksAt' }));
  const mine = recordsOfPerson(world.records, ines.id);
  const sizes = Object.fromEntries([...mine].map(([name, list]) => [name, list.length]));
  expect(sizes).toMatchObject({
    contacts: 1,
    conversations: 1,
    messages: 3,
    jobs: 1,
    visits: 1,
    issued: 1,
    payments: 1,
    tasks: 1,
  });
  const everybody = [...world.records.all('contacts')].map(({ id }) => recordsOfPerson(world.records, id));
  for (const name of Object.keys(collections) as CollectionName[]) {
    const { handling }: Collection = collections[name];
    if (handling.person === undefined) continue;
    const all = [...world.records.all(name)].map(({ id }) => id);
    const found = everybody.flatMap((each) => (each.get(name) ?? []).map(({ id }) => id));
    expect(new Set(found), name).toEqual(new Set(all));
  }
});

test('what came in by a contact that turned out to be the same person is theirs too', () => {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile: ukBusiness, services: [] }));
  const one = expectOk(world.run('contact.create', { name: 'Ana' })) as { id: string };
  const other = expectOk(world.run('contact.create', { name: 'Ana B.' })) as { id: string };
  expectOk(world.run('contact.merge', { keepId: one.id, otherId: other.id }));
  expect(recordsOfPerson(world.records, one.id).get('contacts')).toHaveLength(2);
});
