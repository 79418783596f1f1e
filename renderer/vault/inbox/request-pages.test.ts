import { expect, test } from 'vitest';
import { createRuledBusiness } from '#shared/commands/rules/testing.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk, ok, problem, type Result } from '#shared/lib/result.ts';
import { createRequestPages } from './request-pages.ts';

const code = 'c'.repeat(24);

test('what an owner publishes reaches the page once the relay is there, once; a code that it has never given out is told', async () => {
  const world = createRuledBusiness();
  const { id } = expectOk(world.run('request.noteDeletion', { code, userId: '1022' }));
  const put: unknown[] = [];
  let answer: Result<unknown> = problem('relay.unreachable', 'Away');
  await using work = createWork({ after: () => () => {}, elapsed: () => 0 });
  const pages = createRequestPages({
    records: world.records,
    changes: { on: () => {} },
    run: async (name, args) => world.run(name, args as never),
    work,
    workspace: 'w'.repeat(22),
    mayPublish: () => true,
    client: () => ({
      async signed(call) {
        put.push(call);
        return answer;
      },
    }),
  });
  const look = async (): Promise<void> => {
    pages.wake();
    await work.quiet();
  };
  const request = () => world.list('privacyRequests')[0]!;
  await look();
  expect(put).toEqual([]);
  expectOk(world.run('privacyRequest.publish', { id, words: 'Soon' }));
  await look();
  expect(request().delivered).toBeUndefined();
  answer = ok({});
  await look();
  await look();
  const path = `/v1/workspaces/${'w'.repeat(22)}/requests/${code}`;
  const sent = { method: 'PUT', path, body: { state: 'underWay', text: 'Soon' } };
  expect(put).toEqual([sent, sent]);
  expect(request().delivered).toMatchObject({ isTaken: true });
  world.context.now += 1000;
  expectOk(world.run('privacyRequest.publish', { id, words: 'Again' }));
  answer = problem('relay.not-found', 'There is nothing here.');
  await look();
  expect(request().delivered).toMatchObject({ at: request().published!.at, isTaken: false });
});
