import { expect, test } from 'vitest';
import type { ModelPort } from '#shared/agent/model-port.ts';
import { fridayMorning, plumber } from '#shared/agent/testing.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { Job } from '#shared/domain/job.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createChat } from './chat.ts';
import { createEarlier } from './earlier.ts';

/** An office whose boiler job of 2023 lies in a closed year, and a model that takes the given steps. */
function office(steps: { tool: string; arguments?: object; say?: string }[]) {
  const world = createMemoryRecords();
  world.context.now = fridayMorning;
  const contactId = expectOk(world.run('contact.create', { name: 'Maria Lopez' })).id;
  const createdAt = Date.UTC(2023, 5, 14);
  const old: Job = { id: 'old', contactId, title: 'Boiler service', createdAt };
  let closed: number | undefined = 2023;
  const open = async () => {
    if (closed === undefined) return;
    closed = undefined;
    world.apply([{ collection: 'jobs', id: 'old', path: [], before: undefined, after: old as never }]);
  };
  const earlier = createEarlier({
    openHistory: async (id) => (id === contactId ? open() : undefined),
    earlierYear: (compartment) => (compartment === 'work' ? closed : undefined),
    openNewestClosed: open,
  });
  let seen = '';
  const left = [...steps];
  const models: Pick<ModelPort, 'stream' | 'complete'> = {
    async complete({ messages, format }) {
      const budget = { contextTokens: 32_000, maxTokens: 500 };
      const asked = typeof messages === 'function' ? expectOk(messages(budget)) : messages;
      seen = asked.at(-1)?.content ?? '';
      const usage = { promptTokens: 0, outputTokens: 0 };
      const answeredBy = {
        id: 'o',
        kind: 'ollama' as const,
        name: 'Ollama',
        model: 'small',
        place: 'local' as const,
        contextTokens: 32_000,
      };
      const rest = { text: '', answeredBy, usage, receipts: [], skipped: [], unresolved: [] };
      return { ok: true, value: { ...rest, value: format.parse(left.shift()) } };
    },
    stream: () => Promise.reject(new Error('No message is to be read here.')),
  };
  const context = { records: world.records, business: plumber, now: fridayMorning };
  const question = { text: 'What did we do for Maria?', chosen: undefined, context, language: 'en' as const };
  const ask = async () => {
    const chat = createChat({ models, earlier, busyNow: async () => [], id: 'chat' });
    return expectOk(await chat.ask(question, () => {}, new AbortController().signal));
  };
  return { ask, lastResult: () => seen };
}

const answer = { tool: 'answer', say: 'Here it is.' };
const oldJob = [{ record: { collection: 'jobs', id: 'old' } }];

test('a model that asks for a customer’s jobs gets those of closed years as well', async () => {
  const byContact = { tool: 'find_jobs', arguments: { contact: 'contact:1' } };
  const { ask } = office([{ tool: 'find_contacts', arguments: { words: 'Maria' } }, byContact, answer]);
  const turn = await ask();
  expect(turn.lines).toMatchObject(oldJob);
  expect(turn.note).toBeUndefined();
});

test('a model that asks for a year gets it, though it was closed', async () => {
  const { ask } = office([{ tool: 'find_jobs', arguments: { year: 2023 } }, answer]);
  const turn = await ask();
  expect(turn.lines).toMatchObject(oldJob);
  expect(turn.note).toBeUndefined();
});

test.each(['find_jobs', 'find_invoices'])(
  'what %s did not look at is told to the model and to the owner',
  async (tool) => {
    const { ask, lastResult } = office([{ tool, arguments: {} }, answer]);
    const turn = await ask();
    expect(turn.lines).toEqual([]);
    expect(lastResult()).toContain('"notLookedAt":"2023 and earlier"');
    expect(turn.note).toBe('Work and invoices of 2023 and earlier were not looked at.');
  },
);

test('a question about people needs no closed year, and none is named as missing', async () => {
  const { ask } = office([{ tool: 'find_contacts', arguments: { words: 'Maria' } }, answer]);
  expect((await ask()).note).toBeUndefined();
});
