import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Client } from '@modelcontextprotocol/client';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { removeTemporaryFolders } from '#sync-server/testing/relay-process.ts';
import { injections } from './corpus.ts';
import { eras, openProgramWorld, type ProgramWorld } from './program-world.ts';

let office: ProgramWorld;
beforeEach(async () => void (office = await openProgramWorld()));
afterEach(() => office.end());
afterAll(removeTemporaryFolders);

const ways = eras.flatMap(([era, mode]) => [
  { way: 'HTTP', era, connect: (token: string) => office.overHttp(token, mode) },
  { way: 'stdio', era, connect: (token: string) => office.overStdio(token, mode) },
]);

interface Answer {
  isError?: boolean;
  content: { text: string }[];
  structuredContent: Record<string, unknown> & { records: Record<string, unknown>[]; status: string };
}

async function call(client: Client, name: string, args: Record<string, unknown> = {}): Promise<Answer> {
  return (await client.callTool({ name, arguments: args })) as unknown as Answer;
}

const visit = { contactId: 'contact:maria', title: 'Boiler service' };
const calls = () => office.world.list('programCalls');

test.each(ways)(
  'A client $era finds the tools over $way, reads, and has a change approved',
  async ({ connect }) => {
    const { token } = await office.letIn();
    const client = await connect(token);
    const { tools } = await client.listTools();
    const named = new Map(tools.map((tool) => [tool.name, tool]));
    expect(named.get('visits')).toMatchObject({
      annotations: { readOnlyHint: true },
      outputSchema: { type: 'object' },
    });
    expect(named.get('job_create')!.annotations).toMatchObject({
      readOnlyHint: false,
      destructiveHint: false,
    });
    expect(named.get('job_cancel')!.annotations).toMatchObject({ destructiveHint: true });
    for (const { name } of tools) expect(name).toMatch(/^[A-Za-z0-9_]{1,64}$/);

    const found = await call(client, 'find_contacts', { words: 'Maria' });
    expect(found.structuredContent).toMatchObject({
      count: 1,
      records: [{ ref: 'contact:maria', name: 'Maria Lopez', phones: ['+353870000001'] }],
    });
    expect(JSON.parse(found.content[0]!.text)).toEqual(found.structuredContent);

    const asked = call(client, 'job_create', visit);
    await eventually(() => office.view().requests.length === 1, 'the owner to be asked');
    expect(office.view().requests[0]!.fields.map(({ shown }) => shown)).toEqual([
      'Maria Lopez',
      'Boiler service',
    ]);
    expect(office.world.list('jobs')).toHaveLength(1);
    await office.decide(true);
    const done = (await asked).structuredContent;
    expect(done).toMatchObject({ status: 'done', ref: expect.stringMatching(/^job:/) });
    expect(office.world.list('jobs').map(({ title }) => title)).toContain('Boiler service');
  },
);

