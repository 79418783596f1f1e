import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { webhookEventSchema } from '../events.ts';
import { parseWebhook } from './parse.ts';

const metadata = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };

function onWhatsapp(message: object): unknown {
  const line = { from: '16505551234', id: 'wamid.1', timestamp: '1749416383', ...message };
  const value = { messaging_product: 'whatsapp', metadata, messages: [line] };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: 'waba', changes: [{ field: 'messages', value }] }],
  };
}

function onPage(item: object, object = 'page'): unknown {
  const messaging = [
    { sender: { id: '9001' }, recipient: { id: '77' }, timestamp: 1_749_416_383_000, ...item },
  ];
  return { object, entry: [{ id: '77', time: 1_749_416_383_000, messaging }] };
}

const tapIn = (body: unknown) => {
  const [event] = expectOk(parseWebhook(JSON.stringify(body)));
  return event?.kind === 'message' ? event.tap : undefined;
};

test('whatever is tapped comes back with its token and the words on it', () => {
  const [id, title] = ['m1.k1', 'Tuesday at nine'];
  const tap = { token: id, title };
  const row = { type: 'list_reply', list_reply: { id, title, description: 'one hour' } };
  const button = { type: 'button_reply', button_reply: { id, title } };
  for (const interactive of [row, button])
    expect(tapIn(onWhatsapp({ type: 'interactive', interactive }))).toEqual(tap);
  expect(tapIn(onWhatsapp({ type: 'button', button: { payload: id, text: title } }))).toEqual(tap);
  for (const object of ['page', 'instagram']) {
    const message = { mid: 'm_1', text: title, quick_reply: { payload: id } };
    expect(tapIn(onPage({ message }, object))).toEqual(tap);
    expect(tapIn(onPage({ postback: { mid: 'm_2', title, payload: id } }, object))).toEqual(tap);
  }
});

test('the button of a template that was recorded is a tap, and what is written or filled in is none', () => {
  const recorded = new URL('../../../tests/fixtures/meta-webhooks/buttonMessage.json', import.meta.url);
  expect(tapIn(JSON.parse(readFileSync(recorded, 'utf8')))).toEqual({ token: 'SIM', title: 'SIM' });
  expect(tapIn(onWhatsapp({ type: 'text', text: { body: 'm1.k1' } }))).toBeUndefined();
  const form = { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{}' } };
  expect(tapIn(onWhatsapp({ type: 'interactive', interactive: form }))).toBeUndefined();
});

test('a tap of any shape is read or left out, and its message is there all the same', () => {
  const anything = fc.jsonValue();
  const shapes = fc.oneof(
    fc
      .record({ id: anything, title: anything })
      .map((button_reply) =>
        onWhatsapp({ type: 'interactive', interactive: { type: 'button_reply', button_reply } }),
      ),
    fc
      .record({ list_reply: anything, button_reply: anything })
      .map((replies) => onWhatsapp({ type: 'interactive', interactive: { type: 'list_reply', ...replies } })),
    fc.record({ payload: anything, text: anything }).map((button) => onWhatsapp({ type: 'button', button })),
    fc
      .record({ text: anything, quick_reply: anything })
      .map((message) => onPage({ message: { mid: 'm_1', ...message } })),
    fc.record({ title: anything, payload: anything }).map((postback) => onPage({ postback })),
  );
  fc.assert(
    fc.property(shapes, (body) => {
      const events = expectOk(parseWebhook(JSON.stringify(body)));
      expect(events.map(({ kind }) => kind)).toEqual(['message']);
      for (const event of events) expect(webhookEventSchema.safeParse(event).success).toBe(true);
    }),
  );
});

test('a token of any length is kept as far as ours can be, and its words are shown as one clean line', () => {
  const tap = tapIn(
    onWhatsapp({ type: 'button', button: { payload: 'x'.repeat(5000), text: 'A\u202E\n  B' } }),
  );
  expect(tap).toEqual({ token: 'x'.repeat(1000), title: 'A B' });
});
