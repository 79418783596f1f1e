import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createMetaService } from '#electron/services/meta/service.ts';
import { createTemplates, type Templates } from '#renderer/vault/templates/templates.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createRecordChanges } from '#renderer/vault/books/record-changes.ts';
import { createWork, type Work } from '#shared/lib/async.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { createGraphStandin, type GraphStandin } from './server.ts';

/** The vault's list of templates with the shell's own service, against the stand-in. */
let standin: GraphStandin;
let memory: ReturnType<typeof createMemoryRecords>;
let templates: Templates | undefined;
let work: Work | undefined;

beforeEach(async () => {
  standin = await createGraphStandin();
  memory = createMemoryRecords();
});
afterEach(async () => {
  work?.end();
  await standin.close();
});

function open(pauses: number[]): Templates {
  const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  const service = createMetaService({
    fetch: guard.fetch('channel.meta'),
    fetchFile: guard.fetch('channel.files'),
  });
  const bridge = { call: (name: keyof typeof service, args: never) => service[name](args) };
  work = createWork(systemTimers);
  templates = createTemplates({
    changes: createRecordChanges({ work }),
    work,
    bridge: bridge as unknown as Bridge,
    records: memory.records,
    run: async (name, args) => memory.run(name, args as never),
    pauses,
  });
  return templates;
}

function connect(changes: object = {}): string {
  const account = { ...standin.account, name: 'Main line', graphUrl: standin.url, ...changes };
  return expectOk(memory.run('channel.connect', { kind: 'whatsapp', ...account })).id;
}

const list = () => memory.list('templateLists')[0];

test('a list that could not be loaded is tried again by itself, and says since when it is as it is', async () => {
  const id = connect({ accessToken: 'expired' });
  open([20, 20]).wake();
  await expect.poll(() => list()?.failing).toMatchObject({ message: expect.stringMatching(/token/) });
  const { since } = list()!.failing!;
  expect(list()!.loadedAt).toBeUndefined();
  memory.context.now += 60_000;
  // The token is right again; nobody presses anything.
  expectOk(memory.run('channel.update', { id, fields: { accessToken: standin.account.accessToken } }));
  await expect.poll(() => list()?.loadedAt).toBe(since + 60_000);
  expect(list()!.failing).toBeUndefined();
  expect(memory.list('messageTemplates').length).toBeGreaterThan(0);
});

test('one account that cannot be asked keeps the list of another one from nothing', async () => {
  connect({ phoneNumberId: '1', businessAccountId: '1' });
  connect();
  const answer = await open([60_000]).load();
  expect(answer).toMatchObject({ ok: false });
  expect(memory.list('templateLists').map(({ loadedAt }) => loadedAt !== undefined)).toEqual([false, true]);
});

test('a list that stays as new as before is not written down each time', async () => {
  connect();
  const opened = open([60_000]);
  expectOk(await opened.load());
  memory.context.now += 60_000;
  expectOk(await opened.load());
  expect(memory.lastChanges).toEqual([]);
});

test('a template is handed in with its examples, and what Meta would refuse is told at its field before', async () => {
  connect();
  const { submit } = open([]);
  const draft = {
    name: 'winter_offer',
    category: 'MARKETING' as const,
    language: 'en_GB',
    body: 'Hello {{ first_name }}, ten percent off until {{day}} for you.',
    footer: 'Write STOP to get no more of these.',
    examples: { first_name: 'Ana', day: '31 January' },
  };
  const { phoneNumberId } = standin.account;
  for (const [change, field] of [
    [{ body: '{{first_name}}, ten percent off.' }, 'body'],
    [{ body: 'Hello {{First Name}}, ten percent off.' }, 'body'],
    [{ examples: { first_name: 'Ana' } }, 'examples'],
  ] as const) {
    const refused = await submit(phoneNumberId, { ...draft, ...change });
    expect(refused.ok ? [] : refused.error.fields?.map(({ path }) => path[0])).toEqual([field]);
  }
  const before = standin.templates.list.length;
  const { id } = expectOk(await submit(phoneNumberId, draft));
  expect(standin.templates.list).toHaveLength(before + 1);
  expect(memory.records.get('messageTemplates', id)).toMatchObject({
    status: 'PENDING',
    name: 'winter_offer',
  });
  const again = await submit(phoneNumberId, draft);
  expect(again.ok ? '' : again.error.remedy).toContain('already exists');
});
