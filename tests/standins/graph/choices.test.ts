import { afterEach, expect, test } from 'vitest';
import { resolveTap } from '#shared/agent/choice/resolve-tap.ts';
import type { Step } from '#shared/domain/act.ts';
import { accountOf } from '#renderer/vault/channels/accounts.ts';
import type { MetaKind } from '#shared/domain/channel.ts';
import type { RenderedChoice } from '#shared/domain/choice.ts';
import { expectOk } from '#shared/lib/result.ts';
import { anna, bert, openSendingWorld } from './sending-world.ts';

/** A choice on its way to a customer's phone, and the tap on its way back, over the real service and parser. */
const hour = 60 * 60_000;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const target = (id: string): Step => ({ step: 'say', acts: [{ act: 'price', serviceIds: [id] }] });
const titles = ['Dripping tap', 'Blocked drain and toilet repair', 'Boiler service ♨️'];
const manyTitles = Array.from({ length: 20 }, (_, index) => `Service ${index + 1}`);

async function open(kind: MetaKind) {
  const world = await openSendingWorld(ends, kind);
  const { memory, standin, conversationOf, outbound, quiet } = world;
  const object = kind === 'messenger' ? 'page' : 'instagram';
  return {
    ...world,
    async offer(names: string[], text = 'What is it about?') {
      const conversationId = conversationOf(anna).id;
      const options = names.map((title, index) => ({ title, target: target(`s${index}`) }));
      const choice = { conversationId, text, options, more: 'More', open: 'Choose' };
      const { id } = expectOk(memory.run('choice.send', choice));
      outbound.wake();
      await quiet();
      return id;
    },
    /** What the tap on a button with this title leads to. */
    async tapped(title: string, person = anna) {
      const before = memory.list('messages').length;
      if (kind === 'whatsapp') await standin.customerTaps({ phone: person }, title);
      else await standin.pages.taps(object, person, title);
      await expect.poll(() => memory.list('messages').length).toBe(before + 1);
      const message = memory.messages().find(({ tap }) => tap?.title === title)!;
      const { conversationId, tap } = message;
      const now = memory.context.now;
      return { message, target: resolveTap(memory.records, { conversationId, token: tap!.token, now }) };
    },
    faults: () => standin.faults,
    out: () => memory.messages().filter(({ direction }) => direction === 'out'),
  };
}

test.each([
  ['whatsapp', titles.slice(0, 1), 'Dripping tap'],
  ['whatsapp', titles, 'Blocked drain and toile…'],
  ['whatsapp', manyTitles, 'Service 9'],
  ['instagram', titles, 'Blocked drain and t…'],
  ['instagram', manyTitles, 'Service 12'],
  ['messenger', titles, 'Boiler service ♨️'],
  ['messenger', manyTitles, 'Service 20'],
] as const)(
  'on %s a choice of %j goes out as Meta takes it, and the tap on “%s” comes back',
  async (kind, names, title) => {
    const { offer, tapped, faults, message, state } = await open(kind);
    const id = await offer([...names]);
    expect(faults()).toEqual([]);
    expect(state(id)).not.toBe('failed');
    const back = await tapped(title);
    const { options } = message(id).offer!;
    const chosen = Object.values(options).find((option) => option.title.startsWith(title.replace('…', '')))!;
    expect(back.target).toEqual({ ok: true, value: chosen.target });
    expect(back.message).toMatchObject({ direction: 'in', text: title });
  },
);

test.each(['instagram', 'messenger'] as const)(
  'the echo of a choice on %s is the message that was sent, not another one',
  async (kind) => {
    const { offer, out, standin } = await open(kind);
    for (const names of [titles, manyTitles]) await offer(names);
    await expect.poll(() => standin.deliveries.answers).toEqual([200, 200, 200, 200]);
    expect(out()).toHaveLength(2);
    expect(out().every(({ offer: offered, externalId }) => offered && externalId)).toBe(true);
  },
);

test.each([
  ['whatsapp', 131_009],
  ['whatsapp', 131_051],
  ['messenger', 100],
] as const)('where %s refuses the buttons (%i) the options go out in words, once', async (kind, code) => {
  const { offer, standin, message, state, sent } = await open(kind);
  standin.failNext(code);
  const id = await offer(titles);
  const texts = kind === 'whatsapp' ? sent() : standin.pages.sent.map((one) => one.message?.text);
  expect(texts).toEqual([expect.stringMatching(/^What is it about\?\n\n1\. Dripping tap\n2\. Blocked/)]);
  expect(message(id).asText).toBe(true);
  expect(state(id)).not.toBe('failed');
});

