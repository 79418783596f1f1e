import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Step } from '#shared/domain/act.ts';
import { tokenOf, optionsOf } from '#shared/domain/offer.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import { resolveTap } from './resolve-tap.ts';

const hour = 60 * 60 * 1000;
const steps: Step[] = ['price-1', 'price-2', 'price-3'].map((id) => {
  return { step: 'say', acts: [{ act: 'price', serviceIds: [id] }] };
});
const [tap, drain, boiler] = steps as [Step, Step, Step];

/** Two customers have written over WhatsApp, or another channel. */
function open(channel: 'whatsapp' | 'instagram' = 'whatsapp') {
  const world = createMemoryRecords();
  const { records, context, run } = world;
  const accountId = '106540352242922';
  const said = ['16505551234', '16505559999'].map((phone, index) => {
    const customer = channel === 'whatsapp' ? { phone } : { scoped: { channel, accountId, id: phone } };
    return {
      kind: 'message' as const,
      channel,
      accountId,
      externalId: `in.${index}`,
      customer,
      at: context.now,
      type: 'text' as const,
      text: 'Hello',
      echo: false,
    };
  });
  expectOk(run('inbox.ingest', { events: said }));
  const [anna, bert] = world.list('conversations').map(({ id }) => id) as [string, string];

  function offer(
    conversationId: string,
    titles = ['Dripping tap', 'Blocked drain', 'Réparer'],
    lasts = 24 * hour,
  ) {
    const options = titles.map((title, index) => ({ title, target: steps[index % 3]! }));
    const choice = { text: 'What is it about?', options, more: 'More', open: 'Choose' };
    const expiresAt = context.now + lasts;
    const { id } = expectOk(run('choice.send', { conversationId, ...choice, expiresAt }));
    return id;
  }
  /** It went out, so that the customer sees it. */
  function send(id: string) {
    expectOk(run('message.attempt', { id }));
    expectOk(run('message.accepted', { id, externalId: `wamid.${id}` }));
    context.now += 1000;
    return id;
  }
  const tokens = (id: string) =>
    optionsOf(records.get('messages', id)!.offer!).map(([key]) => tokenOf(id, key));
  const resolve = (conversationId: string, given: { token?: string; text?: string }) =>
    resolveTap(records, { conversationId, now: context.now, ...given });
  return { world, anna, bert, offer, send, tokens, resolve };
}

test('a tap leads to what was offered, in the conversation where it was', () => {
  const { anna, bert, offer, send, tokens, resolve } = open();
  const token = tokens(send(offer(anna)))[1]!;
  expect(resolve(anna, { token })).toEqual({ ok: true, value: drain });
  expect(resolve(bert, { token })).toEqual({ ok: false, error: 'elsewhere' });
});

test('what is forged leads nowhere', () => {
  const { anna, offer, send, tokens, resolve } = open();
  const id = send(offer(anna));
  const forged = fc.oneof(
    fc.string(),
    fc.string().map((key) => tokenOf(id, key)),
    fc.constantFrom('__proto__', 'constructor', 'toString').map((key) => tokenOf(id, key)),
    fc.string().map((other) => tokenOf(other, tokens(id)[0]!.split('.')[1]!)),
  );
  fc.assert(
    fc.property(forged, (token) => {
      fc.pre(!tokens(id).includes(token) && !token.startsWith(id));
      expect(resolve(anna, { token })).toEqual({ ok: false, error: 'unknown' });
    }),
  );
  for (const key of ['__proto__', 'constructor', ''])
    expect(resolve(anna, { token: tokenOf(id, key) })).toEqual({ ok: false, error: 'unknown' });
});

test('a token tells nobody what it stands for', () => {
  const { anna, offer, tokens } = open();
  for (const token of tokens(offer(anna))) expect(token).not.toMatch(/price|tap|drain|say/i);
});

test('an offer ends with its time, and when another takes its place', () => {
  const { world, anna, offer, send, tokens, resolve } = open();
  const first = tokens(send(offer(anna, undefined, 2 * hour)))[0]!;
  expect(resolve(anna, { token: first }).ok).toBe(true);
  const second = tokens(send(offer(anna, undefined, 4 * hour)))[0]!;
  expect(resolve(anna, { token: first })).toEqual({ ok: false, error: 'expired' });
  expect(resolve(anna, { token: second })).toEqual({ ok: true, value: tap });
  world.context.now += 5 * hour;
  expect(resolve(anna, { token: second })).toEqual({ ok: false, error: 'expired' });
  expect(resolve(anna, { text: '1' })).toEqual({ ok: false, error: 'expired' });
});

