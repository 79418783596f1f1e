import { expect, onTestFinished, test } from 'vitest';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { createMailRights } from './mail-rights.ts';

const client = { provider: 'microsoft' as const, clientId: 'b2c1-of-the-owner' };
const hour = 3_600_000;

/** A mailbox that was signed in to, at a provider that answers so. */
function world(answer: (refreshToken: string) => object) {
  const memory = createMemoryRecords();
  const { run, records, context } = memory;
  const { id } = expectOk(
    run('mail.signIn', { address: 'office@rivera.example', name: 'Rivera', client, refreshToken: 'first' }),
  );
  const work = createWork({ elapsed: () => context.now, after: () => () => {} });
  onTestFinished(async () => work[Symbol.asyncDispose]());
  const asked: string[] = [];
  const rights = createMailRights({
    bridge: {
      async call(_name: string, args: { refreshToken: string }) {
        asked.push(args.refreshToken);
        return ok(answer(args.refreshToken));
      },
    } as never,
    records,
    run: async (name, args) => run(name as never, args as never),
    claims: { take: async () => 'mine' },
    work,
    now: () => context.now,
  });
  const account = () => records.get('mailAccounts', id)!;
  return { ...memory, rights, asked, account, id };
}

test('a right serves for its hour, the next one is asked for once, and another key takes the place of the first', async () => {
  let count = 0;
  const { rights, asked, account, context, records, id } = world((refreshToken) => ({
    outcome: 'access',
    accessToken: `token ${++count}`,
    until: context.now + hour,
    refreshToken: `after ${refreshToken}`,
  }));
  const both = await Promise.all([rights.of(account()), rights.of(account())]);
  expect(both.map((each) => expectOk(each).accessToken)).toEqual(['token 1', 'token 1']);
  expect(records.get('mailKeys', id)).toMatchObject({ refreshToken: 'after first' });
  context.now += hour;
  expect(expectOk(await rights.of(account())).accessToken).toBe('token 2');
  expect(asked).toEqual(['first', 'after first']);
});

test('where the provider knows the key no more the mailbox rests, and says so until its owner signs in anew', async () => {
  const { rights, account, run } = world((refreshToken) =>
    refreshToken === 'first'
      ? { outcome: 'failed', why: 'invalidGrant' }
      : { outcome: 'access', accessToken: 'anew', until: Number.MAX_SAFE_INTEGER },
  );
  expect(await rights.of(account())).toMatchObject({
    ok: false,
    error: { code: 'mail.sign-in-invalidGrant' },
  });
  expect(account().trouble).toBeDefined();
  expectOk(
    run('mail.signIn', { address: account().address, name: 'Rivera', client, refreshToken: 'second' }),
  );
  expect(account().trouble).toBeUndefined();
  expect(expectOk(await rights.of(account())).accessToken).toBe('anew');
});

test('a line that breaks stops nothing for good', async () => {
  const { rights, account } = world(() => ({ outcome: 'failed', why: 'unreachable' }));
  expect(await rights.of(account())).toMatchObject({ ok: false });
  expect(account().trouble).toBeUndefined();
});
