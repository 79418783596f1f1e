import { expect, test } from 'vitest';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { createRecordChanges } from '../books/record-changes.ts';
import type { Claim } from '../claims/claims.ts';
import { createSafety } from './safety.ts';

/** What a customer who writes this is told at once by a device that gets this claim. */
async function toldAfter(text: string, { claim = 'mine' as Claim, looks = 1 } = {}): Promise<string[]> {
  const world = withAutopilot('Hello');
  expectOk(world.run('autopilot.configure', { everyone: true }));
  const customer = { phone: '16505551234', name: 'Ana' };
  const at = world.context.now;
  const event = {
    kind: 'message',
    channel: 'whatsapp',
    accountId: 'shop',
    externalId: 'wamid.9',
    customer,
  } as const;
  expectOk(world.run('inbox.ingest', { events: [{ ...event, at, type: 'text', text, echo: false }] }));
  for (let look = 0; look < looks; look += 1) {
    const work = createWork(systemTimers);
    const safety = createSafety({
      changes: createRecordChanges({ work }),
      work,
      records: world.records,
      run: async <Name extends AppCommandName>(name: Name, args: ArgsOf<Name>) => world.run(name, args),
      claims: { take: async () => claim },
      now: () => world.context.now,
    });
    safety.wake();
    await work.quiet();
    await work[Symbol.asyncDispose]();
  }
  return world
    .list('messages')
    .flatMap(({ direction, autopilot, text: said = '' }) =>
      direction === 'out' && autopilot === true ? said : [],
    );
}

test('a customer in danger hears at once whom to call, without a model, and once', async () => {
  const told = await toldAfter('my kitchen is on fire', { looks: 3 });
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('Leave the building');
});

test('a customer who wants no more messages hears once that this is noted', async () => {
  const told = await toldAfter('Please stop sending me messages', { looks: 3 });
  expect(told).toHaveLength(1);
  expect(await toldAfter('Please stop sending me messages', { claim: 'other' })).toEqual([]);
});

test('by one device alone', async () => {
  expect(await toldAfter('my kitchen is on fire', { claim: 'other' })).toEqual([]);
  expect(await toldAfter('my kitchen is on fire', { claim: 'unknown' })).toEqual([]);
});

test('a customer whose stop may mean something else is asked, and an ordinary message leads to nothing here', async () => {
  expect(await toldAfter('stop the leak', { looks: 2 })).toHaveLength(1);
  expect(await toldAfter('How much is a boiler service?')).toEqual([]);
});

test('a stop that came in the middle of danger is acknowledged once, when a person has taken the danger', async () => {
  const world = withAutopilot('Hello');
  expectOk(world.run('autopilot.configure', { everyone: true }));
  const work = createWork(systemTimers);
  const safety = createSafety({
    changes: createRecordChanges({ work }),
    work,
    records: world.records,
    run: async <Name extends AppCommandName>(name: Name, args: ArgsOf<Name>) => world.run(name, args),
    claims: { take: async () => 'mine' },
    now: () => world.context.now,
  });
  const said = () =>
    world.list('messages').filter(({ autopilot, direction }) => autopilot && direction === 'out');
  const look = async () => {
    safety.wake();
    await work.quiet();
    return said().length;
  };
  const customer = { phone: '16505551234', name: 'Ana' };
  const write = (externalId: string, text: string) => {
    const sent = { kind: 'message', channel: 'whatsapp', accountId: 'shop', externalId, customer } as const;
    const at = world.context.now;
    expectOk(world.run('inbox.ingest', { events: [{ ...sent, at, type: 'text', text, echo: false }] }));
  };
  write('wamid.1', 'my kitchen is on fire');
  expect(await look()).toBe(1);
  world.context.now += 3 * 60_000;
  write('wamid.2', 'Please stop sending me messages');
  expect(await look()).toBe(1);
  world.context.now += 30 * 60_000;
  expect(await look()).toBe(1);
  const { id: conversationId } = world.list('conversations').find(({ accountId }) => accountId === 'shop')!;
  expectOk(world.run('danger.take', { in: 'conversations', id: conversationId }));
  world.context.now += 60_000;
  expect(await look()).toBe(2);
  expect(said().at(-1)?.text).toContain('writes no more here');
  expect(await look()).toBe(2);
  await work[Symbol.asyncDispose]();
});
