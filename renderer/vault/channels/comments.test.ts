import { expect, test } from 'vitest';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { CommentAct } from '#shared/domain/comment.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk, ok, problem, type Result } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { createRecordChanges } from '../books/record-changes.ts';
import { createComments } from './comments.ts';

const account = {
  kind: 'instagram' as const,
  name: 'Shop',
  graphUrl: 'https://graph.example',
  accessToken: 'token',
  appSecret: '0123456789abcdef0123456789abcdef',
  pageId: '11',
  instagramId: '17',
};

/** A comment of which something is wished, and what a device asks of Meta for it. */
async function asked(act: CommentAct, answers: Result<object>[], deviceId = 'device-1', later = 0) {
  const world = createMemoryRecords();
  expectOk(world.run('channel.connect', account));
  const origin = { channel: 'instagram', accountId: '17' } as const;
  const comment = {
    kind: 'message',
    ...origin,
    externalId: '501',
    customer: { scoped: { ...origin, id: '9001' } },
    at: world.context.now,
    type: 'text',
    text: 'How much?',
    echo: false,
    under: { id: '2' },
  } as const;
  expectOk(world.run('inbox.ingest', { events: [comment] }));
  const [message] = world.messages();
  expectOk(world.run('comment.change', { id: message!.id, do: act }));
  world.context.now += later;
  const calls: { name: string; args: object }[] = [];
  for (const answer of answers) {
    const work = createWork(systemTimers);
    const comments = createComments({
      bridge: {
        call: async (name: string, args: object) => {
          calls.push({ name, args });
          return name === 'channel.post' ? ok({ excerpt: 'New boilers' }) : answer;
        },
      } as never,
      changes: createRecordChanges({ work }),
      work,
      records: world.records,
      deviceId,
      run: async <Name extends AppCommandName>(name: Name, args: ArgsOf<Name>) => world.run(name, args),
      now: () => world.context.now,
    });
    comments.wake();
    await work.quiet();
    await work[Symbol.asyncDispose]();
  }
  const changes = calls.filter(({ name }) => name === 'channel.changeComment');
  return { message: world.messages()[0]!, changes, calls, posts: world.list('posts') };
}

const offline = problem('channel.unreachable', 'Meta’s servers cannot be reached from here.');

test('what somebody wishes is done once Meta is reached, and once', async () => {
  const { message, changes } = await asked('hide', [offline, ok({}), ok({})]);
  expect(changes).toHaveLength(2);
  expect(changes[0]!.args).toMatchObject({ commentId: '501', do: 'hide' });
  expect(message).toMatchObject({ unseen: { is: true } });
  expect(message.wish).toBeUndefined();
});

test('what Meta refuses is told and not tried again', async () => {
  const refusal = problem('channel.refused', 'Meta refused the request (code 100).', 'Meta says: no');
  const { message, changes } = await asked('hide', [refusal, ok({})]);
  expect(changes).toHaveLength(1);
  expect(message.wish).toMatchObject({ refused: 'Meta refused the request (code 100). Meta says: no' });
});

test('another device does it only where the first one is away', async () => {
  expect((await asked('hide', [ok({})], 'device-2')).changes).toEqual([]);
  expect((await asked('hide', [ok({})], 'device-2', 3 * 60_000)).changes).toHaveLength(1);
});

test('a post is asked for once, and named by how it begins', async () => {
  const { calls, posts } = await asked('hide', [ok({}), ok({})]);
  expect(calls.filter(({ name }) => name === 'channel.post')).toHaveLength(1);
  expect(posts).toMatchObject([{ excerpt: 'New boilers' }]);
});
