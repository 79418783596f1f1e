import { expect, test } from 'vitest';
import { createOllamaStandin } from './server.ts';
import type { ChatBody, StandinOptions } from './options.ts';

/** The stand-in's habits are what our code is proven against, so they are held to the real server's. */
async function ask(options: StandinOptions, body: Partial<ChatBody>) {
  const standin = await createOllamaStandin(options);
  try {
    const request = { model: 'qwen3:0.6b', messages: [{ role: 'user', content: 'Hi' }], ...body };
    const response = await fetch(`${standin.url}/api/chat`, {
      method: 'POST',
      body: JSON.stringify(request),
    });
    return { status: response.status, lines: (await response.text()).trim().split('\n') };
  } finally {
    await standin.close();
  }
}

const thinking = { models: [{ name: 'qwen3:0.6b', thinking: true }], answer: () => ({ text: 'Hello' }) };
const plain = { models: [{ name: 'qwen3:0.6b' }], answer: () => ({ text: 'Hello' }) };

test('a thinking model that is not told otherwise spends its tokens on thoughts', async () => {
  const { lines } = await ask(thinking, { options: { num_predict: 2 } });
  expect(lines.join('')).toContain('"thinking"');
  expect(lines.join('')).not.toContain('Hello');
  expect(lines.at(-1)).toContain('"done_reason":"length"');
});

test('a model that cannot think refuses to', async () => {
  expect((await ask(plain, { think: true })).status).toBe(400);
});

test('a prompt that does not fit loses its oldest messages, unless that is forbidden', async () => {
  let seen = 0;
  const options: StandinOptions = {
    ...plain,
    answer: ({ messages }) => ({ text: String((seen = messages.length)) }),
  };
  const messages = Array.from({ length: 10 }, () => ({ role: 'user', content: 'x'.repeat(4000) }));
  expect((await ask(options, { messages })).status).toBe(200);
  expect(seen).toBeLessThan(10);
  expect((await ask(options, { messages, truncate: false })).status).toBe(400);
});
