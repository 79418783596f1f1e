import { afterEach, beforeEach, expect, test } from 'vitest';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import { marketingStoppedAt } from '#shared/domain/marketing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { comesAfterwards } from './errors.ts';
import { anna, bert, openSendingWorld } from './sending-world.ts';

/**
 * The queue of the vault with the shell's own service, against the stand-in: how it takes every refusal that
 * Meta knows. The clock is the test's, so that nobody waits.
 */
const minute = 60_000;
const ends: (() => unknown)[] = [];
let world: Awaited<ReturnType<typeof openSendingWorld>>;
beforeEach(async () => {
  world = await openSendingWorld(ends);
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const codes = [
  131047, 131026, 131049, 131050, 131056, 130429, 80007, 4, 131048, 131064, 131053, 131052, 132000, 132008,
  132012, 132001, 132015, 132016, 131042, 0, 190, 10, 200, 299, 131005, 368, 131031, 130497, 1, 2, 131000,
  131016, 131057, 133004,
];
const of = (...reactions: string[]) =>
  codes.filter((code) => reactions.includes(adviseOnSendError({ code }, 'whatsapp').reaction));

test('what waits from before the start is asked for, because a copy may have it too; what comes later in this name is the copy’s', async () => {
  const { copies, restarted, quiet, send, sent } = world;
  copies.isWrittenNow = false;
  copies.claim = 'other';
  const before = send(anna, 'Written before the start');
  const outbound = restarted();
  outbound.wake();
  await quiet();
  expect(copies.asked).toEqual([before]);
  copies.claim = 'mine';
  send(bert, 'Written by the copy');
  outbound.wake();
  await quiet();
  expect(copies.asked).toEqual([before]);
  expect(sent()).toEqual([]);
});

test.each(of('window-shut', 'never', 'wait', 'fix', 'opt-out', 'pause-campaigns', 'reload-templates'))(
  'error %i fails its message, which is not sent again by itself, and the next one goes out',
  async (code) => {
    world.standin.failNext(code);
    const first = world.send(anna, 'First');
    world.send(anna, 'Second');
    world.outbound.wake();
    await expect.poll(() => world.state(first)).toBe('failed');
    await expect.poll(world.sent).toContain('Second');
    world.pass(60 * minute);
    await expect.poll(() => world.message(first).error?.code).toBe(code);
    expect(world.message(first).retriedAs).toBeUndefined();
    expect(world.standin.faults).toEqual([]);
    const { contactId } = world.conversationOf(anna);
    const { reaction } = adviseOnSendError({ code }, 'whatsapp');
    expect(marketingStoppedAt(world.memory.list('identities'), contactId) !== undefined).toBe(
      reaction === 'opt-out',
    );
    expect(world.channel().trouble?.code).toBe(reaction === 'pause-campaigns' ? code : undefined);
    expect(world.reloads()).toBe(reaction === 'reload-templates' ? 1 : 0);
  },
);

test('error 131056 makes this one customer wait, 4 and then 16 seconds, and nobody else', async () => {
  world.standin.failRecipient(anna, 131056);
  const first = world.send(anna, 'First');
  world.send(anna, 'Second');
  world.send(bert, 'To Bert');
  world.outbound.wake();
  await expect.poll(world.sent).toEqual(['To Bert']);
  const start = world.memory.context.now;
  expect(world.message(first)).toMatchObject({ tries: 1, retryAt: start + 4000 });
  world.pass(4000);
  await expect.poll(() => world.message(first).retryAt).toBe(start + 4000 + 16_000);
  world.standin.failRecipient(anna, undefined);
  world.pass(16_000);
  await expect.poll(world.sent).toEqual(['To Bert', 'First', 'Second']);
});

test.each(of('back-off'))(
  'error %i slows the whole number down, and then all goes out in order',
  async (code) => {
    world.standin.failNext(code);
    const first = world.send(anna, 'First');
    world.memory.context.now++;
    world.send(bert, 'To Bert');
    world.outbound.wake();
    await expect.poll(() => world.message(first).refusal?.code).toBe(code);
    expect(world.sent()).toEqual([]);
    world.pass(1000);
    await expect.poll(world.sent).toEqual(['First', 'To Bert']);
  },
);

test.each(of('retry'))(
  'error %i is tried again with growing pauses, while others are served',
  async (code) => {
    world.standin.failRecipient(anna, code);
    const first = world.send(anna, 'First');
    world.send(bert, 'To Bert');
    world.outbound.wake();
    await expect.poll(world.sent).toEqual(['To Bert']);
    const start = world.memory.context.now;
    await expect.poll(() => world.message(first).retryAt).toBe(start + 2000);
    world.pass(2000);
    await expect.poll(() => world.message(first).retryAt).toBe(start + 2000 + 4000);
    world.standin.failRecipient(anna, undefined);
    world.pass(4000);
    await expect.poll(() => world.state(first)).toBe('delivered');
  },
);

test.each(of('reconnect', 'stop'))(
  'error %i stops the number until the owner tries again, and no message is lost',
  async (code) => {
    world.standin.failNext(code);
    const first = world.send(anna, 'First');
    world.outbound.wake();
    await expect.poll(() => world.channel().trouble?.code).toBe(code);
    world.memory.context.now++;
    world.send(bert, 'To Bert');
    world.pass(60 * minute);
    expect(world.sent()).toEqual(comesAfterwards(code) ? ['First'] : []);
    expectOk(world.memory.run('channel.resume', { id: world.channelId }));
    world.outbound.wake();
    await expect.poll(world.sent).toEqual(['First', 'To Bert']);
    expect(world.state(first)).toBe(comesAfterwards(code) ? 'failed' : 'delivered');
    expect(world.channel().trouble).toBeUndefined();
  },
);

test('a status that says the same for the second time does not stop the number again', async () => {
  world.standin.failNext(131042);
  world.send(anna, 'First');
  world.standin.deliveries.hold();
  world.outbound.wake();
  await expect.poll(world.sent).toEqual(['First']);
  await expect
    .poll(async () => {
      await world.standin.deliveries.release({ twice: true });
      return world.channel().trouble?.code;
    })
    .toBe(131042);
  world.memory.context.now += 2000;
  expectOk(world.memory.run('channel.resume', { id: world.channelId }));
  world.send(bert, 'To Bert');
  world.outbound.wake();
  await expect.poll(world.sent).toEqual(['First', 'To Bert']);
});

test('what Meta took and gave up on for a passing reason is sent again once', async () => {
  const first = world.send(anna, 'First');
  world.standin.autoStatuses = [];
  world.outbound.wake();
  await expect.poll(() => world.message(first).externalId).toBeDefined();
  const { externalId } = world.message(first);
  const at = world.memory.context.now;
  const recipient = { phone: anna };
  const accountId = world.standin.account.phoneNumberId;
  const base = { kind: 'status', channel: 'whatsapp', accountId, recipient } as const;
  const failed = { ...base, externalId: externalId!, state: 'failed', at, error: { code: 131000 } } as const;
  expectOk(world.memory.run('inbox.ingest', { events: [failed, failed] }));
  world.pass(1000);
  expect(world.sent()).toEqual(['First']);
  world.pass(1000);
  await expect.poll(world.sent).toEqual(['First', 'First']);
  expect(world.message(first).retriedAs).toBeDefined();
});

test('one customer gets no more than 45 messages at once, then one each six seconds', async () => {
  for (let i = 0; i < 47; i++) {
    world.memory.context.now++;
    world.send(anna, `Message ${i}`);
  }
  world.send(bert, 'To Bert');
  world.outbound.wake();
  await expect.poll(() => world.sent().length).toBe(46);
  expect(world.sent()).toContain('To Bert');
  world.pass(6000);
  await expect.poll(() => world.sent().length).toBe(47);
  world.pass(6000);
  await expect.poll(() => world.sent().length).toBe(48);
  const toAnna = world.sent().filter((text) => text !== 'To Bert');
  expect(toAnna).toEqual(Array.from({ length: 47 }, (_, i) => `Message ${i}`));
});

test('a message for later goes out from this device where another one has written it', async () => {
  const { context } = world.memory;
  const sendAt = context.now + minute;
  const conversationId = world.conversationOf(anna).id;
  const own = context.deviceId;
  context.deviceId = 'another';
  expectOk(world.memory.run('message.send', { conversationId, text: 'For later', sendAt }));
  expectOk(world.memory.run('message.send', { conversationId, text: 'For its own device' }));
  context.deviceId = own;
  world.pass(0);
  expect(world.sent()).toEqual([]);
  world.pass(minute);
  await expect.poll(world.sent).toEqual(['For later']);
});
