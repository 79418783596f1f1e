import { expect, test } from 'vitest';
import { refusalOf } from '#shared/agent/autopilot/gate.ts';
import { collectFacts } from '#shared/agent/facts.ts';
import { isAside, isUnread, waitingSince } from '#shared/domain/conversation-state.ts';
import { matchesFilter } from '#shared/domain/conversation-filter.ts';
import { pipelineOf } from '#shared/records/pipeline.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createRuledBusiness } from './rules/testing.ts';

function blocked() {
  const world = createRuledBusiness();
  expectOk(world.run('autopilot.configure', { mode: 'always', everyone: true }));
  world.ingest('Buy cheap watches');
  expectOk(world.run('conversation.block', { id: world.talk().id }));
  world.context.now += 60_000;
  return world;
}

test('what a blocked sender writes is kept, unread, unanswered and out of every list but one', () => {
  const world = blocked();
  const { records, context } = world;
  world.ingest('Really cheap');
  const talk = world.talk();
  expect(world.messages().map(({ text }) => text)).toEqual(['Buy cheap watches', 'Really cheap']);
  const viewer = { memberId: 'ana', now: context.now };
  expect([isUnread(talk, 'ana'), waitingSince(talk)]).toEqual([false, undefined]);
  expect([matchesFilter(talk, {}, viewer), matchesFilter(talk, { aside: true }, viewer)]).toEqual([
    false,
    true,
  ]);
  const newest = world.messages().at(-1)!;
  expect(refusalOf(records, talk.id, newest.id, context.now)?.code).toBe('autopilot.aside');
  expect(collectFacts(records, talk.id, context.now).ok).toBe(false);
  expect(pipelineOf(records, context.now).flatMap(({ cards }) => cards)).toEqual([]);
  expectOk(world.run('conversation.letIn', { id: talk.id }));
  expect(isUnread(world.talk(), 'ana')).toBe(true);
  expect(waitingSince(world.talk())).toBeDefined();
});

test('danger in a blocked sender’s words is shown to people, and nothing goes out by itself', () => {
  const world = blocked();
  world.ingest('There is a smell of gas, help');
  const talk = world.talk();
  expect(isAside(talk)).toBe(false);
  const [messageId] = Object.keys(talk.dangers ?? {});
  expect(world.run('danger.tell', { conversationId: talk.id, messageId: messageId! }).ok).toBe(false);
  expectOk(world.run('danger.take', { in: 'conversations', id: talk.id }));
  expect(isAside(world.talk())).toBe(true);
});

test('whoever is in danger is answered although a rule waits for a person to trust them', () => {
  const world = createRuledBusiness();
  expectOk(world.run('autopilot.configure', { mode: 'always', everyone: true }));
  world.rule({ on: 'message', isFirst: true }, { do: 'quarantine' });
  world.context.now += 1000;
  world.ingest('There is a smell of gas, help');
  const talk = world.talk();
  expect([talk.aside?.why, isAside(talk)]).toEqual(['quarantine', false]);
  const [messageId] = Object.keys(talk.dangers ?? {});
  expectOk(world.run('danger.tell', { conversationId: talk.id, messageId: messageId! }));
});

test('who is blocked is blocked on every channel, and no message for later goes to them', () => {
  const world = createRuledBusiness();
  world.ingest('Hello');
  const { id, contactId } = world.talk();
  const sendAt = world.context.now + 3_600_000;
  expectOk(world.run('message.send', { conversationId: id, text: 'Tomorrow then', sendAt }));
  expectOk(world.run('conversation.block', { id }));
  expect(world.sent().filter(({ discarded }) => discarded !== true)).toEqual([]);
  expect(world.records.get('contacts', contactId)).toBeDefined();
});