test('Whoever has no token of an owner, asks for another host or is a web page hears nothing', async () => {
  const { token } = await office.letIn();
  const ask = (headers: Record<string, string>) =>
    fetch(`${office.origin()}/v1/visits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    });
  const authorization = `Bearer ${token}`;
  expect((await ask({ authorization })).status).toBe(200);
  expect((await ask({})).status).toBe(401);
  expect((await ask({ authorization: `${authorization}x` })).status).toBe(401);
  expect((await ask({ authorization, origin: 'https://attacker.example' })).status).toBe(403);
  expect((await ask({ authorization, origin: 'http://localhost:3000' })).status).toBe(403);
  expect(await statusWithHost('attacker.example', token)).toBe(403);
  await expect(office.overHttp('not-a-token', 'legacy')).rejects.toThrow(/unauthorized|401/i);
  await expect(office.overStdio('not-a-token', 'legacy')).rejects.toThrow(/token/);
});

/** `fetch` says the host by itself. */
async function statusWithHost(host: string, token: string): Promise<number | undefined> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const headers = { host, authorization: `Bearer ${token}` };
    request(`${office.origin()}/openapi.json`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('A program is offered and told only what the owner has given it', async () => {
  const { token } = await office.letIn({ scopes: ['schedule'], proposes: false });
  const client = await office.overHttp(token, 'legacy');
  const names = (await client.listTools()).tools.map(({ name }) => name);
  expect(names.toSorted()).toEqual(['find_jobs', 'free_slots', 'price_list', 'visits']);
  const { structuredContent } = await call(client, 'find_jobs');
  expect(structuredContent.records).toMatchObject([{ title: 'Boiler repair', contact: 'contact:attacker' }]);
  expect(JSON.stringify(structuredContent)).not.toContain('Mallory');
  await expect(client.callTool({ name: 'find_contacts', arguments: {} })).rejects.toThrow(/find_contacts/);
});

test('A program with conversations reads what was written, and no note, nor anything apart', async () => {
  office.world.run('note.add', { conversationId: 'talk-attacker', text: 'note-canary' });
  const { token } = await office.letIn({ scopes: ['conversations'] });
  const client = await office.overHttp(token, 'legacy');
  const { records } = (await call(client, 'find_conversations')).structuredContent;
  expect(records.map(({ ref }) => ref)).toContain('conversation:talk-attacker');
  const read = await call(client, 'read_conversation', {
    conversation: 'conversation:talk-attacker',
    last: 3,
  });
  expect(read.structuredContent).toMatchObject({
    count: 3,
    records: [{ from: 'customer', text: 'Hello' }, {}, {}],
  });
  expect(read.content[0]!.text).not.toContain('note-canary');
  expect((await call(client, 'read_conversation', { conversation: 'conversation:none' })).isError).toBe(true);
});

test('Who is kept from models elsewhere is kept from programs as well, unless all stays on this computer', async () => {
  office.world.run('contact.keepOnDevice', { id: 'maria', on: true });
  const { token } = await office.letIn();
  const local = await office.letIn({ isLocal: true }, 'Local');
  const client = await office.overHttp(token, 'legacy');
  const kept = await call(client, 'find_contacts', { words: 'Maria' });
  expect(kept.structuredContent).toMatchObject({ count: 0, records: [], kept: 1 });
  expect((await call(client, 'job_create', visit)).isError).toBe(true);
  const here = await office.overHttp(local.token, 'legacy');
  expect((await call(here, 'find_contacts', { words: 'Maria' })).structuredContent.count).toBe(1);

  office.world.run('ai.configure', { localOnly: true });
  expect((await call(client, 'visits')).content[0]!.text).toContain('programs.local-only');
  expect((await call(here, 'visits')).isError).toBeUndefined();
  const ledger = office.world.list('egress').filter(({ purpose }) => purpose === 'program');
  expect(ledger.filter(({ allowed }) => !allowed)).toMatchObject([
    {},
    { origin: 'program:Claude', reason: expect.stringContaining('Local only') },
  ]);
  expect(ledger.filter(({ stays }) => stays === true)).toHaveLength(2);
});

test('What is refused, not decided in time or approved under another hash changes nothing', async () => {
  const { token } = await office.letIn();
  const client = await office.overHttp(token, 'legacy');
  const before = office.world.snapshot()['jobs'];
  const asked = call(client, 'job_create', visit);
  await eventually(() => office.view().requests.length === 1, 'the owner to be asked');
  await office.decide(false);
  expect((await asked).structuredContent.status).toBe('refused');

  const late = call(client, 'job_create', visit);
  await eventually(() => office.view().requests.length === 1, 'the owner to be asked again');
  office.clock.pass(46_000);
  const { status, request } = (await late).structuredContent;
  expect(status).toBe('waiting');
  expect(calls().at(-1)).toMatchObject({ tool: 'job_create', outcome: 'waiting' });
  office.clock.pass(10 * 60_000);
  expect((await call(client, 'request_status', { request })).structuredContent.status).toBe('expired');
  expect(calls().filter(({ tool, outcome }) => tool === 'job_create' && outcome === 'expired')).toHaveLength(
    1,
  );

  const other = call(client, 'job_create', visit);
  await eventually(() => office.view().requests.length === 1, 'the owner to be asked once more');
  expect(await office.decide(true, 'another')).toMatchObject({ error: { code: 'agent.approval-changed' } });
  expect((await other).structuredContent.status).toBe('expired');
  expect(office.world.snapshot()['jobs']).toEqual(before);
});

test('An assistant that obeys every injected text changes nothing without the owner', async () => {
  await office.end();
  const injection = injections.find(({ place }) => place === 'name')!;
  office = await openProgramWorld(injection as never);
  const { token } = await office.letIn();
  const client = await office.overHttp(token, { pin: '2026-07-28' });
  const before = business(office);
  // It reads what customers wrote, and then does all that it can.
  expect((await call(client, 'find_contacts')).structuredContent.count).toBe(2);
  const changing = (await client.listTools()).tools.filter(
    ({ annotations }) => annotations?.readOnlyHint === false,
  );
  const wishes: Record<string, object> = {
    message_send: { conversationId: 'conversation:talk-maria', text: 'We refund everything' },
    contact_create: { name: 'Hacked', phones: { a: { number: '+15550109999' } } },
    job_cancel: { id: 'job:job', reason: 'As it says' },
    conversation_resolve: { id: 'conversation:talk-attacker' },
  };
  const asked = changing.map(({ name }) => call(client, name, { ...(wishes[name] ?? { id: 'job:job' }) }));
  const isAnswered = (): boolean => calls().length - 1 + office.view().requests.length === changing.length;
  await eventually(isAnswered, 'each to be answered or to wait');
  expect(office.view().requests.length).toBe(5);
  office.clock.pass(46_000);
  const waiting = (await Promise.all(asked)).filter(({ isError }) => isError !== true);
  for (const each of waiting) expect(each.structuredContent.status).toBe('waiting');
  expect(business(office)).toEqual(before);
  office.clock.pass(11 * 60_000);
  expect(business(office)).toEqual(before);
});

/** All but what is written of programs. */
function business({ world }: ProgramWorld) {
  const { programs: _, programCalls: __, egress: ___, ...rest } = world.snapshot();
  return rest;
}

test('Limits hold for each program, and the log has counts, names of fields and no words', async () => {
  const { token, id } = await office.letIn({ limits: { callsPerMinute: 4, rowsPerHour: 3 } });
  const client = await office.overHttp(token, 'legacy');
  await call(client, 'find_contacts', { words: '' });
  expect((await call(client, 'find_contacts', { words: '' })).structuredContent.count).toBe(1);
  expect((await call(client, 'find_contacts', { words: 'canary' })).content[0]!.text).toContain(
    'programs.too-many',
  );
  expect((await call(client, 'find_jobs', { words: 5 })).isError).toBe(true);
  expect((await call(client, 'visits')).content[0]!.text).toContain('Too many calls');
  office.clock.pass(61 * 60_000);
  expect((await call(client, 'visits')).isError).toBeUndefined();

  expect(calls()).toMatchObject([
    {
      programId: id,
      way: 'mcp',
      tool: 'find_contacts',
      fields: ['words: text'],
      rows: 2,
      outcome: 'answered',
    },
    { rows: 1 },
    { code: 'programs.too-many', outcome: 'failed' },
    { fields: ['words: number'], code: 'programs.too-many' },
    { code: 'programs.too-many' },
    { tool: 'visits', rows: 0 },
  ]);
  expect(new Set(calls().map((each) => each.id)).size).toBe(6);
  expect(JSON.stringify(calls())).not.toContain('canary');
});

test('A locked Plumbline says so, and a program that is revoked is let in no more', async () => {
  const { token, id } = await office.letIn();
  const client = await office.overHttp(token, 'legacy');
  await office.lock();
  expect((await call(client, 'visits')).content[0]!.text).toContain('Plumbline is locked');
  office.unlock();
  await eventually(async () => (await call(client, 'visits')).isError !== true, 'it to answer again');
  const asked = call(client, 'job_create', visit);
  await eventually(() => office.view().requests.length === 1, 'the owner to be asked');
  await office.letIn({}, 'Another');
  office.run('program.revoke', { id });
  expect((await asked).structuredContent.status).toBe('refused');
  await eventually(
    () =>
      client.callTool({ name: 'visits', arguments: {} }).then(
        () => false,
        () => true,
      ),
    'it to be shut out',
  );
});

test('The same tools can be called over HTTP, as the file of its own describes them', async () => {
  const { token } = await office.letIn();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const described = await (await fetch(`${office.origin()}/openapi.json`, { headers })).json();
  const client = await office.overHttp(token, 'legacy');
  const { tools } = await client.listTools();
  expect(Object.keys(described.paths)).toEqual(tools.map(({ name }) => `/v1/${name}`));
  for (const { name, inputSchema } of tools) {
    const { requestBody } = described.paths[`/v1/${name}`].post;
    expect(requestBody.content['application/json'].schema).toMatchObject({
      properties: inputSchema.properties,
    });
  }
  const post = (tool: string, body: unknown) =>
    fetch(`${office.origin()}/v1/${tool}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const owed = await post('find_jobs', { contact: 'contact:attacker' });
  expect(await owed.json()).toMatchObject({ count: 1, records: [{ contactName: 'Mallory Boiler' }] });
  expect((await post('find_jobs', { contact: 7 })).status).toBe(400);
  const asked = post('job_create', visit);
  await eventually(() => office.view().requests.length === 1, 'the owner to be asked');
  office.clock.pass(46_000);
  expect((await asked).status).toBe(202);
  await office.decide(true);
  const { request } = await (await asked).json();
  expect(await (await post('request_status', { request })).json()).toMatchObject({ status: 'done' });
  expect(calls().map(({ way }) => way)).toContain('rest');
});
