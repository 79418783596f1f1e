import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { readMessage } from '#shared/records/messages.ts';
import { messageChanges } from '#shared/records/testing.ts';
import { createMemoryRecords } from './testing.ts';

const hour = 60 * 60 * 1000;

function world(fields: Partial<Conversation> = {}) {
  const memory = createMemoryRecords();
  const wrote = memory.context.now - hour;
  const conversation: Conversation = {
    id: 'talk',
    contactId: 'ann',
    channel: 'whatsapp',
    accountId: '1234',
    state: 'open',
    createdAt: wrote,
    lastInboundAt: wrote,
    lastAt: wrote,
    lastText: 'Can you come today?',
    lastDirection: 'in',
    ...fields,
  };
  memory.apply([
    { collection: 'conversations', id: 'talk', path: [], before: undefined, after: conversation as never },
  ]);
  const put = (id: string, message: Partial<Message>) => {
    const whole = {
      id,
      conversationId: 'talk',
      direction: 'out',
      type: 'text',
      at: memory.context.now,
      ...message,
    };
    memory.apply(messageChanges(whole as Message));
  };
  put('question', { direction: 'in', at: wrote, text: 'Can you come today?', externalId: 'wamid.1' });
  const talk = () => memory.records.get('conversations', 'talk')!;
  const message = (id: string) => readMessage(memory.records, id);
  return { memory, put, talk, message };
}

test('a message waits on this device until it is sent, and heads the list at once', () => {
  const { memory, talk, message } = world();
  const { id } = expectOk(
    memory.run('message.send', { conversationId: 'talk', text: ' At two. ', replyTo: 'wamid.1' }),
  );
  expect(message(id)).toMatchObject({
    direction: 'out',
    text: 'At two.',
    replyTo: 'wamid.1',
    author: 'owner',
    deviceId: 'device-1',
    statuses: { queued: memory.context.now },
  });
  expect(talk()).toMatchObject({ lastText: 'At two.', lastDirection: 'out', lastAt: memory.context.now });
});

test('a day after the customer wrote, sending is refused in words and nothing is queued', () => {
  const { memory } = world();
  memory.context.now += 23 * hour;
  const refused = memory.run('message.send', { conversationId: 'talk', text: 'At two.' });
  expect(refused).toMatchObject({ ok: false, error: { code: 'message.window-closed' } });
  expect(memory.list('messages')).toHaveLength(1);
});

test('a minute before that, it is still possible', () => {
  const { memory } = world();
  memory.context.now += 23 * hour - 60_000;
  expect(memory.run('message.send', { conversationId: 'talk', text: 'At two.' }).ok).toBe(true);
});

test('a customer who never wrote cannot be sent free text', () => {
  const { memory } = world({ lastInboundAt: undefined });
  expect(memory.run('message.send', { conversationId: 'talk', text: 'Hello' })).toMatchObject({
    error: { code: 'message.window-closed' },
  });
});

test.each([
  ['', 'message.empty'],
  [' \n ', 'message.empty'],
  ['a'.repeat(4097), 'message.too-long'],
])('what WhatsApp would not take is refused before it is queued', (text, code) => {
  const { memory } = world();
  expect(memory.run('message.send', { conversationId: 'talk', text })).toMatchObject({ error: { code } });
});

test('a message of exactly 4096 characters is sent', () => {
  const { memory } = world();
  expect(memory.run('message.send', { conversationId: 'talk', text: 'a'.repeat(4096) }).ok).toBe(true);
});

test('a failed message is sent again as a new one, once', () => {
  const { memory, put, message } = world();
  put('failed', { text: 'At two.', error: { code: 131000, at: memory.context.now } });
  const { id } = expectOk(memory.run('message.retry', { id: 'failed' }));
  expect(message(id)).toMatchObject({ text: 'At two.', statuses: { queued: memory.context.now } });
  expect(message('failed')).toMatchObject({ retriedAs: id, error: { code: 131000 } });
  expect(memory.run('message.retry', { id: 'failed' }).ok).toBe(false);
});

test('a message whose fate is unknown is sent again only when the owner asks, after a minute', () => {
  const { memory, put } = world();
  put('lost', { text: 'At two.', statuses: { queued: 0 }, attemptedAt: memory.context.now });
  expect(memory.run('message.retry', { id: 'lost' })).toMatchObject({
    error: { code: 'message.not-failed' },
  });
  memory.context.now += 61_000;
  expect(memory.run('message.retry', { id: 'lost' }).ok).toBe(true);
});

test('a delivered message cannot be sent twice by mistake', () => {
  const { memory, put } = world();
  put('read', { text: 'At two.', statuses: { queued: 0, read: 1 } });
  expect(memory.run('message.retry', { id: 'read' }).ok).toBe(false);
  expect(memory.run('message.discard', { id: 'read' }).ok).toBe(false);
});

test('discarding an unsent message takes it out of the list as well', () => {
  const { memory, talk, message } = world();
  const { id } = expectOk(memory.run('message.send', { conversationId: 'talk', text: 'Wrong customer' }));
  expectOk(memory.run('message.discard', { id }));
  expect(message(id)).toBeUndefined();
  expect(talk()).toMatchObject({ lastText: 'Can you come today?', lastDirection: 'in' });
});

test('a message that may have reached the customer stays in the thread', () => {
  const { memory, put } = world();
  put('lost', { text: 'At two.', statuses: { queued: 0 }, attemptedAt: 0 });
  expect(memory.run('message.discard', { id: 'lost' })).toMatchObject({
    error: { code: 'message.under-way' },
  });
});

test('what is read stays read, whichever device says so later', () => {
  const { memory, talk } = world();
  expectOk(memory.run('conversation.markRead', { id: 'talk' }));
  expect(talk().readUpTo).toBe(talk().lastInboundAt);
  const again = expectOk(memory.run('conversation.markRead', { id: 'talk' }));
  expect(again).toEqual({ id: 'talk' });
  expect(memory.lastChanges).toEqual([]);
});

test('a conversation is resolved and opened again', () => {
  const { memory, talk } = world();
  expectOk(memory.run('conversation.resolve', { id: 'talk' }));
  expect(talk().state).toBe('resolved');
  expectOk(memory.run('conversation.reopen', { id: 'talk' }));
  expect(talk().state).toBe('open');
});

test('a note stays inside the team: it is no message to the customer and not in the list', () => {
  const { memory, talk, message } = world();
  const { id } = expectOk(memory.run('note.add', { conversationId: 'talk', text: 'Dog bites' }));
  expect(message(id)).toMatchObject({ direction: 'note', text: 'Dog bites' });
  expect(message(id)).not.toHaveProperty('statuses');
  expect(talk().lastText).toBe('Can you come today?');
});
