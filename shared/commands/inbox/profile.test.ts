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
