import { afterEach, beforeEach, expect, test } from 'vitest';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseWebhook } from '#shared/channels/meta/parse.ts';
import { expectOk } from '#shared/lib/result.ts';
import { bytesOf } from './http.ts';
import { createGraphStandin, type GraphStandin } from './server.ts';

let standin: GraphStandin;
let receiver: Server;
let events: unknown[];

beforeEach(async () => {
  standin = await createGraphStandin();
  events = [];
  receiver = createServer((request, response) => {
    void bytesOf(request).then((body) => {
      events.push(...expectOk(parseWebhook(body.toString('utf8'))));
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  standin.setWebhookUrl(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`);
  standin.templates.list.push({
    id: '1',
    name: 'visit_reminder',
    language: 'en_GB',
    status: 'APPROVED',
    category: 'UTILITY',
    components: [
      { type: 'BODY', text: 'We come on {{1}}.' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Confirm' },
          { type: 'QUICK_REPLY', text: 'Move' },
        ],
      },
    ],
  });
});
afterEach(async () => {
  receiver.close();
  await standin.close();
});

const customer = { phone: '31612345678' };

/** Gives Meta's code where it is refused. */
async function send(...replies: { index: string; payload: string }[]): Promise<number | undefined> {
  const buttons = replies.map(({ index, payload }) => ({
    type: 'button',
    sub_type: 'quick_reply',
    index,
    parameters: [{ type: 'payload', payload }],
  }));
  const body = { type: 'body', parameters: [{ type: 'text', text: 'Monday' }] };
  const answer = await fetch(`${standin.url}/v25.0/${standin.account.phoneNumberId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${standin.account.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: customer.phone,
      type: 'template',
      template: {
        name: 'visit_reminder',
        language: { policy: 'deterministic', code: 'en_GB' },
        components: [body, ...buttons],
      },
    }),
  });
  const read = (await answer.json()) as { error?: { code: number } };
  return read.error?.code;
}

test('a tap on a template’s button gives back what was sent with it, and its words where nothing was', async () => {
  expect(await send({ index: '0', payload: 'yes please' })).toBeUndefined();
  await standin.customerTaps(customer, 'Confirm');
  await standin.customerTaps(customer, 'Move');
  expect(events.filter((event) => 'tap' in (event as object))).toMatchObject([
    { text: 'Confirm', tap: { token: 'yes please', title: 'Confirm' } },
    { text: 'Move', tap: { token: 'Move', title: 'Move' } },
  ]);
});

test('a payload for a button that the template does not have is refused, as is one without words', async () => {
  expect(await send({ index: '2', payload: 'yes' })).toBe(132000);
  expect(await send({ index: '0', payload: '' })).toBe(132000);
});
