import { expect, test } from 'vitest';
import { createMemoryRecords } from './testing.ts';

function withTalk() {
  const world = createMemoryRecords();
  const { now } = world.context;
  world.apply([
    {
      collection: 'conversations',
      id: 'talk',
      path: [],
      before: undefined,
      after: {
        id: 'talk',
        contactId: 'maria',
        channel: 'whatsapp',
        accountId: 'a',
        identityId: 'i',
        state: 'open',
        createdAt: now,
        lastAt: now,
        lastInboundAt: now,
      },
    },
  ]);
  return world;
}

const receipt = {
  at: 1,
  provider: 'OpenRouter',
  model: 'a/b',
  origin: 'https://openrouter.ai',
  bytes: 812,
  replaced: 3,
  ledgerId: 'line',
};

test('rule 15 a text in which a token still stands for a name is not sent', () => {
  const world = withTalk();
  const send = world.run('message.send', { conversationId: 'talk', text: 'Hello ⟦PERSON_9⟧' });
  expect(send).toMatchObject({ ok: false, error: { code: 'message.placeholder' } });
  expect(world.list('messages')).toEqual([]);
});

test('a message keeps the receipt of what left for its draft', () => {
  const world = withTalk();
  world.run('message.send', {
    conversationId: 'talk',
    text: 'Hello Maria',
    author: 'assistant',
    receipts: [receipt],
  });
  expect(world.list('messages')).toMatchObject([{ author: 'assistant', receipts: [receipt] }]);
});
