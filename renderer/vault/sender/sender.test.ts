import { afterAll, beforeEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { ukBusiness } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { createMovableClock, type MovableClock } from '../testing/movable-clock.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from '../testing/world.ts';
import type { SenderLoad } from './load.ts';

const hour = 60 * 60 * 1000;
const [ana, ben, cleo] = ['31610000001', '31610000002', '31610000003'] as const;

beforeEach(async () => {
  await commands.stopGraph();
});

afterAll(async () => {
  await commands.stopGraph();
  await commands.stopAllRelays();
});

/** A workspace to which these people have just written. */
async function withCustomers(name: string, clock: MovableClock, people: string[]): Promise<TestVault> {
  const vault = await createWorkspace(name, clock.around(shellBridge), clock.now, undefined, clock.timers);
  expectOk(await vault.api.connectRelay(await commands.startRelay()));
  const { url, ...account } = await commands.startGraph();
  await vault.run('channel.connect', { kind: 'whatsapp', ...account, name: 'Main line', graphUrl: url });
  await eventually(() => vault.table('channels')[0]?.subscribedTo !== undefined, 'Meta to agree to deliver');
  for (const from of people) await commands.customerWrites({ from, name: `N${from}`, text: `Hello ${from}` });
  await eventually(() => vault.table('messages').length === people.length, 'the messages to arrive');
  return vault;
}

const talkWith = (vault: TestVault, phone: string): string => {
  const identity = vault.table('identities').find(({ value }) => value === phone)!;
  return vault.table('conversations').find(({ contactId }) => contactId === identity.contactId)!.id;
};

/** Locks as the window does: with the next worker in the place of this one. Gives what was handed over too. */
async function lockAndGoOn(vault: TestVault, name: string, clock: MovableClock) {
  const { port1, port2 } = new MessageChannel();
  const looking = new MessageChannel();
  const load = Promise.withResolvers<SenderLoad>();
  port2.addEventListener('message', ({ data }) => {
    load.resolve(data);
    looking.port1.postMessage(data);
  });
  port2.start();
  await vault.api.lock(port1);
  const locked = openVault(name, clock.around(shellBridge), clock.now, undefined, clock.timers);
  await locked.api.sendOn(looking.port2);
  return { locked, load: await load.promise };
}

const sending = (vault: TestVault) => vault.events.findLast((event) => event.type === 'sending')?.sending;

async function unlockedAgain(vault: TestVault): Promise<void> {
  expectOk(await vault.api.unlock(passphrase));
  await vault.loaded();
  expectOk(await vault.api.quiet());
}

test('locked for three hours: what is due goes out once, a reply that waits stops its follow-up, a stop is kept', async () => {
  const clock = createMovableClock();
  const vault = await withCustomers('sender-hours', clock, [ana, ben, cleo]);
  const sendAt = clock.now() + 2 * hour;
  const later = (phone: string, text: string, more: object = {}) =>
    vault.run('message.send', { conversationId: talkWith(vault, phone), text, sendAt, ...more });
  await later(ana, 'See you at ten.');
  await later(ben, 'Did you decide?', { unlessAnswered: true });
  await later(cleo, 'We have a free hour.');
  const { locked } = await lockAndGoOn(vault, 'sender-hours', clock);
  await eventually(async () => (await locked.api.sending())?.due === 3, 'the sender to have what is due');
  expect(await locked.api.state()).toBe('locked');
  expect(await commands.graphSent()).toEqual([]);
  // They write while it is locked; two of them so that what was to follow must not.
  await commands.customerWrites({ from: ben, name: 'Ben', text: 'Yes, please come.' });
  await commands.customerWrites({ from: cleo, name: 'Cleo', text: 'STOP' });
  clock.pass(3 * hour);
  await eventually(async () => (await locked.api.sending())?.held === 2, 'two to be held back');
  await eventually(() => sending(locked)?.sent === 1, 'what is due to go out');
  clock.pass(hour);
  expect(await commands.graphSent()).toEqual(['See you at ten.']);
  expect(sending(locked)).toMatchObject({ sent: 1, held: 2, due: 0 });

  await unlockedAgain(locked);
  const why = (text: string) => locked.messages().find((message) => message.text === text)?.heldWhy;
  expect([why('Did you decide?'), why('We have a free hour.')]).toEqual(['answered', 'stopped']);
  const sent = locked.messages().find(({ text }) => text === 'See you at ten.');
  expect(sent?.externalId).toBeDefined();
  expect(locked.messages().some(({ text }) => text === 'Yes, please come.')).toBe(true);
  expect(await commands.graphSent()).toEqual(['See you at ten.']);
  await locked.api.lock();
});

test('a locked Plumbline holds no key of a book, and nothing of who is not due', async () => {
  const clock = createMovableClock();
  const vault = await withCustomers('sender-little', clock, [ana, ben]);
  await vault.run('contact.create', { name: 'Zacharias Unlikely', notes: 'allergic to cats' });
  await vault.run('message.send', {
    conversationId: talkWith(vault, ana),
    text: 'See you at ten.',
    sendAt: clock.now() + hour,
  });
  const { locked, load } = await lockAndGoOn(vault, 'sender-little', clock);
  expect(load.keybag.compartments).toEqual({});
  expect(load.keybag.box.privateKey).toBe('');
  const held = JSON.stringify(load);
  expect(held).toContain('See you at ten.');
  for (const secret of ['Zacharias', 'allergic', ben, `Hello ${ana}`, `N${ana}`])
    expect(held).not.toContain(secret);
  // Nothing of the workspace answers.
  expect(await locked.api.run('contact.create', { name: 'Somebody' })).toMatchObject({
    ok: false,
    error: { code: 'vault.locked' },
  });
  await locked.api.lockEverything();
  clock.pass(3 * hour);
  expect(await locked.api.sending()).toBeUndefined();
  expect(await commands.graphSent()).toEqual([]);
  await unlockedAgain(locked);
  await eventually(async () => (await commands.graphSent()).length === 1, 'what was due to go out at last');
  await locked.api.lock();
});

test('what went out before the program ended without being unlocked is not sent again', async () => {
  const clock = createMovableClock();
  const vault = await withCustomers('sender-killed', clock, [ana]);
  await vault.run('message.send', {
    conversationId: talkWith(vault, ana),
    text: 'See you at ten.',
    sendAt: clock.now() + hour,
  });
  const { locked } = await lockAndGoOn(vault, 'sender-killed', clock);
  await eventually(async () => (await locked.api.sending())?.due === 1, 'the sender to have what is due');
  clock.pass(2 * hour);
  await eventually(() => sending(locked)?.sent === 1, 'the message to go out');
  // Ended as by pulling the plug: nothing is closed. The next start knows of it from the disk alone.
  await locked.api.lockEverything();
  const next = openVault('sender-killed', clock.around(shellBridge), clock.now, undefined, clock.timers);
  await unlockedAgain(next);
  clock.pass(hour);
  expectOk(await next.api.quiet());
  expect(await commands.graphSent()).toEqual(['See you at ten.']);
  await next.api.lock();
});

test('who writes to a locked Plumbline hears that it has come in, or what to do in danger, once; rules wait', async () => {
  const clock = createMovableClock();
  const vault = await withCustomers('sender-answers', clock, [ana]);
  await vault.run('business.setUp', { profile: ukBusiness, services: [] });
  await vault.run('autopilot.configure', { mode: 'always', everyone: true });
  await vault.run('rule.save', {
    when: { on: 'message', words: ['boilers'] },
    actions: [{ do: 'task', title: 'Call {{name}}' }],
    isOn: true,
  });
  await eventually(async () => expectOk(await vault.api.quiet()) !== undefined, 'all to be done');
  const before = (await commands.graphSent()).length;
  const { locked } = await lockAndGoOn(vault, 'sender-answers', clock);
  await eventually(async () => (await locked.api.sending()) !== undefined, 'the sender');
  await commands.customerWrites({ from: ana, name: 'Ana', text: 'I smell gas in the kitchen!' });
  await commands.customerWrites({ from: ben, name: 'Ben', text: 'Do you fit boilers in Leeds?' });
  await eventually(
    async () => (await commands.graphSent()).length === before + 1,
    'the danger to be answered',
  );
  clock.pass(10_000);
  await eventually(async () => (await commands.graphSent()).length === before + 2, 'Ben to be told');
  const said = (await commands.graphSent()).slice(before);
  expect(said[0]).toContain('0800 111 999');
  expect(said[1]).toContain('we have received it');

  await unlockedAgain(locked);
  const answers = (phone: string) => {
    const conversationId = talkWith(locked, phone);
    return locked
      .messages()
      .filter((each) => each.conversationId === conversationId && each.direction === 'out')
      .filter(({ text = '' }) => said.includes(text))
      .map(({ text, externalId }) => [text, externalId !== undefined]);
  };
  expect(answers(ana)).toEqual([[said[0], true]]);
  expect(answers(ben)).toEqual([[said[1], true]]);
  // What Ben asked still waits for a person.
  const ofBen = locked.table('conversations').find(({ id }) => id === talkWith(locked, ben))!;
  expect(ofBen.answeredUpTo).toBeUndefined();
  // A rule of the owner's waits for somebody to unlock, and is then followed for what came in meanwhile, once.
  const tasks = () => locked.table('tasks').map(({ title }) => title);
  await eventually(() => tasks().length > 0, 'the rule to be followed');
  clock.pass(60_000);
  expectOk(await locked.api.quiet());
  expect(tasks()).toEqual(['Call Ben']);
  expect((await commands.graphSent()).slice(before)).toEqual(said);
  await locked.api.lock();
});

test('what could not go out in time is held back after a pause of a day, and says why', async () => {
  const clock = createMovableClock();
  const vault = await withCustomers('sender-late', clock, [ana]);
  await vault.run('message.send', {
    conversationId: talkWith(vault, ana),
    text: 'See you at ten.',
    sendAt: clock.now() + hour,
  });
  await vault.api.lock();
  clock.pass(20 * hour);
  const next = openVault('sender-late', clock.around(shellBridge), clock.now, undefined, clock.timers);
  expect(await next.api.sending()).toBeUndefined();
  await unlockedAgain(next);
  await eventually(() => next.messages().some(({ heldWhy }) => heldWhy === 'late'), 'it to be held back');
  expect(await commands.graphSent()).toEqual([]);
  await next.api.lock();
});

test('a reminder goes out while it is locked, once, and is known when somebody unlocks', async () => {
  const clock = createMovableClock();
  const vault = await withCustomers('sender-reminder', clock, [ana]);
  await vault.run('business.setUp', { profile: ukBusiness, services: [] });
  expectOk(await vault.api.loadTemplates());
  const template = vault.table('messageTemplates').find(({ name }) => name === 'appointment_reminder')!;
  const contactId = vault.table('conversations')[0]!.contactId;
  const { id: jobId } = await vault.run('job.create', { contactId, title: 'Boiler service' });
  const start = clock.now() + 30 * hour;
  const { visitId } = await vault.run('job.schedule', { id: jobId, start, end: start + hour });
  await vault.run('reminder.saveRule', {
    name: 'At the visit',
    kind: 'at',
    minutes: 0,
    templateId: template.id,
    values: { 'body:1': '{{firstName}}', 'body:2': '{{day}}' },
    isOn: true,
  });
  const { locked } = await lockAndGoOn(vault, 'sender-reminder', clock);
  await eventually(async () => (await locked.api.sending()) !== undefined, 'the sender');
  clock.pass(30 * hour + 60_000);
  await eventually(() => sending(locked)?.sent === 1, 'the reminder to go out');
  await unlockedAgain(locked);
  expect(locked.table('reminders')).toMatchObject([{ visitId, start, contactId }]);
  clock.pass(10 * 60_000);
  expectOk(await locked.api.quiet());
  expect(await commands.graphBodies()).toMatchObject([{ type: 'template' }]);
  await locked.api.lock();
});

test('a broadcast goes on while it is locked, passes over who said stop meanwhile, and is known afterwards', async () => {
  const clock = createMovableClock();
  const vault = await withCustomers('sender-broadcast', clock, [ana, ben, cleo]);
  await vault.run('business.setUp', { profile: ukBusiness, services: [] });
  expectOk(await vault.api.loadTemplates());
  const { id: templateId } = vault.table('messageTemplates').find(({ name }) => name === 'spring_offer')!;
  for (const phone of [ana, ben])
    await vault.run('consent.record', {
      contactId: vault.table('identities').find(({ value }) => value === phone)!.contactId,
      purposes: ['marketing'],
      given: true,
      basis: 'written',
    });
  const [channel] = vault.table('channels');
  const accountId = channel?.kind === 'whatsapp' ? channel.phoneNumberId : '';
  const audience = { of: 'all' as const };
  const { id } = await vault.run('broadcast.create', {
    name: 'Spring',
    audience,
    accountId,
    templateId,
    values: {},
  });
  await vault.run('broadcast.schedule', { id, reaches: 2, startAt: clock.now() + hour });
  const { locked, load } = await lockAndGoOn(vault, 'sender-broadcast', clock);
  expect(load.records.broadcastRecipients).toHaveLength(2);
  expect(JSON.stringify(load)).not.toContain(cleo);
  await eventually(async () => (await locked.api.sending()) !== undefined, 'the sender');
  await commands.customerWrites({ from: ben, name: 'Ben', text: 'STOP' });
  clock.pass(hour + 60_000);
  await eventually(() => (sending(locked)?.sent ?? 0) >= 1, 'the broadcast to go out');
  clock.pass(60_000);
  await unlockedAgain(locked);
  const recipients = () => locked.table('broadcastRecipients');
  await eventually(
    () => recipients().every(({ messageId, leftOut }) => messageId !== undefined || leftOut !== undefined),
    'both to have had their turn',
  );
  expect(
    recipients()
      .map(({ leftOut }) => leftOut?.why ?? 'sent')
      .toSorted(),
  ).toEqual(['optedOut', 'sent']);
  clock.pass(10 * 60_000);
  expectOk(await locked.api.quiet());
  const templates = (await commands.graphBodies()).filter((body) => body['type'] === 'template');
  expect(templates).toHaveLength(1);
  await locked.api.lock();
});