test('an offer that has not gone out takes nobody’s place', () => {
  const { anna, offer, send, tokens, resolve } = open();
  const token = tokens(send(offer(anna)))[0]!;
  offer(anna);
  expect(resolve(anna, { token })).toEqual({ ok: true, value: tap });
  expect(resolve(anna, { text: '2' })).toEqual({ ok: true, value: drain });
});

test.each([
  ['Blocked drain', drain],
  ['  blocked   DRAIN ', drain],
  ['reparer', boiler],
  ['1', tap],
  ['٢', drain],
  ['3.', boiler],
])('“%s” is taken as a tap', (text, target) => {
  const { anna, offer, send, resolve } = open();
  send(offer(anna));
  expect(resolve(anna, { text })).toEqual({ ok: true, value: target });
});

test.each(['a blocked drain', 'drain', '4', '0', 'no', '1 or 2', 'Blocked drain?'])(
  '“%s” is taken as no tap',
  (text) => {
    const { anna, offer, send, resolve } = open();
    send(offer(anna));
    expect(resolve(anna, { text })).toEqual({ ok: false, error: 'unknown' });
  },
);

test('a title of two options means neither of them', () => {
  const { anna, offer, send, resolve } = open();
  send(offer(anna, ['Visit', 'visit', 'Visit (1)']));
  expect(resolve(anna, { text: 'visit' })).toEqual({ ok: false, error: 'unknown' });
  expect(resolve(anna, { text: '2' })).toEqual({ ok: true, value: drain });
});

test('a number answers what was asked last: after a person’s question it chooses nothing', () => {
  const { world, anna, offer, send, tokens, resolve } = open();
  const id = send(offer(anna));
  const asked = expectOk(world.run('message.send', { conversationId: anna, text: 'How many taps drip?' }));
  send(asked.id);
  expect(resolve(anna, { text: '2' })).toEqual({ ok: false, error: 'unknown' });
  expect(resolve(anna, { token: tokens(id)[0]! })).toEqual({ ok: true, value: tap });
});

test('“More” shows the next part, and what was shown before can still be tapped', () => {
  const { world, anna, offer, send, tokens, resolve } = open();
  const id = send(
    offer(
      anna,
      Array.from({ length: 14 }, (_, index) => `Service ${index + 1}`),
    ),
  );
  const { more } = world.records.get('messages', id)!.offer!;
  const next = { step: 'page', messageId: id, page: 1 };
  for (const given of [{ token: tokenOf(id, more.key) }, { text: '0' }, { text: 'more' }])
    expect(resolve(anna, given)).toEqual({ ok: true, value: next });
  expect(resolve(anna, { text: '12' })).toEqual({ ok: false, error: 'unknown' });
  send(expectOk(world.run('choice.sendAgain', { conversationId: anna, page: 1 })).id);
  expect(resolve(anna, { text: '12' })).toEqual({ ok: true, value: boiler });
  expect(resolve(anna, { text: '1' })).toEqual({ ok: false, error: 'unknown' });
  expect(resolve(anna, { token: tokens(id)[0]! })).toEqual({ ok: true, value: tap });
});

test('a choice that was sent again is still the same offer', () => {
  const { world, anna, offer, tokens, resolve } = open();
  const id = offer(anna);
  expectOk(world.run('message.attempt', { id }));
  world.context.now += hour;
  const again = expectOk(world.run('message.retry', { id }));
  expect(again.id).not.toBe(id);
  expectOk(world.run('message.attempt', { id: again.id }));
  for (const one of [id, again.id])
    expect(resolve(anna, { token: tokens(one)[0]! })).toEqual({ ok: true, value: tap });
});

test('nothing is offered outside of the hours in which free answers are taken, whoever offers it', () => {
  for (const channel of ['whatsapp', 'instagram'] as const) {
    const { world, anna } = open(channel);
    world.context.now += 25 * hour;
    const options = [{ title: 'Yes', target: tap }];
    const choice = { text: 'Shall we?', options, more: 'More', open: 'Choose', author: 'owner' as const };
    expect(world.run('choice.send', { conversationId: anna, ...choice })).toMatchObject({ ok: false });
  }
});

test('what the sender takes back offers nothing', () => {
  const { world, anna, offer, send, tokens, resolve } = open('instagram');
  const id = send(offer(anna));
  const token = tokens(id)[0]!;
  const channel = { channel: 'instagram', accountId: '106540352242922' } as const;
  const event = { kind: 'revoke', ...channel, externalId: `wamid.${id}`, at: world.context.now } as const;
  expectOk(world.run('inbox.ingest', { events: [event] }));
  expect(readMessage(world.records, id)!.offer).toBeUndefined();
  expect(resolve(anna, { token })).toEqual({ ok: false, error: 'unknown' });
});
