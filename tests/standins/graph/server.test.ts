import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { metaContract } from './contract.ts';
import { metaJson, signature } from './deliveries.ts';
import { createGraphStandin, type GraphStandin, type GraphStandinOptions } from './server.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function standinFor(options: GraphStandinOptions = {}): Promise<GraphStandin> {
  const standin = await createGraphStandin(options);
  closers.push(() => standin.close());
  return standin;
}

interface Delivery {
  body: string;
  signature: string | undefined;
}

/** A receiver of webhooks that answers with the given statuses, then with 200. */
async function receiver(statuses: number[] = []) {
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url!, 'http://localhost').searchParams;
    if (request.method === 'GET') {
      response.end(query.get('hub.challenge'));
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signed = request.headers['x-hub-signature-256'] as string | undefined;
      deliveries.push({ body: Buffer.concat(chunks).toString('utf8'), signature: signed });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, deliveries };
}

function post(standin: GraphStandin, path: string, body: unknown, token = standin.account.accessToken) {
  return fetch(`${standin.url}/v23.0/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const text = (fields: object = {}) => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to: '+16505551234',
  type: 'text',
  text: { body: 'We come at nine.' },
  ...fields,
});

function statusesIn(deliveries: Delivery[]) {
  return deliveries.flatMap(({ body }) => JSON.parse(body).entry[0].changes[0].value.statuses ?? []);
}

test('a message reaches the customer, and its statuses come back with what it was sent with', async () => {
  const { url, deliveries } = await receiver();
  const standin = await standinFor({ webhookUrl: url });
  await standin.customerWrites({ from: '16505551234', name: 'Sheena', text: 'Hello' });
  const answer = await post(
    standin,
    `${standin.account.phoneNumberId}/messages`,
    text({ biz_opaque_callback_data: 'record-1' }),
  );
  expect(await answer.json()).toMatchObject({ contacts: [{ input: '+16505551234', wa_id: '16505551234' }] });
  await standin.waitFor(() => standin.customer({ phone: '16505551234' }).lines.at(-1)?.tick === 'delivered');
  await expect.poll(() => statusesIn(deliveries)).toHaveLength(2);
  const statuses = statusesIn(deliveries);
  expect(statuses.map(({ status }) => status)).toEqual(['sent', 'delivered']);
  for (const status of statuses) {
    expect(status.biz_opaque_callback_data).toBe('record-1');
    expect(metaContract().faultOf('Statuses', status)).toBeUndefined();
  }
  expect(standin.faults).toEqual([]);
});

test.each([
  ['no messaging_product', { messaging_product: undefined }],
  ['an unknown field', { colour: 'red' }],
  ['neither to nor recipient', { to: undefined }],
  ['both to and recipient', { recipient: 'US.13491208655302741918' }],
  ['an unknown field inside the text', { text: { body: 'x', bold: true } }],
  ['a text that is too long', { text: { body: 'x'.repeat(4097) } }],
  ['an unknown type', { type: 'telegram' }],
])('a request with %s is refused as Meta would refuse it', async (_what, fields) => {
  const standin = await standinFor();
  const answer = await post(standin, `${standin.account.phoneNumberId}/messages`, text(fields));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { code: 100, type: 'OAuthException' } });
  expect(standin.faults).toHaveLength(1);
  expect(standin.sent).toEqual([]);
});

test('a wrong token is refused before anything else is looked at', async () => {
  const standin = await standinFor();
  const answer = await post(standin, `${standin.account.phoneNumberId}/messages`, text(), 'wrong');
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ error: { code: 190 } });
});

test('a user id in `to` is answered with 200 and never delivered; in `recipient` it is', async () => {
  const standin = await standinFor({ enforceWindow: false });
  const path = `${standin.account.phoneNumberId}/messages`;
  const dropped = await post(standin, path, text({ to: 'US.13491208655302741918' }));
  expect(dropped.status).toBe(200);
  expect(standin.sent).toEqual([]);
  expect(standin.dropped).toHaveLength(1);
  await post(standin, path, text({ to: undefined, recipient: 'US.13491208655302741918' }));
  expect(standin.sent).toMatchObject([{ recipient: 'US.13491208655302741918' }]);
});

test('free text after 24 hours is accepted and then fails with 131047', async () => {
  const { url, deliveries } = await receiver();
  const standin = await standinFor({ webhookUrl: url });
  const yesterday = Date.now() - 25 * 60 * 60 * 1000;
  await standin.customerWrites({ from: '16505551234', text: 'Hello', at: yesterday });
  const answer = await post(standin, `${standin.account.phoneNumberId}/messages`, text());
  expect(answer.status).toBe(200);
  await expect
    .poll(() => statusesIn(deliveries))
    .toMatchObject([{ status: 'failed', errors: [{ code: 131047 }] }]);
});

test('webhooks are signed over JSON that is escaped in lower hex', async () => {
  const { url, deliveries } = await receiver();
  const standin = await standinFor({ webhookUrl: url, appSecret: 'secret' });
  await standin.customerWrites({ from: '16505551234', name: 'Jörg', text: 'Größe 5/8 Zoll 🔧' });
  const { body, signature: signed } = deliveries[0]!;
  expect(body).toContain(String.raw`J\u00f6rg`);
  expect(body).toContain(String.raw`Gr\u00f6\u00dfe 5\/8 Zoll \ud83d\udd27`);
  expect(signed).toBe(signature('secret', body));
  expect(JSON.parse(body).entry[0].changes[0].value.messages[0].text.body).toBe('Größe 5/8 Zoll 🔧');
  expect(JSON.parse(metaJson({ a: 'äöå/🔧' }))).toEqual({ a: 'äöå/🔧' });
});

test('a webhook is delivered again until it is answered with exactly 200', async () => {
  const { url, deliveries } = await receiver([500, 202, 204]);
  const standin = await standinFor({ webhookUrl: url, retryAfter: 1 });
  await standin.customerWrites({ from: '16505551234', text: 'Hello' });
  expect(standin.deliveries.answers).toEqual([500, 202, 204, 200]);
  expect(new Set(deliveries.map(({ body }) => body)).size).toBe(1);
});

test('held webhooks come in one batch, reversed and twice, as asked', async () => {
  const { url, deliveries } = await receiver();
  const standin = await standinFor({ webhookUrl: url });
  standin.deliveries.hold();
  const first = standin.customerWrites({ from: '16505551234', text: 'one' });
  const second = standin.customerWrites({ from: '16505551234', text: 'two' });
  await standin.deliveries.release({ order: 'reversed', batch: true, twice: true });
  await Promise.all([first, second]);
  const words = deliveries.map(({ body }) =>
    JSON.parse(body).entry[0].changes.map((change: never) => change['value']['messages'][0]['text']['body']),
  );
  expect(words).toEqual([
    ['two', 'one'],
    ['two', 'one'],
  ]);
});

test('an address is taken for webhooks only when it proves itself, and then gets what waited', async () => {
  const { url, deliveries } = await receiver();
  const standin = await standinFor();
  const written = standin.customerWrites({ from: '16505551234', text: 'Hello' });
  const path = `${standin.account.businessAccountId}/subscribed_apps`;
  const refused = await post(standin, path, {
    override_callback_uri: `${standin.url}/nobody`,
    verify_token: 't',
  });
  expect(refused.status).toBe(400);
  expect(deliveries).toEqual([]);
  const taken = await post(standin, path, { override_callback_uri: url, verify_token: 't' });
  expect(await taken.json()).toEqual({ success: true });
  await written;
  expect(deliveries).toHaveLength(1);
});

test('an attachment can be uploaded, described and fetched again', async () => {
  const standin = await standinFor();
  const headers = { authorization: `Bearer ${standin.account.accessToken}` };
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('file', new Blob([Buffer.from('a photo')], { type: 'image/jpeg' }), 'photo.jpg');
  const upload = await fetch(`${standin.url}/v23.0/${standin.account.phoneNumberId}/media`, {
    method: 'POST',
    headers,
    body: form,
  });
  const { id } = (await upload.json()) as { id: string };
  const about = (await (await fetch(`${standin.url}/v23.0/${id}`, { headers })).json()) as { url: string };
  expect(about).toMatchObject({ mime_type: 'image/jpeg', file_size: '7' });
  expect((await fetch(about.url)).status).toBe(401);
  expect(await (await fetch(about.url, { headers })).text()).toBe('a photo');
});

test('when the customer reads, the business is told', async () => {
  const { url, deliveries } = await receiver();
  const standin = await standinFor({ webhookUrl: url });
  await standin.customerWrites({ from: '16505551234', text: 'Hello' });
  await post(standin, `${standin.account.phoneNumberId}/messages`, text());
  await expect.poll(() => statusesIn(deliveries)).toHaveLength(2);
  await standin.customerReads({ phone: '16505551234' });
  expect(statusesIn(deliveries).map(({ status }) => status)).toEqual(['sent', 'delivered', 'read']);
});
