import { expect, test } from 'vitest';
import { createMemoryRecords, dutchBusiness } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createAgent } from './agent.ts';
import type { BusyNow } from './free-time.ts';

const hour = 3_600_000;
const friday = Date.UTC(2026, 10, 20, 9);
const account = { id: 'google', staffId: 'ana', name: 'Google' };
const monday = { start: Date.UTC(2026, 10, 23), end: Date.UTC(2026, 10, 24) };

/** An owner who asks, without a model, and what they are told. */
async function ask(text: string, busyNow: BusyNow) {
  const world = createMemoryRecords();
  world.context.now = friday;
  const hours = { mon: [{ from: '08:00', to: '12:00' }] };
  const profile = { ...dutchBusiness, locale: 'en-IE', timeZone: 'UTC', hours };
  expectOk(world.run('business.setUp', { profile, services: [] }));
  const after = { id: 'ana', name: 'Ana', createdAt: 1 };
  world.apply([{ collection: 'members', id: 'ana', path: [], before: undefined, after }]);
  const agent = createAgent({
    models: {
      complete: () => Promise.reject(new Error('There is no model.')),
      stream: () => Promise.reject(new Error('There is no model.')),
    },
    records: world.records,
    run: () => Promise.reject(new Error('Nothing is approved.')),
    earlier: { openFor: async () => {}, openFrom: async () => {}, closedYear: () => undefined },
    busyNow,
    now: () => friday,
    newId: () => 'chat',
  });
  return expectOk(await agent.askAgent({ text }, () => {}));
}

test('who asks when there is time is not told of what is taken at Google', async () => {
  const asked: number[][] = [];
  const { lines, note } = await ask('When am I free on Monday?', async (start, end) => {
    asked.push([start, end]);
    const span = { start: monday.start + 9 * hour, end: monday.start + 10 * hour, zone: 'UTC' };
    return [{ ...account, spans: { span } }];
  });
  expect(asked).toEqual([[monday.start, monday.end]]);
  expect(lines.map(({ label }) => label)).toEqual(['08:00–09:00', '10:00–12:00']);
  expect(note).toBeUndefined();
});

test('where Google does not answer no time is free, and that is said', async () => {
  const { lines, note } = await ask('When am I free on Monday?', async (start, end) => [
    { ...account, spans: { all: { start, end, zone: 'UTC' } }, unread: true },
  ]);
  expect(lines).toEqual([]);
  expect(note).toBe('Google Calendar did not answer: all time there counts as busy.');
});

test('whatever else is asked, Google hears nothing of it', async () => {
  let asked = 0;
  for (const text of ['What is on Monday?', 'Who owes me money?'])
    await ask(text, async () => {
      asked++;
      return [];
    });
  expect(asked).toBe(0);
});
