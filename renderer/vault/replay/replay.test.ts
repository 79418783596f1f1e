import { expect, test } from 'vitest';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import type { ModelPort } from '#shared/agent/model-port.ts';
import type { ReplayRow } from '#shared/agent/replay.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { replay } from './replay.ts';

function answered(): ReturnType<typeof withAutopilot> {
  const world = withAutopilot('How much is a boiler service?');
  world.receive('a1', 'It is 120,50.', -5, { direction: 'out', author: 'owner' });
  world.receive('m2', 'And later than that?', -2);
  return world;
}

/** A model that gives the same words to everybody, and what it was asked. */
function model(text: string): { models: Pick<ModelPort, 'stream'>; asked: string[] } {
  const asked: string[] = [];
  const stream: ModelPort['stream'] = async ({ messages }) => {
    const prompt =
      typeof messages === 'function' ? messages({ contextTokens: 8192, maxTokens: 512 }) : ok(messages);
    asked.push(
      expectOk(prompt)
        .map(({ content }) => content)
        .join('\n'),
    );
    const answeredBy = {
      id: 'p',
      kind: 'ollama',
      name: 'L',
      model: 'm',
      place: 'local',
      contextTokens: 8192,
    } as const;
    const usage = { promptTokens: 1, outputTokens: 1 };
    return ok({ text, answeredBy, usage, receipts: [], skipped: [], unresolved: [] });
  };
  return { models: { stream }, asked };
}

test('a past question gets its new answer beside the old one, with what is not proven', async () => {
  const world = answered();
  const before = world.snapshot();
  const rows: ReplayRow[] = [];
  const { models, asked } = model('That is €77.');
  const request = { providerId: 'p', tone: 'like a pirate', count: 5 };
  expectOk(
    await replay(
      { models, records: world.records },
      request,
      (row) => rows.push(row),
      AbortSignal.timeout(9000),
    ),
  );
  expect(rows).toMatchObject([
    {
      question: 'How much is a boiler service?',
      before: 'It is 120,50.',
      after: 'That is €77.',
      byAssistant: false,
    },
  ]);
  expect(rows[0]?.warnings[0]).toMatchObject({ kind: 'unproven', text: '€77' });
  expect(asked[0]).toContain('like a pirate');
  // The model knows no more than was known then, least of all the answer.
  expect(asked[0]).not.toContain('120,50');
  expect(asked[0]).not.toContain('And later');
  expect(world.snapshot()).toEqual(before);
});

test('the built-in assistant can be replayed without any model', async () => {
  const rows: ReplayRow[] = [];
  const { models, asked } = model('');
  await replay(
    { models, records: answered().records },
    { count: 5 },
    (row) => rows.push(row),
    AbortSignal.timeout(9000),
  );
  expect(rows[0]?.after).toContain('€120.50');
  expect(rows[0]?.warnings).toEqual([]);
  expect(asked).toEqual([]);
});

test('after stop nobody is asked any more', async () => {
  const rows: ReplayRow[] = [];
  const { models, asked } = model('Hello');
  const request = { providerId: 'p', count: 5 };
  const done = await replay(
    { models, records: answered().records },
    request,
    (row) => rows.push(row),
    AbortSignal.abort(),
  );
  expect(done).toEqual(ok({ rows: 0 }));
  expect([...rows, ...asked]).toEqual([]);
});
