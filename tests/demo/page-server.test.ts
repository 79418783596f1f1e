import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGraphStandin, type GraphStandin } from '#tests/standins/graph/server.ts';
import { people } from './people.ts';
import { serveCustomerPage, type CustomerPage } from './page-server.ts';

let graph: GraphStandin;
let page: CustomerPage;
beforeEach(async () => {
  graph = await createGraphStandin();
  page = await serveCustomerPage(graph, 0);
});
afterEach(async () => {
  await page.close();
  await graph.close();
});

function post(path: string, body: unknown, origin = page.url) {
  const headers = { 'content-type': 'application/json', origin };
  return fetch(`${page.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** What the page shows at first. */
async function state(): Promise<{ connected: boolean; customers: { lines: { text: string }[] }[] }> {
  const events = await fetch(`${page.url}/events`);
  const { value } = await events.body!.getReader().read();
  return JSON.parse(new TextDecoder().decode(value).replace('data: ', ''));
}

test('what is written on the page is what the customer sends, also of one whose number is hidden', async () => {
  const hidden = people.findIndex(({ phone }) => phone === undefined);
  expect((await post('/write', { customer: hidden, text: 'Größe 1/2" 🔧' })).status).toBe(204);
  const customer = await graph.waitFor(() => graph.customers.get(people[hidden]!.userId!));
  expect(customer.lines).toMatchObject([{ by: 'customer', text: 'Größe 1/2" 🔧', tick: 'sent' }]);
  const shown = await state();
  expect(shown.connected).toBe(false);
  expect(shown.customers.map(({ lines }) => lines.length)).toEqual(
    people.map((_, n) => (n === hidden ? 1 : 0)),
  );
});

test('a customer taps on what the business offers, and only on that', async () => {
  const who = people[0]!;
  await post('/write', { customer: 0, text: 'Hello' });
  const options = [
    { type: 'reply', reply: { id: 'm1.k1', title: 'Prices' } },
    { type: 'reply', reply: { id: 'm1.k2', title: 'A person' } },
  ];
  const interactive = { type: 'button', body: { text: 'What is it about?' }, action: { buttons: options } };
  const to = { messaging_product: 'whatsapp', recipient_type: 'individual', to: `+${who.phone}` };
  const { phoneNumberId, accessToken } = graph.account;
  await fetch(`${graph.url}/v26.0/${phoneNumberId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ ...to, type: 'interactive', interactive }),
  });
  expect(graph.faults).toEqual([]);
  expect((await post('/tap', { customer: 0, title: 'Something else' })).status).toBe(400);
  expect((await post('/tap', { customer: 0, title: 'A person' })).status).toBe(204);
  const { lines } = graph.customer({ phone: who.phone! });
  expect(lines).toMatchObject([
    { by: 'customer', text: 'Hello' },
    { by: 'business', text: 'What is it about?', tapped: 'm1.k2', choice: { kind: 'button' } },
    { by: 'customer', text: 'A person' },
  ]);
});

test('another site in the same browser cannot write in a customer’s name', async () => {
  expect((await post('/write', { customer: 0, text: 'Hello' }, 'https://elsewhere.example')).status).toBe(
    404,
  );
  expect((await state()).customers[0]!.lines).toEqual([]);
});

test('the page itself is served', async () => {
  const html = await (await fetch(page.url)).text();
  expect(html).toContain('Text the business as a customer');
});
