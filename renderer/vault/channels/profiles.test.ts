import { expect, test } from 'vitest';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk, ok, problem } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { createRecordChanges } from '../books/record-changes.ts';
import { createProfiles } from './profiles.ts';

const account = {
  kind: 'instagram' as const,
  name: 'Shop',
  graphUrl: 'https://graph.example',
  accessToken: 'token',
  appSecret: '0123456789abcdef0123456789abcdef',
  pageId: '11',
  instagramId: '17',
};

/** What the channel is asked for, and what the customer is called then. */
async function askedOf(answer: unknown, looks = 2) {
  const world = createMemoryRecords();
  expectOk(world.run('channel.connect', account));
  const customer = { scoped: { channel: 'instagram' as const, accountId: '17', id: '9001' } };
  const base = { kind: 'message', channel: 'instagram', accountId: '17', externalId: 'm_1' } as const;
  const event = {
    ...base,
    customer,
    at: world.context.now,
    type: 'text',
    text: 'Hello',
    echo: false,
  } as const;
  expectOk(world.run('inbox.ingest', { events: [event] }));
  const asked: unknown[] = [];
  for (let look = 0; look < looks; look += 1) {
    const work = createWork(systemTimers);
    const profiles = createProfiles({
      bridge: {
        call: async (_name: string, args: unknown) => {
          asked.push(args);
          return answer;
        },
      } as never,
      changes: createRecordChanges({ work }),
      work,
      records: world.records,
      run: async <Name extends AppCommandName>(name: Name, args: ArgsOf<Name>) => world.run(name, args),
      now: () => world.context.now,
    });
    profiles.wake();
    await work.quiet();
    await work[Symbol.asyncDispose]();
  }
  return { asked, name: world.list('contacts')[0]!.name };
}

test('who writes on Instagram is called by their name, and Meta is asked once', async () => {
  const { asked, name } = await askedOf(ok({ name: 'Ada Braun' }));
  expect(asked).toMatchObject([{ scopedId: '9001', account: { kind: 'instagram', instagramId: '17' } }]);
  expect(name).toBe('Ada Braun');
});

test('without a connection it is asked again later', async () => {
  const { asked, name } = await askedOf(problem('channel.unreachable', 'No connection.'));
  expect(asked).toHaveLength(2);
  expect(name).toBe('Instagram user');
});
