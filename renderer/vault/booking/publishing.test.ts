import { expect, onTestFinished, test } from 'vitest';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { createWork } from '#shared/lib/async.ts';
import { err, expectOk, ok, type Result } from '#shared/lib/result.ts';
import { readPayload, signedPageSchema } from '#shared/public-page/document.ts';
import { createPagePublishing } from './publishing.ts';

/** A device with a page, on a clock of the test's, before a relay that answers as the test says. */
function device(answer: (method: string) => Result<unknown> = () => ok({})) {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile: ukBusiness, services: [] }));
  expectOk(world.run('page.approve', { field: 'name', shown: { name: 'Keller' } }));
  expectOk(world.run('page.setAddress', { slug: 'keller' }));
  const sent: { method: string; path: string; body?: unknown }[] = [];
  const alarms: (() => void)[] = [];
  const work = createWork({
    elapsed: () => world.context.now,
    after(_milliseconds: number, action: () => void) {
      alarms.push(action);
      return () => void alarms.splice(alarms.indexOf(action), 1);
    },
  });
  onTestFinished(async () => work[Symbol.asyncDispose]());
  const publishing = createPagePublishing({
    records: world.records,
    changes: { on: () => () => {} } as never,
    run: async <Name extends AppCommandName>(name: Name, args: ArgsOf<Name>) => world.run(name, args),
    work,
    workspace: 'workspace-1',
    keys: { pair: async () => ({ publicKey: new Uint8Array(32), privateKey: new Uint8Array(32) }) },
    sign: async () => new Uint8Array(64),
    mayPublish: () => true,
    client: () => ({
      async signed(call) {
        sent.push(call as never);
        return answer(call.method ?? 'GET');
      },
    }),
    now: () => world.context.now,
  });
  async function wake(): Promise<void> {
    publishing.wake();
    await work.quiet();
  }
  return { ...world, sent, wake };
}

test('the relay shows what was approved and nothing else, and is told again only when that is another thing', async () => {
  const { run, sent, wake, context, records } = device();
  await wake();
  expect(sent).toEqual([]);
  expectOk(run('page.publish', {}));
  await wake();
  const { payload } = signedPageSchema.parse(sent[0]!.body);
  expect(readPayload(payload)).toMatchObject({
    slug: 'keller',
    profile: { name: 'Keller' },
    requests: { rules: {} },
  });
  expect(payload).not.toContain(ukBusiness.taxIdLabel ?? 'VAT');
  await wake();
  expect(sent).toHaveLength(1);
  // What the relay has said is on every device: until then it is said to be on its way.
  expect(records.get('publicPages', 'page')!.shownApproval).toBe(
    records.get('publicPages', 'page')!.approval,
  );
  expectOk(run('page.approve', { field: 'area', shown: { area: 'London' } }));
  await wake();
  expect(sent).toHaveLength(2);
  context.now += 25 * 3_600_000;
  await wake();
  expect(sent).toHaveLength(3);
});

test('what is taken offline is taken from the relay, and forgotten when the relay has said so', async () => {
  let isThere = false;
  const { run, sent, wake, records } = device(() => (isThere ? ok({}) : err({ code: 'x', message: '' })));
  expectOk(run('page.publish', {}));
  expectOk(run('page.unpublish', {}));
  const { approval } = records.get('publicPages', 'page')!;
  await wake();
  expect(records.get('publicPages', 'page')!.formerSlugs).toEqual({ keller: approval });
  isThere = true;
  await wake();
  expect(sent.at(-1)).toMatchObject({
    method: 'DELETE',
    path: `/v1/workspaces/workspace-1/profile/keller?approval=${approval}`,
  });
  expect(records.get('publicPages', 'page')!.formerSlugs).toEqual({});
});

test('an address that the relay gives to nobody twice is told to the owner, once', async () => {
  const { run, wake, records, sent } = device(() => err({ code: 'relay.page.taken', message: '' }));
  expectOk(run('page.publish', {}));
  await wake();
  await wake();
  expect(records.get('publicPages', 'page')!.refused).toBe('relay.page.taken');
  expect(sent).toHaveLength(2);
});