test('what Meta refuses in words as well has failed, and is not tried for ever', async () => {
  const { offer, standin, state, sent } = await open('whatsapp');
  standin.failNext(131_009);
  standin.failNext(131_009);
  expect(state(await offer(titles))).toBe('failed');
  expect(sent()).toEqual([]);
});

test('where nobody knows whether the buttons arrived, nothing is sent after them', async () => {
  const { offer, standin, message, pass, quiet, sent } = await open('whatsapp');
  standin.loseNextAnswer();
  const id = await offer(titles);
  pass(hour);
  await quiet();
  expect(sent()).toHaveLength(1);
  expect(message(id).asText).toBeUndefined();
});

test('a choice that waited until the reply window shut is not sent', async () => {
  const { memory, standin, conversationOf, outbound, quiet, message } = await open('messenger');
  const options = [{ title: 'Yes', target: target('s') }];
  const choice = {
    conversationId: conversationOf(anna).id,
    text: 'Shall we?',
    options,
    more: 'More',
    open: 'Go',
  };
  const { id } = expectOk(memory.run('choice.send', choice));
  memory.context.now += 25 * hour;
  outbound.wake();
  await quiet();
  expect(standin.pages.sent).toEqual([]);
  expect(message(id).error?.code).toBe(131_047);
});

test('a tap that is not of ours is kept with its words and leads nowhere', async () => {
  const { memory, standin, conversationOf } = await open('whatsapp');
  await standin.customerSends({ phone: bert }, { type: 'button', button: { payload: 'YES', text: 'Yes' } });
  const conversationId = conversationOf(bert).id;
  await expect
    .poll(() => memory.messages().find(({ tap }) => tap !== undefined))
    .toMatchObject({
      text: 'Yes',
      tap: { token: 'YES', title: 'Yes' },
    });
  const now = memory.context.now;
  expect(resolveTap(memory.records, { conversationId, token: 'YES', now })).toEqual({
    ok: false,
    error: 'unknown',
  });
});

const button = { token: 't', title: 'Yes' };
const row = (index: number) => ({ token: `t${index}`, title: `Row ${index}` });
const rows = Array.from({ length: 11 }, (_, index) => row(index));
test.each([
  ['whatsapp', 'four buttons', { form: 'buttons', text: 'Now?', buttons: rows.slice(0, 4) }, 131_009],
  [
    'whatsapp',
    'one title twice',
    { form: 'buttons', text: 'Now?', buttons: [button, { ...button, token: 'u' }] },
    131_009,
  ],
  [
    'whatsapp',
    'a title of 21',
    { form: 'buttons', text: 'Now?', buttons: [{ ...button, title: 'x'.repeat(21) }] },
    131_009,
  ],
  ['whatsapp', 'eleven rows', { form: 'list', text: 'Now?', open: 'Go', rows }, 131_009],
  [
    'whatsapp',
    'a long description',
    { form: 'list', text: 'Now?', open: 'Go', rows: [{ ...row(1), description: 'x'.repeat(73) }] },
    131_009,
  ],
  [
    'messenger',
    'fourteen quick replies',
    { form: 'quickReplies', text: 'Now?', replies: [...rows, ...rows] },
    100,
  ],
  [
    'messenger',
    'a long quick reply',
    { form: 'quickReplies', text: 'Now?', replies: [{ ...button, title: 'x'.repeat(21) }] },
    100,
  ],
  [
    'messenger',
    'four buttons to a card',
    { form: 'cards', cards: [{ title: 'Now?', buttons: rows.slice(0, 4) }] },
    100,
  ],
] as const)('the stand-in refuses on %s %s, as Meta does', async (kind, _what, choice, code) => {
  const { standin, bridge, channel } = await open(kind);
  const account = accountOf(channel());
  const recipient = kind === 'whatsapp' ? { phone: anna } : { scopedId: anna };
  const address = { account, recipient, correlation: 'm', humanAgent: false };
  const given = { ...address, choice: structuredClone(choice) as RenderedChoice };
  const sent = await bridge.call('channel.sendChoice', given);
  expect(sent).toMatchObject({ ok: true, value: { outcome: 'refused', code } });
  expect(standin.faults).toHaveLength(1);
});
