import { afterAll, beforeEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { createMovableClock, type MovableClock } from './testing/movable-clock.ts';
import { shellBridge } from './testing/shell-bridge.ts';
import { inStep, letIn } from './testing/team.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from './testing/world.ts';

const hour = 60 * 60 * 1000;
const ana = '31610000001';

beforeEach(async () => {
  await commands.stopGraph();
});

afterAll(async () => {
  await commands.stopGraph();
  await commands.stopAllRelays();
});

/** An owner's computer to whom somebody has just written. */
async function withCustomer(name: string, clock: MovableClock): Promise<TestVault> {
  const vault = await createWorkspace(name, clock.around(shellBridge), clock.now, undefined, clock.timers);
  expectOk(await vault.api.connectRelay(await commands.startRelay()));
  const { url, ...account } = await commands.startGraph();
  await vault.run('channel.connect', { kind: 'whatsapp', ...account, name: 'Main line', graphUrl: url });
  await eventually(() => vault.table('channels')[0]?.subscribedTo !== undefined, 'Meta to agree to deliver');
  await commands.customerWrites({ from: ana, name: 'Ana', text: 'Hello' });
  await eventually(() => vault.table('messages').length === 1, 'the message to arrive');
  return vault;
}

const talkOf = (vault: TestVault): string => vault.table('conversations')[0]!.id;
const textsOf = (vault: TestVault) => vault.messages().map(({ text }) => text);
const heldOf = (vault: TestVault) =>
  vault.messages().flatMap(({ text, heldWhy }) => (heldWhy === undefined ? [] : [[text, heldWhy]]));

/** Locks as the window does, with the next worker in the place of this one. */
async function lockAndGoOn(vault: TestVault, name: string, clock: MovableClock): Promise<TestVault> {
  const { port1, port2 } = new MessageChannel();
  await vault.api.lock(port1);
  const locked = openVault(name, clock.around(shellBridge), clock.now, undefined, clock.timers);
  await locked.api.sendOn(port2);
  await eventually(async () => (await locked.api.sending()) !== undefined, 'the sender');
  return locked;
}

test('what is written while sending is paused stays, is held when it goes on, and goes out only when asked', async () => {
  const clock = createMovableClock();
  const vault = await withCustomer('pause-sends', clock);
  await vault.run('pause.set', { parts: ['sends'], why: 'A lost phone' });
  await vault.run('message.send', { conversationId: talkOf(vault), text: 'We come at ten.' });
  await vault.run('message.send', {
    conversationId: talkOf(vault),
    text: 'See you tomorrow.',
    sendAt: clock.now() + 3 * hour,
  });
  clock.pass(hour);
  expectOk(await vault.api.quiet());
  expect(await commands.graphSent()).toEqual([]);
  // It survives the end of the program.
  await vault.api.lock();
  const next = openVault('pause-sends', clock.around(shellBridge), clock.now, undefined, clock.timers);
  expectOk(await next.api.unlock(passphrase));
  await next.loaded();
  expectOk(await next.api.quiet());
  expect(await commands.graphSent()).toEqual([]);

  await next.run('pause.lift', { parts: ['sends'] });
  await eventually(() => heldOf(next).length === 1, 'what was written meanwhile to be held');
  expect(heldOf(next)).toEqual([['We come at ten.', 'paused']]);
  clock.pass(3 * hour);
  // What was for later, and is due after the pause, goes out as it would have.
  await eventually(async () => (await commands.graphSent()).length === 1, 'the later one to go out');
  expect(await commands.graphSent()).toEqual(['See you tomorrow.']);
  const held = next.messages().find(({ heldWhy }) => heldWhy === 'paused')!;
  await next.run('message.sendNow', { id: held.id });
  await eventually(async () => (await commands.graphSent()).length === 2, 'what was asked for to go out');
  await next.api.lock();
});

test('what customers write while taking in is paused waits at the relay, and all of it comes when it goes on', async () => {
  const clock = createMovableClock();
  const vault = await withCustomer('pause-intake', clock);
  await vault.run('pause.set', { parts: ['intake'] });
  for (const text of ['One', 'Two', 'Three']) await commands.customerWrites({ from: ana, name: 'Ana', text });
  expectOk(await vault.api.quiet());
  expect(textsOf(vault)).toEqual(['Hello']);
  await vault.run('pause.lift', { parts: ['intake'] });
  await eventually(() => vault.messages().length === 4, 'all of it to arrive');
  expect(new Set(textsOf(vault))).toEqual(new Set(['Hello', 'One', 'Two', 'Three']));
  await vault.api.lock();
});

test('a pause on one computer silences another that is locked, and nothing stale goes out when both are open', async () => {
  const clock = createMovableClock();
  const owner = await withCustomer('pause-owner', clock);
  const manager = await letIn(owner, 'pause-manager', 'manager', undefined, clock.now);
  await inStep(owner, manager);
  await owner.run('message.send', {
    conversationId: talkOf(owner),
    text: 'See you at ten.',
    sendAt: clock.now() + 2 * hour,
  });
  await inStep(owner, manager);
  const locked = await lockAndGoOn(owner, 'pause-owner', clock);
  await manager.run('pause.set', { parts: ['sends'] });
  await eventually(
    async () => (await locked.api.sending())?.ended === 'paused',
    'the locked one to hear of it',
  );
  clock.pass(3 * hour);
  expect(await commands.graphSent()).toEqual([]);
  await manager.run('pause.lift', { parts: ['sends'] });
  expectOk(await locked.api.unlock(passphrase));
  await locked.loaded();
  await inStep(locked, manager);
  await eventually(() => heldOf(locked).length === 1, 'what was due meanwhile to be held');
  expect(await commands.graphSent()).toEqual([]);
  await Promise.all([locked.api.lock(), manager.api.lock()]);
});
