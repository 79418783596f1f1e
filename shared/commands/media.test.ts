import { expect, test } from 'vitest';
import { attachmentIdOf } from '#shared/domain/attachment.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from './testing.ts';

const file = {
  blob: 'AAAAAAAAAAAAAAAAAAAAAA',
  key: 'A'.repeat(43),
  size: 5000,
  sha256: 'B'.repeat(43),
  mimeType: 'image/jpeg',
  name: 'leak.jpg',
};

function withConversation() {
  const world = createMemoryRecords();
  const { now } = world.context;
  const conversation = {
    id: 'talk',
    contactId: 'c',
    channel: 'whatsapp',
    accountId: 'a',
    state: 'open',
    createdAt: now,
  };
  const after = { ...conversation, lastAt: now, lastInboundAt: now };
  world.apply([{ collection: 'conversations', id: 'talk', path: [], before: undefined, after }]);
  return world;
}

test('a photo that failed is sent again with its file and its words', () => {
  const world = withConversation();
  const { id } = expectOk(world.run('message.sendFile', { conversationId: 'talk', file, caption: 'Here' }));
  expectOk(world.run('message.refused', { id, code: 131_053 }));
  const again = expectOk(world.run('message.retry', { id }));
  const message = world.list('messages').find((each) => each.id === again.id)!;
  expect(message).toMatchObject({ type: 'image', text: 'Here', direction: 'out' });
  expect(world.records.get('attachments', attachmentIdOf(message))?.file).toEqual(file);
});

test('a file for which the reply window has closed is not sent', () => {
  const world = withConversation();
  world.context.now += 25 * 60 * 60 * 1000;
  expect(world.run('message.sendFile', { conversationId: 'talk', file })).toMatchObject({
    error: { code: 'message.window-closed' },
  });
  expect(world.list('messages')).toEqual([]);
});
