import { afterAll, beforeEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { deliveryState } from '#shared/channels/delivery.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { createMovableClock } from '../testing/movable-clock.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { createWorkspace, deadBridge, openVault, passphrase, type TestVault } from '../testing/world.ts';

const customer = '31612345678';
const hour = 60 * 60 * 1000;

beforeEach(async () => {
  await commands.stopGraph();
});

afterAll(async () => {
  await commands.stopGraph();
  await commands.stopAllRelays();
});

/** A workspace with relay and channel, in which a customer has just written. */
async function withCustomer(
  name: string,
  clock = createMovableClock(),
): Promise<{ vault: TestVault; conversationId: string }> {
  const vault = await createWorkspace(name, clock.around(shellBridge), clock.now, undefined, clock.timers);
  expectOk(await vault.api.connectRelay(await commands.startRelay()));
  const { url, ...account } = await commands.startGraph();
  await vault.run('channel.connect', { kind: 'whatsapp', ...account, name: 'Main line', graphUrl: url });
  await eventually(() => vault.table('channels')[0]?.subscribedTo !== undefined, 'Meta to agree to deliver');
  await commands.customerWrites({ from: customer, name: 'José Núñez', text: '¿Pueden venir mañana? 🛠️' });
  await eventually(() => vault.table('messages').length === 1, 'the message to arrive');
  return { vault, conversationId: vault.table('conversations')[0]!.id };
}

const outgoing = (vault: TestVault): Message | undefined =>
  vault.messages().find(({ direction }) => direction === 'out');

function delivery(vault: TestVault): string | undefined {
  const message = outgoing(vault);
  return message === undefined ? undefined : deliveryState(message);
}

/** A shell on a computer without a network: nothing leaves it, and it knows that for certain. */
const offlineBridge: Bridge = {
  ...deadBridge,
  call: async (name, args) =>
    name === 'channel.send'
      ? (ok({ outcome: 'unreachable', reason: 'no network' }) as never)
      : deadBridge.call(name, args),
};

test('a customer’s message arrives whole, and the owner’s answer goes out once and gets its ticks', async () => {
  const { vault, conversationId } = await withCustomer('out-once');
  expect(vault.table('contacts')[0]?.name).toBe('José Núñez');
  expect(vault.table('messages')[0]?.text).toBe('¿Pueden venir mañana? 🛠️');
  await vault.run('message.send', { conversationId, text: 'Sí, a las 10.' });
  await eventually(() => delivery(vault) === 'delivered', 'the second tick');
  expect(await commands.graphSent()).toEqual(['Sí, a las 10.']);
  await vault.api.lock();
});

test('a message written without a network waits, survives a restart, and is then sent once', async () => {
  const { vault, conversationId } = await withCustomer('out-restart');
  await vault.api.lock();
  const second = openVault('out-restart', offlineBridge);
  expectOk(await second.api.unlock(passphrase));
  await second.loaded();
  await second.run('message.send', { conversationId, text: 'On my way.' });
  await eventually(() => delivery(second) === 'queued', 'the message to wait');
  await second.api.lock();

  const third = openVault('out-restart', shellBridge);
  expectOk(await third.api.unlock(passphrase));
  await third.loaded();
  await eventually(async () => (await commands.graphSent()).length === 1, 'the message to be sent');
  await eventually(() => delivery(third) === 'delivered', 'its ticks');
  expect(await commands.graphSent()).toEqual(['On my way.']);
  await third.api.lock();
});

test('when Meta’s answer is lost, the message is not sent again, and its status clears it up', async () => {
  const { vault, conversationId } = await withCustomer('out-lost');
  await commands.loseNextAnswer();
  await vault.run('message.send', { conversationId, text: 'See you at 10.' });
  await eventually(() => outgoing(vault)?.externalId !== undefined, 'a status to name the message');
  expect(delivery(vault)).not.toBe('unconfirmed');
  expect(await commands.graphSent()).toEqual(['See you at 10.']);
  await vault.api.lock();
});

test('a refusal of Meta is kept with its code, and the next message still goes out', async () => {
  const { vault, conversationId } = await withCustomer('out-refused');
  await commands.failNext(131_026);
  await vault.run('message.send', { conversationId, text: 'First' });
  await eventually(() => outgoing(vault)?.error !== undefined, 'the refusal');
  expect(outgoing(vault)?.error).toMatchObject({ code: 131_026 });
  await vault.run('message.send', { conversationId, text: 'Second' });
  await eventually(async () => (await commands.graphSent()).includes('Second'), 'the next one');
  await vault.api.lock();
});

test('a template of Meta’s list reaches a customer who has not written for days', async () => {
  const { vault, conversationId } = await withCustomer('out-template');
  expect(expectOk(await vault.api.loadTemplates()).templates).toBe(4);
  const template = vault.table('messageTemplates').find(({ name }) => name === 'appointment_reminder')!;
  const values = { 'body:1': 'José', 'body:2': 'Monday' };
  await vault.run('message.sendTemplate', { conversationId, templateId: template.id, values });
  await eventually(() => delivery(vault) === 'delivered', 'the second tick');
  expect(await commands.graphBodies()).toMatchObject([{ type: 'template' }]);
  await vault.api.lock();
});

test('a message for later goes out at its time, but not if the customer writes first', async () => {
  const clock = createMovableClock();
  const { vault, conversationId } = await withCustomer('out-later', clock);
  const sendAt = clock.now() + hour;
  await vault.run('message.send', { conversationId, text: 'Still coming?', sendAt, unlessAnswered: true });
  await vault.run('message.send', { conversationId, text: 'We are on our way.', sendAt });
  await commands.customerWrites({ from: customer, name: 'José Núñez', text: 'Todo bien' });
  await eventually(() => vault.table('messages').some(({ text }) => text === 'Todo bien'), 'the customer');
  expect(await commands.graphSent()).toEqual([]);
  clock.pass(hour);
  await eventually(async () => (await commands.graphSent()).length > 0, 'the scheduled message to go out');
  const held = () => vault.messages().find(({ heldAt }) => heldAt !== undefined);
  await eventually(() => held() !== undefined, 'the other one to be held back');
  expect(held()?.text).toBe('Still coming?');
  expect(await commands.graphSent()).toEqual(['We are on our way.']);
  await vault.api.lock();
});
