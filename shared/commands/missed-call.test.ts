import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createRuledBusiness, wrote } from './rules/testing.ts';

function called(world: ReturnType<typeof createRuledBusiness>, missed: boolean): string {
  world.context.now += 60_000;
  const { events } = wrote('', { at: world.context.now });
  const event = { ...events[0], type: 'call', content: { missed }, text: undefined };
  expectOk(world.run('inbox.ingest', { events: [event as never] }));
  return world
    .messages()
    .toSorted((a, b) => a.at - b.at)
    .at(-1)!.id;
}

test('a call that nobody took becomes one task however often they call, and is done when somebody has spoken to them', () => {
  const world = createRuledBusiness();
  const messageId = called(world, true);
  expectOk(world.run('call.note', { messageId }));
  expect(world.run('call.note', { messageId }).ok).toBe(false);
  expect(world.run('call.note', { messageId: called(world, true) }).ok).toBe(false);
  const tasks = world.list('tasks');
  expect(tasks.map(({ title, asks, aboutKind, done }) => [title, asks?.kind, aboutKind, done])).toEqual([
    ['', 'callBack', 'contacts', undefined],
  ]);
  expectOk(world.run('call.note', { messageId: called(world, false) }));
  expect(world.list('tasks')[0]!.done).toBeDefined();
});

test('nobody is asked to call back who is blocked', () => {
  const world = createRuledBusiness();
  world.ingest('Hello');
  expectOk(world.run('conversation.block', { id: world.talk().id }));
  expect(world.run('call.note', { messageId: called(world, true) }).ok).toBe(false);
});
