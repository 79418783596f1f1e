import { expect, test } from 'vitest';
import type { ChannelKind } from '#shared/domain/channel.ts';
import { attachmentIdOf } from '#shared/domain/attachment.ts';
import { expectOk } from '#shared/lib/result.ts';
import { channelRules } from '#shared/channels/channel.ts';
import { createMemoryRecords } from './testing.ts';

const file = {
  blob: 'AAAAAAAAAAAAAAAAAAAAAA',
  key: 'A'.repeat(43),
  size: 5000,
  sha256: 'B'.repeat(43),
  mimeType: 'image/jpeg',
  name: 'leak.jpg',
};

function withConversation(channel: ChannelKind = 'whatsapp') {
  const world = createMemoryRecords();
  const { now } = world.context;
  const conversation = {
    id: 'talk',
    contactId: 'c',
    channel,
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

test('where a channel shows no captions, the words follow their file', () => {
  const world = withConversation('instagram');
  const sent = world.run('message.sendFile', { conversationId: 'talk', file, caption: 'Here' });
  const [photo, words] = world.list('messages').toSorted((a, b) => a.at - b.at);
  expect(photo).toMatchObject({ id: expectOk(sent).id, type: 'image' });
  expect(photo).not.toHaveProperty('text');
  expect(words).toMatchObject({ type: 'text', text: 'Here' });
  expect(words!.at).toBeGreaterThan(photo!.at);
  expect(world.records.get('conversations', 'talk')?.lastText).toBe('Here');
});

test.each([
  ['instagram', { mimeType: 'application/zip' }, 'media.wrong-type'],
  ['instagram', { mimeType: 'image/webp' }, 'media.wrong-type'],
  ['instagram', { size: 9_000_000 }, 'media.too-large'],
  ['messenger', { mimeType: 'application/zip', size: 27_000_000 }, 'media.too-large'],
  ['whatsapp', { size: 6_000_000 }, 'media.too-large'],
] as const)(
  '%s: a file of %o is refused in its own words, and nothing is queued',
  (channel, changes, code) => {
    const world = withConversation(channel);
    const refused = world.run('message.sendFile', { conversationId: 'talk', file: { ...file, ...changes } });
    expect(refused).toMatchObject({ ok: false, error: { code } });
    expect(refused).toMatchObject({ error: { message: expect.stringMatching(channelRules(channel).name) } });
    expect(world.list('messages')).toEqual([]);
  },
);

test('a photo goes as a document only where documents may be of any type', () => {
  const args = { conversationId: 'talk', file, asDocument: true };
  expect(withConversation('instagram').run('message.sendFile', args)).toMatchObject({ ok: false });
  const world = withConversation('messenger');
  expectOk(world.run('message.sendFile', args));
  expect(world.list('messages')[0]!.type).toBe('document');
});

test('a person may still send a file over a page some days after the customer wrote', () => {
  const world = withConversation('messenger');
  world.context.now += 6 * 24 * 60 * 60 * 1000;
  expect(world.run('message.sendFile', { conversationId: 'talk', file })).toMatchObject({ ok: true });
});
