import { expect, test } from 'vitest';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { lacksName } from './profile.ts';

const day = 24 * 60 * 60 * 1000;

function withStranger() {
  const world = createMemoryRecords();
  const event = {
    kind: 'message' as const,
    channel: 'instagram' as const,
    accountId: '17',
    externalId: 'm_1',
    customer: { scoped: { channel: 'instagram' as const, accountId: '17', id: '9001' } },
    at: world.context.now,
    type: 'text' as const,
    text: 'Do you fix boilers?',
    echo: false,
  };
  expectOk(world.run('inbox.ingest', { events: [event] }));
  const identity = () => world.list('identities')[0]!;
  const lacks = (later = 0) => lacksName(world.records, identity(), world.context.now + later);
  const learn = (profile: { name?: string; username?: string }) =>
    expectOk(world.run('inbox.learnProfile', { identityId: identity().id, ...profile }));
  return { ...world, lacks, learn, contact: () => world.list('contacts')[0]! };
}

test('somebody who wrote on Instagram gets the name that they gave themselves', () => {
  const world = withStranger();
  expect(world.lacks()).toBe(true);
  world.learn({ name: 'Ada Braun', username: 'ada' });
  expect(world.contact().name).toBe('Ada Braun');
  expect(world.lacks(365 * day)).toBe(false);
});

test('without a name they go by their user name', () => {
  const world = withStranger();
  world.learn({ username: 'ada.b' });
  expect(world.contact().name).toBe('@ada.b');
});

test('the name that the owner gave stays', () => {
  const world = withStranger();
  expectOk(world.run('contact.update', { id: world.contact().id, fields: { name: 'Ada from Elm Street' } }));
  world.learn({ name: 'xX_ada_Xx' });
  expect(world.contact().name).toBe('Ada from Elm Street');
});

test('whom Meta tells nothing of is not asked for again and again', () => {
  const world = withStranger();
  world.learn({});
  expect(world.contact().name).toBe('Instagram user');
  expect(world.lacks()).toBe(false);
  expect(world.lacks(31 * day)).toBe(false);
});

test('who has only commented is not looked up; once they write, their name takes the place of the user name', () => {
  const world = createMemoryRecords();
  const customer = {
    scoped: { channel: 'instagram' as const, accountId: '17', id: '9001' },
    username: 'ada.b',
  };
  const said = {
    kind: 'message' as const,
    channel: 'instagram' as const,
    accountId: '17',
    at: world.context.now,
    type: 'text' as const,
    text: 'How much?',
    echo: false,
  };
  const comment = { ...said, customer, externalId: '501', under: { id: '2' } };
  expectOk(world.run('inbox.ingest', { events: [comment] }));
  const identity = () => world.list('identities')[0]!;
  expect(lacksName(world.records, identity(), world.context.now)).toBe(false);
  const message = { ...said, customer: { scoped: customer.scoped }, externalId: 'm_1' };
  expectOk(world.run('inbox.ingest', { events: [message] }));
  expect(lacksName(world.records, identity(), world.context.now)).toBe(true);
  expectOk(world.run('inbox.learnProfile', { identityId: identity().id, name: 'Ada Braun' }));
  expect(world.list('contacts')[0]!.name).toBe('Ada Braun');
  // Meta tells nothing: the name from the comment stays.
  expectOk(world.run('inbox.learnProfile', { identityId: identity().id }));
  expect(world.list('contacts')[0]!.name).toBe('Ada Braun');
});
