import { expect, test } from 'vitest';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import { scanning } from '#shared/records/reader.ts';
import { dueRecords } from '../sender/due-records.ts';
import { reasonToHold } from './reasons.ts';

const hour = 3_600_000;

/** Ada has written; an answer to her waits for two hours later. */
function waiting() {
  const world = createMemoryRecords();
  const customer = { phone: '447700900001', name: 'Ada' };
  const says = (externalId: string) => {
    const from = { channel: 'whatsapp', accountId: '1', customer, externalId } as const;
    const message = { ...from, at: world.context.now, type: 'text', text: 'Hello', echo: false } as const;
    expectOk(world.run('inbox.ingest', { events: [{ kind: 'message', ...message }] }));
  };
  says('wamid.1');
  const { id: conversationId, contactId } = world.list('conversations')[0]!;
  const sendAt = world.context.now + 2 * hour;
  const { id } = expectOk(world.run('message.send', { conversationId, text: 'See you', sendAt }));
  const held = () => reasonToHold(world.records, readMessage(world.records, id)!, sendAt);
  return { ...world, says, contactId, sendAt, held, message: () => readMessage(world.records, id)! };
}

test('what waits goes out, where nobody has refused it', () => {
  expect(waiting().held()).toBeUndefined();
});

test.each<[string, (world: ReturnType<typeof waiting>) => void]>([
  [
    'messages are refused',
    ({ run, contactId }) =>
      expectOk(run('consent.record', { contactId, purposes: ['answers'], given: false })),
  ],
  [
    'they are not to be contacted',
    ({ run, contactId }) => expectOk(run('contact.setDoNotContact', { id: contactId, on: true })),
  ],
  [
    'their data may only be kept',
    ({ run, contactId }) => expectOk(run('contact.restrict', { id: contactId, why: 'Wanted' })),
  ],
  [
    'another contact who has refused turns out to be them',
    ({ run, contactId }) => {
      const { id: otherId } = expectOk(run('contact.create', { name: 'Ada B.' }));
      expectOk(run('consent.record', { contactId: otherId, purposes: ['answers'], given: false }));
      expectOk(run('contact.merge', { keepId: contactId, otherId }));
    },
  ],
])('what waits stops where %s, here and in the sender that goes on while locked', (_why, refuse) => {
  const world = waiting();
  world.context.now += hour;
  refuse(world);
  expect(world.held()).toBe('stopped');
  // They write again: that lets a person answer, and not what was written before.
  world.context.now += 60_000;
  world.says('wamid.2');
  expect(world.held()).toBe('stopped');
  const few = dueRecords(world.records, [world.message()], world.context.now, world.sendAt);
  const locked = scanning({
    get: (name, id) => (few[name] as { id: string }[] | undefined)?.find((each) => each.id === id) as never,
    all: (name) => (few[name] ?? []) as never,
  });
  const conversation = locked.get('conversations', world.message().conversationId)!;
  const sending = { ...world.message(), writtenAt: world.context.now - hour };
  expect(checkRight(locked, conversation, sending, world.sendAt).ok).toBe(false);
});
