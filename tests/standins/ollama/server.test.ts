import { expect, test } from 'vitest';
import { readingForm } from '#shared/agent/extraction/model-form.ts';
import { insightRequest } from '#shared/agent/insight/requests.ts';
import { modelSchema } from '#shared/agent/model-schema.ts';
import { factsFor } from '#shared/agent/testing.ts';
import { z } from 'zod';
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

async function embed(body: object) {
  const standin = await createOllamaStandin({
    models: [{ name: 'all-minilm', embeds: true }, { name: 'chat' }],
  });
  try {
    const response = await fetch(`${standin.url}/api/embed`, { method: 'POST', body: JSON.stringify(body) });
    const answer = (await response.json()) as { embeddings: number[][]; error?: string };
    return { status: response.status, ...answer };
  } finally {
    await standin.close();
  }
}

test('a batch of texts becomes as many directions of length one, one text one', async () => {
  const { embeddings } = await embed({ model: 'all-minilm', input: ['Parking', 'Prices', ''] });
  expect(embeddings.map(({ length }) => length)).toEqual([384, 384, 384]);
  expect(Math.hypot(...embeddings[0]!)).toBeCloseTo(1);
  expect((await embed({ model: 'all-minilm', input: 'Parking' })).embeddings).toEqual([embeddings[0]]);
  const short = await embed({ model: 'all-minilm', input: 'Parking', dimensions: 16 });
  expect(short.embeddings[0]).toHaveLength(16);
  expect(Math.hypot(...short.embeddings[0]!)).toBeCloseTo(1);
});

test.each([
  [{ model: 'unknown', input: 'x' }, 404, /not found/],
  [{ model: 'chat', input: 'x' }, 501, /does not support embeddings/],
  [{ model: 'all-minilm', input: 'x'.repeat(40_000), truncate: false }, 400, /exceeds the context/],
  [{ model: 'all-minilm', input: 'x', dimensions: 5000 }, 400, /dimensions/],
])('what cannot be embedded is refused: %o', async (body, status, words) => {
  expect(await embed(body)).toMatchObject({ status, error: expect.stringMatching(words) });
});

const talk = [
  {
    role: 'system',
    content: 'Today is Saturday 2026-11-21.\n# Price list\n- Boiler service: €120.50\n- Tap repair: €80.00',
  },
  {
    role: 'user',
    content: '{"customer":"My kitchen tap drips. Can you fix it next Tuesday at 10:30? 12 Mill Lane"}',
  },
];

async function inForm<Value>(schema: z.ZodType<Value>): Promise<Value> {
  const { answer: _, ...options } = plain;
  const { lines } = await ask(options, { messages: talk, format: modelSchema(schema) });
  const pieces = lines.map((line) => (JSON.parse(line) as { message: { content: string } }).message.content);
  return schema.parse(JSON.parse(pieces.join('')));
}

test('an answer follows the schema that is asked for, and says what the prompt says', async () => {
  expect(await inForm(insightRequest(factsFor('Hi'), []).format)).toMatchObject({
    summary: expect.stringContaining('My kitchen tap drips'),
    intent: 'booking',
    nextStep: 'offerTime',
    language: 'en',
  });
  expect(await inForm(readingForm(factsFor('Hi')))).toEqual({
    wantsVisit: true,
    service: 'tap',
    serviceWords: 'tap',
    day: '2026-11-24',
    time: '10:30',
    whenWords: 'next Tuesday at 10:30',
    place: '12 Mill Lane',
  });
});

test('a form that nobody knows is filled in as well, with the least that it allows', async () => {
  const odd = z.strictObject({
    kind: z.enum(['a', 'b']),
    list: z.array(z.strictObject({ depth: z.int().min(3) })).min(2),
    either: z.union([z.null(), z.literal('x')]),
    deep: z.strictObject({ yes: z.boolean(), words: z.string().min(1) }),
  });
  expect(await inForm(odd)).toEqual({
    kind: 'a',
    list: [{ depth: 3 }, { depth: 3 }],
    either: null,
    deep: { yes: false, words: expect.any(String) },
  });
});
