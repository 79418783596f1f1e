import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Member } from '#shared/domain/team.ts';
import { isMentioned, isUnread, stateAt } from '#shared/domain/conversation-state.ts';
import { createMemoryRecords, type MemoryRecords } from './testing.ts';

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
    ...fields,
  };
  put(memory, 'conversations', conversation);
  for (const id of ['member-1', 'member-2']) put(memory, 'members', { id, name: id, createdAt: 0 });
  const talk = () => memory.records.get('conversations', 'talk')!;
  return { memory, talk };
}

function put(
  memory: MemoryRecords,
  collection: 'conversations' | 'members',
  record: Conversation | Member,
): void {
  memory.apply([{ collection, id: record.id, path: [], before: undefined, after: record as never }]);
}

test('a snoozed conversation comes back by itself when its time is over, and at once when the customer writes', () => {
  const { memory, talk } = world();
  const until = memory.context.now + hour;
  expectOk(memory.run('conversation.snooze', { id: 'talk', until }));
  expect(stateAt(talk(), until - 1)).toBe('snoozed');
  expect(stateAt(talk(), until)).toBe('open');
  expectOk(memory.run('conversation.reopen', { id: 'talk' }));
  expect(talk()).not.toHaveProperty('snoozedUntil');
  expect(memory.run('conversation.snooze', { id: 'talk', until: memory.context.now })).toMatchObject({
    error: { code: 'conversation.snooze-past' },
  });
});

test('each member has their own unread mark', () => {
  const { memory, talk } = world();
  expectOk(memory.run('conversation.markRead', { id: 'talk' }));
  expect(isUnread(talk(), 'member-1')).toBe(false);
  memory.context.memberId = 'member-2';
  // Nobody has to read again what a colleague read before they first looked.
  expect(isUnread(talk(), 'member-2')).toBe(false);
  expectOk(memory.run('conversation.markUnread', { id: 'talk' }));
  expect([isUnread(talk(), 'member-1'), isUnread(talk(), 'member-2')]).toEqual([false, true]);
});

test('a note that names a colleague is shown to them as unread until they have looked', () => {
  const { memory, talk } = world();
  expectOk(memory.run('conversation.markRead', { id: 'talk' }));
  memory.context.now += hour;
  const note = {
    conversationId: 'talk',
    text: '@member-2 can you take this?',
    mentions: ['member-2', 'gone'],
  };
  const { id } = expectOk(memory.run('note.add', note));
  expect(memory.records.get('messages', id)).toMatchObject({
    memberId: 'member-1',
    mentions: { 'member-2': true },
  });
  expect([isMentioned(talk(), 'member-1'), isMentioned(talk(), 'member-2')]).toEqual([false, true]);
  memory.context.memberId = 'member-2';
  expectOk(memory.run('conversation.markRead', { id: 'talk' }));
  expect(isUnread(talk(), 'member-2')).toBe(false);
});

test('a conversation has one member who looks after it, and only one that is in the team', () => {
  const { memory, talk } = world();
  expectOk(memory.run('conversation.assign', { id: 'talk', memberId: 'member-2' }));
  expect(talk().assigneeId).toBe('member-2');
  expect(memory.run('conversation.assign', { id: 'talk', memberId: 'stranger' }).ok).toBe(false);
  expectOk(memory.run('conversation.assign', { id: 'talk' }));
  expect(talk()).not.toHaveProperty('assigneeId');
});

test('a label exists once by its name, and its removal takes it from every conversation', () => {
  const { memory, talk } = world();
  const { id: labelId } = expectOk(memory.run('label.create', { name: 'Warranty' }));
  expect(expectOk(memory.run('label.create', { name: 'warranty' })).id).toBe(labelId);
  expectOk(memory.run('conversation.label', { id: 'talk', labelId, on: true }));
  expect(talk().labels).toEqual({ [labelId]: true });
  expectOk(memory.run('label.remove', { id: labelId }));
  expect(talk().labels).toEqual({});
  expect(memory.run('conversation.label', { id: 'talk', labelId, on: true }).ok).toBe(false);
});

test('a message for later waits for its time and does not pretend to be the last word', () => {
  const { memory, talk } = world();
  const sendAt = memory.context.now + hour;
  const { id } = expectOk(memory.run('message.send', { conversationId: 'talk', text: 'On my way', sendAt }));
  expect(memory.records.get('messages', id)).toMatchObject({ sendAt, at: sendAt });
  expect(talk()).not.toHaveProperty('lastText');
  expectOk(memory.run('message.hold', { id, why: 'answered' }));
  memory.context.deviceId = 'device-2';
  const now = expectOk(memory.run('message.sendNow', { id }));
  // Another message, of whoever lets it go: what was written for later is not changed.
  const [sent, ...others] = memory.messages();
  expect(others).toEqual([]);
  expect(sent).toMatchObject({ id: now.id, text: 'On my way', at: memory.context.now, deviceId: 'device-2' });
  expect(sent).not.toHaveProperty('sendAt');
  expect(sent).not.toHaveProperty('heldAt');
  expect(talk().lastText).toBe('On my way');
  expect(memory.run('message.sendNow', { id }).ok).toBe(false);
  expect(memory.run('message.sendNow', now).ok).toBe(false);
});

test('a message is not put off to a time at which WhatsApp would refuse it', () => {
  const { memory } = world();
  const late = { conversationId: 'talk', text: 'On my way', sendAt: memory.context.now + 24 * hour };
  expect(memory.run('message.send', late)).toMatchObject({ error: { code: 'message.window-closes' } });
});

test('a message with an empty place is not sent', () => {
  const { memory } = world();
  const send = memory.run('message.send', { conversationId: 'talk', text: 'Hello {{firstName}}' });
  expect(send).toMatchObject({ error: { code: 'message.empty-place' } });
  expect(memory.list('messages')).toEqual([]);
});
