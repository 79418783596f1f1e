import { expect, test } from 'vitest';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { createOutbox } from './outbox.ts';

const deviceId = 'laptop';

/** A conversation, and an outbox over records of which nobody may look through all messages. */
function withOutbox() {
  const world = withAutopilot('Hello');
  const queuedAt = world.context.now;
  const write = (id: string, more: Partial<Message> = {}) =>
    world.receive(id, id, 0, { direction: 'out', deviceId, statuses: { queued: queuedAt }, ...more });
  const records: RecordReader = {
    ...world.records,
    all: (name) => {
      if (name === 'messages') throw new Error('All messages were looked through.');
      return world.records.all(name);
    },
  };
  const outbox = createOutbox({ records, deviceId, deviceIds: () => [deviceId, 'phone'] });
  const ids = () => outbox.messages().map(({ id }) => id);
  return { write, outbox, ids, queuedAt };
}

test('what waits, what failed later, and what any device has for later is found; what went out is not looked at', () => {
  const { write, ids, queuedAt } = withOutbox();
  write('went out', { statuses: { queued: queuedAt, sent: queuedAt }, externalId: 'wamid.out' });
  write('waits');
  write('failed later', {
    statuses: { queued: queuedAt, accepted: queuedAt, failed: queuedAt },
    externalId: 'wamid.failed',
    error: { code: 131_049, at: queuedAt },
  });
  write('of the phone', { deviceId: 'phone' });
  write('of the phone, for later', { deviceId: 'phone', sendAt: queuedAt + 60_000 });
  expect(ids()).toEqual(['waits', 'failed later', 'of the phone, for later']);
});

test('it is followed from then on, and read anew where older messages have been opened', () => {
  const { write, outbox, ids } = withOutbox();
  write('first');
  expect(ids()).toEqual(['first']);
  write('second');
  write('of an old month');
  outbox.follow(['second']);
  expect(ids()).toEqual(['first', 'second']);
  write('first', { attemptedAt: 1 });
  outbox.follow(['first']);
  expect(ids()).toEqual(['second']);
  outbox.readAgain();
  expect(ids().toSorted()).toEqual(['of an old month', 'second']);
});
