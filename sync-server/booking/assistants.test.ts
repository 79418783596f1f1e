import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readHeld } from '#shared/public-page/held-link.ts';
import { fingerprintOf } from '#shared/public-page/names.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { offered, pageWithTimes, startAt } from '../testing/page-with-times.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { request } from '../testing/workspace.ts';

let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay({ limits: { timesHeldByAssistants: 2, holdsByAssistantsPerDay: 4 } });
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});
const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});

/** An assistant of a customer, as the protocol's own client speaks. */
async function assistant(slug: string) {
  const client = new Client({ name: 'an assistant', version: '1' });
  clients.push(client);
  await client.connect(new StreamableHTTPClientTransport(new URL(`${relay.url}/b/${slug}/mcp`)));
  const call = async (name: string, args: Record<string, unknown> = {}) =>
    (await client.callTool({ name, arguments: args })).structuredContent as Record<string, never>;
  return { client, call };
}

const profile = {
  name: 'Keller & Söhne',
  services: [{ id: 'boiler', name: 'Boiler', price: { kind: 'ask' as const } }],
};

test('an assistant finds a service and a time, holds it, and hands on a link on which the customer takes it', async () => {
  const page = await pageWithTimes(relay.url, 'open-page', { assistants: true, profile });
  await page.offer({ boiler: offered([0, 3]) });
  const { client, call } = await assistant('open-page');
  const { tools } = await client.listTools();
  expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
    ['find_services', true],
    ['find_free_times', true],
    ['hold_time', false],
  ]);
  // Nowhere in them is a place for who somebody is.
  expect(tools.flatMap(({ inputSchema }) => Object.keys(inputSchema.properties ?? {}))).toEqual([
    'service',
    'from',
    'service',
    'start',
  ]);
  expect(await call('find_services')).toMatchObject({
    business: 'Keller & Söhne',
    services: [{ id: 'boiler', name: 'Boiler', canBeHeld: true }],
  });
  const start = new Date(startAt(0)).toISOString();
  expect(await call('find_free_times', { service: 'boiler' })).toEqual({
    timeZone: 'Europe/London',
    starts: [start, new Date(startAt(3)).toISOString()],
    more: false,
  });
  const held = await call('hold_time', { service: 'boiler', start });
  expect(held).toMatchObject({ isHeld: true });
  const link = new URL(held['link']!);
  const [fingerprint, ...rest] = link.hash.slice(1).split('.');
  expect([link.pathname, fingerprint]).toEqual([
    '/b/open-page',
    fingerprintOf(fromBase64Url('A'.repeat(43))),
  ]);
  expect(readHeld(rest)).toMatchObject({ service: 'boiler', start: startAt(0) });
  expect(await call('hold_time', { service: 'boiler', start })).toMatchObject({
    isHeld: false,
    why: 'taken',
  });
  expect((await call('find_free_times', { service: 'boiler' }))['starts']).toHaveLength(1);
});

test('assistants hold few times at once and few a day, whoever they speak for', async () => {
  const page = await pageWithTimes(relay.url, 'busy-page', { assistants: true, profile });
  await page.offer({ boiler: offered([0, 3, 6, 9]) });
  const { call } = await assistant('busy-page');
  const outcomes: unknown[] = [];
  for (const hours of [0, 3, 6, 9, 0])
    outcomes.push(
      (await call('hold_time', { service: 'boiler', start: new Date(startAt(hours)).toISOString() }))['why'],
    );
  expect(outcomes).toEqual([undefined, undefined, 'too-many', 'too-many', 'too-many']);
});

test('a page that its owner has not opened to assistants, or that is not there, has no tools', async () => {
  const page = await pageWithTimes(relay.url, 'closed-page', { profile });
  await page.offer({ boiler: offered([0]) });
  for (const slug of ['closed-page', 'no-page-at-all'])
    for (const method of ['POST', 'GET', 'DELETE'] as const)
      expect((await request(relay.url, `/b/${slug}/mcp`, { method })).status).toBe(404);
});

test('what is no request of the protocol is refused, and what is too long is not read', async () => {
  await pageWithTimes(relay.url, 'strange-page', { assistants: true, profile });
  const post = (body: string) =>
    fetch(`${relay.url}/b/strange-page/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body,
    }).then(({ status }) => status);
  expect(await post('no json')).toBe(400);
  expect(await post('x'.repeat(17 * 1024))).toBe(413);
});
