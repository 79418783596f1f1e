import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import type { WebhookEvent } from '#shared/channels/events.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { createMovableClock } from '../testing/movable-clock.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { changeUpdates } from '../testing/stored-rows.ts';
import { toldWords } from '../testing/told-words.ts';
import { createWorkspace, forgetDevice, openVault, passphrase, type TestVault } from '../testing/world.ts';

afterEach(() => vi.useRealTimers());
afterAll(() => commands.stopAllRelays());

const own = async (vault: TestVault) =>
  expectOk(await vault.api.backups()).filter(({ restorable }) => restorable);

const names = (vault: TestVault) =>
  vault
    .table('contacts')
    .map(({ name }) => name)
    .toSorted();

async function backUp(vault: TestVault): Promise<{ name: string }> {
  return expectOk(await vault.api.backUpNow());
}

/** A device without a workspace. */
async function emptyDevice(databaseName: string): Promise<TestVault> {
  await forgetDevice(databaseName);
  return openVault(databaseName, shellBridge);
}

test('a backup on demand is on the list; of many of one day the newest three stay', async () => {
  const vault = await createWorkspace('backup-list', shellBridge);
  expect(await own(vault)).toEqual([]);
  const made: string[] = [];
  for (let count = 0; count < 5; count++) made.push((await backUp(vault)).name);
  expect((await own(vault)).map(({ name }) => name)).toEqual(made.toReversed().slice(0, 3));
  await vault.api.lock();
});

test('the backups of another business stay, and are shown as not its own', async () => {
  const first = await createWorkspace('backup-first', shellBridge);
  const { name } = await backUp(first);
  await first.api.lock();
  const second = await createWorkspace('backup-second', shellBridge);
  for (let count = 0; count < 4; count++) await backUp(second);
  const listed = expectOk(await second.api.backups());
  expect(listed.find((entry) => entry.name === name)).toMatchObject({ restorable: false });
  await second.api.lock();
});

test('locking keeps what has changed since the last backup, and makes none when nothing has', async () => {
  const vault = await createWorkspace('backup-lock', shellBridge);
  await vault.run('contact.create', { name: 'Ann' });
  await vault.api.lock();
  const again = openVault('backup-lock', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  expect(await own(again)).toHaveLength(1);
  await again.api.lock();
  const third = openVault('backup-lock', shellBridge);
  expectOk(await third.api.unlock(passphrase));
  expect(await own(third)).toHaveLength(1);
  await third.api.lock();
});

test('a quarter of an hour after a change a backup is made without being asked for', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const vault = await createWorkspace('backup-timer', shellBridge);
  await vault.run('contact.create', { name: 'Ann' });
  await vi.advanceTimersByTimeAsync(16 * 60_000);
  vi.useRealTimers();
  await eventually(() => vault.events.some(({ type }) => type === 'backups'), 'the window to be told');
  expect(await own(vault)).toHaveLength(1);
  await vault.api.lock();
});

test('a device that nobody used for weeks makes a new backup when it is opened, and the old ones go', async () => {
  const clock = createMovableClock();
  const open = () => openVault('backup-idle', clock.around(shellBridge), clock.now, undefined, clock.timers);
  const first = await createWorkspace(
    'backup-idle',
    clock.around(shellBridge),
    clock.now,
    undefined,
    clock.timers,
  );
  await first.run('contact.create', { name: 'Ann' });
  const { name } = await backUp(first);
  await first.api.lock();
  clock.pass(34 * 24 * 60 * 60_000);
  const early = open();
  expectOk(await early.api.unlock(passphrase));
  await early.loaded();
  clock.pass(10_000);
  expectOk(await early.api.quiet());
  expect((await own(early)).map((each) => each.name)).toContain(name);
  await early.api.lock();
  clock.pass(40 * 24 * 60 * 60_000);
  const late = open();
  expectOk(await late.api.unlock(passphrase));
  await late.loaded();
  clock.pass(10_000);
  // While one is being removed the list may not be had.
  const isGone = async () => {
    const listed = await late.api.backups();
    return listed.ok && listed.value.every((each) => each.name !== name);
  };
  await eventually(isGone, 'the old one to go');
  expect(await own(late)).toHaveLength(1);
  await late.api.lock();
});

test('nothing in a backup can be read', async () => {
  const vault = await createWorkspace('backup-opaque', shellBridge);
  await vault.run('contact.create', { name: 'Zanzibar Quokka', notes: 'Gate code 4711' });
  const { bytes } = expectOk(await vault.api.backupCopy());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  for (const word of ['Quokka', '4711', 'contacts', 'people', passphrase])
    expect(text.includes(word), word).toBe(false);
  expect(toldWords(text, vault.words)).toEqual([]);
  // The search itself works: what the format says in the clear is found.
  expect(toldWords(`{"words":["${vault.words.join('","')}"]}`, vault.words)).toHaveLength(23);
  expect(text.includes('PLUMBBAK')).toBe(true);
  expect(text.includes('envelopes')).toBe(true);
  await vault.api.lock();
});

test('an empty device has everything back with the backup and the passphrase, without any relay', async () => {
  const vault = await createWorkspace('backup-origin', shellBridge);
  await vault.run('contact.create', { name: 'Ann' });
  await vault.run('contact.create', { name: 'Bea' });
  const { name } = await backUp(vault);
  await vault.api.lock();

  const device = await emptyDevice('backup-empty');
  const wrong = await device.api.restoreDevice({ name }, { passphrase: 'something else' });
  expect(wrong).toMatchObject({ error: { code: 'vault.wrong-passphrase' } });
  expect(await device.api.state()).toMatch(/^(empty|lost)$/);
  expectOk(await device.api.restoreDevice({ name }, { passphrase }));
  await device.loaded();
  expect(names(device)).toEqual(['Ann', 'Bea']);
  await device.run('contact.create', { name: 'Carla' });
  await device.api.lock();

  const again = openVault('backup-empty', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  expect(names(again)).toEqual(['Ann', 'Bea', 'Carla']);
  expect(await again.api.restoreDevice({ name }, { passphrase })).toMatchObject({
    error: { code: 'vault.exists' },
  });
  await again.api.lock();
});

test('the recovery words open a backup too, and set a new passphrase', async () => {
  const vault = await createWorkspace('backup-words-origin', shellBridge);
  await vault.run('contact.create', { name: 'Ann' });
  const { bytes } = expectOk(await vault.api.backupCopy());
  await vault.api.lock();
  const device = await emptyDevice('backup-words');
  const secret = { recoveryWords: vault.words, newPassphrase: 'a new passphrase' };
  const wrong = { ...secret, recoveryWords: await device.api.newRecoveryWords() };
  expect(await device.api.restoreDevice({ bytes }, wrong)).toMatchObject({
    error: { code: 'vault.wrong-words' },
  });
  expectOk(await device.api.restoreDevice({ bytes }, secret));
  await device.loaded();
  expect(names(device)).toEqual(['Ann']);
  await device.api.lock();
  const again = openVault('backup-words', shellBridge);
  expect((await again.api.unlock(passphrase)).ok).toBe(false);
  expectOk(await again.api.unlock('a new passphrase'));
  await again.api.lock();
});

test('a preview says what would change and changes nothing; a restore sets it back; Ctrl+Z reverts it', async () => {
  const vault = await createWorkspace('backup-restore', shellBridge);
  const { id } = await vault.run('contact.create', { name: 'Ann' });
  await vault.run('contact.create', { name: 'Bea' });
  const { name } = await backUp(vault);
  await vault.run('contact.update', { id, fields: { name: 'Oops' } });
  await vault.run('contact.create', { name: 'Carla' });

  const preview = expectOk(await vault.api.previewBackup({ name }));
  expect(preview).toMatchObject({ reason: 'manual', missingEntries: 0 });
  expect(preview.kinds.find(({ kind }) => kind === 'contacts')).toEqual({
    kind: 'contacts',
    inBackup: 2,
    now: 3,
    changed: 1,
    removed: 0,
  });
  expect(names(vault)).toEqual(['Bea', 'Carla', 'Oops']);

  const done = expectOk(await vault.api.restoreBackup({ name }, ['contacts']));
  expect(done).toEqual({ broughtBack: 0, setBack: 1, undoTitle: 'Restore from backup' });
  await eventually(() => names(vault).join() === 'Ann,Bea,Carla', 'the name to be back');
  const reasons = await Promise.all(
    (await own(vault)).map(async (entry) => expectOk(await vault.api.previewBackup(entry)).reason),
  );
  expect(reasons).toContain('before-restore');
  expectOk(await vault.api.undo());
  await eventually(() => names(vault).join() === 'Bea,Carla,Oops', 'the restore to be reverted');
  await vault.api.lock();
});

test('what is lost on this device comes back once, whatever is restored how often', async () => {
  const vault = await createWorkspace('backup-lost', shellBridge);
  await vault.run('contact.create', { name: 'Ann' });
  const { name } = await backUp(vault);
  await vault.api.lock();
  await loseBooks('backup-lost');

  const again = openVault('backup-lost', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  const before = expectOk(await again.api.previewBackup({ name }));
  expect(before.missingEntries).toBeGreaterThan(0);
  expect(expectOk(await again.api.restoreBackup({ name }, [])).broughtBack).toBe(before.missingEntries);
  expect(expectOk(await again.api.restoreBackup({ name }, [])).broughtBack).toBe(0);
  await eventually(() => names(again).join() === 'Ann', 'the contact to be back');
  const health = await again.api.health();
  expect(health.books.reduce((sum, book) => sum + book.unreadable + book.damaged, 0)).toBe(0);
  expect(health.missing).toEqual([]);
  await again.api.lock();
});

/** What a customer writes. */
const saying = (text: string): WebhookEvent => ({
  kind: 'message',
  channel: 'whatsapp',
  accountId: 'account',
  externalId: `wamid.${text}`,
  customer: { phone: '491701234567', name: 'Ann' },
  at: Date.now() - 60_000,
  type: 'text',
  text,
  echo: false,
});
const said = (vault: TestVault) => vault.table('messages').map(({ text }) => text);
const messagesIn = async (vault: TestVault, name: string) =>
  expectOk(await vault.api.previewBackup({ name })).kinds.find(({ kind }) => kind === 'messages');

test('what customers have written comes back, and is counted before; what an owner has erased stays away', async () => {
  const vault = await createWorkspace('backup-messages', shellBridge);
  await vault.run('inbox.ingest', { events: [saying('Kept'), saying('Erased')] });
  const { name } = await backUp(vault);
  await vault.api.lock();
  await loseBooks('backup-messages');

  const again = openVault('backup-messages', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  expect(await messagesIn(again, name)).toMatchObject({ inBackup: 2, now: 0, removed: 2 });
  expectOk(await again.api.restoreBackup({ name }, []));
  await eventually(() => said(again).length === 2, 'both to be back');

  const { id } = again.table('messages').find(({ text }) => text === 'Erased')!;
  await again.run('record.erase', { collection: 'messages', id });
  const talks = async () => (await again.api.health()).books.filter(({ book }) => book.startsWith('talk-'));
  await eventually(async () => (await talks()).some(({ checkpoints }) => checkpoints > 0), 'a checkpoint');
  expect(await messagesIn(again, name)).toMatchObject({ inBackup: 2, now: 1, removed: 0 });
  expect(expectOk(await again.api.restoreBackup({ name }, [])).broughtBack).toBe(0);
  expect(said(again)).toEqual(['Kept']);
  await again.api.lock();
});

test('a restored device joins sync again: later work comes from the relay and nothing is doubled', async () => {
  const vault = await createWorkspace('backup-sync', shellBridge);
  const url = await commands.startRelay();
  expectOk(await vault.api.connectRelay(url));
  await vault.run('contact.create', { name: 'Ann' });
  const { name } = await backUp(vault);
  await vault.run('contact.create', { name: 'Later' });
  expectOk(await vault.api.quiet());
  await vault.api.lock();

  const device = await emptyDevice('backup-sync-restored');
  expectOk(await device.api.restoreDevice({ name }, { passphrase }));
  await eventually(() => names(device).join() === 'Ann,Later', 'the later contact to come from the relay');
  const book = (await device.api.health()).books.find((each) => each.book === 'people')!;
  expect(book).toMatchObject({ envelopes: 2, unreadable: 0 });
  await device.api.lock();
});

test('a backup from before a long book was shortened brings back nothing that is there already', async () => {
  const vault = await createWorkspace('backup-checkpoint', shellBridge);
  await vault.run('contact.create', { name: 'First' });
  const { name } = await backUp(vault);
  for (let count = 0; count < 260; count++) await vault.run('contact.create', { name: `Contact ${count}` });
  const people = async () => (await vault.api.health()).books.find(({ book }) => book === 'people')!;
  await eventually(async () => (await people()).checkpoints > 0, 'a checkpoint');
  const before = await people();
  expect(expectOk(await vault.api.previewBackup({ name })).missingEntries).toBe(0);
  expect(expectOk(await vault.api.restoreBackup({ name }, ['contacts']))).toEqual({
    broughtBack: 0,
    setBack: 0,
  });
  expect(await people()).toEqual(before);
  expect(vault.table('contacts')).toHaveLength(261);
  await vault.api.lock();
});

test('a backup that cannot be read again is thrown away, and the ones before it stay', async () => {
  let spoils = false;
  const bridge: Bridge = {
    ...shellBridge,
    call: async (name, args) => {
      const answer = await shellBridge.call(name, args);
      if (!spoils || name !== 'backups.read' || !answer.ok) return answer;
      const { bytesBase64Url } = answer.value as CallResult<'backups.read'>;
      return ok({ bytesBase64Url: bytesBase64Url.slice(0, -40), parts: 1 }) as typeof answer;
    },
  };
  const vault = await createWorkspace('backup-unreadable', bridge);
  const { name } = await backUp(vault);
  spoils = true;
  expect(await vault.api.backUpNow()).toMatchObject({ error: { code: 'backup.not-readable' } });
  expect((await own(vault)).map((entry) => entry.name)).toEqual([name]);
  spoils = false;
  await vault.api.lock();
});

test('locking forgets the keys also where no backup can be made, and the owner is told', async () => {
  const vault = await createWorkspace('backup-nowhere');
  await vault.run('contact.create', { name: 'Ann' });
  await vault.api.lock();
  expect(await vault.api.run('contact.create', { name: 'Bea' })).toMatchObject({
    error: { code: 'vault.locked' },
  });
  expect(vault.events.find(({ type }) => type === 'backups')).toMatchObject({
    problem: { code: 'bridge.closed' },
  });
});

test('a file that cannot be restored is told in words, and the workspace is unharmed', async () => {
  const other = await createWorkspace('backup-other', shellBridge);
  const foreign = expectOk(await other.api.backupCopy()).bytes;
  await other.api.lock();
  const vault = await createWorkspace('backup-bad', shellBridge);
  await vault.run('contact.create', { name: 'Ann' });
  const good = expectOk(await vault.api.backupCopy()).bytes;
  const bad: [string, Uint8Array][] = [
    ['backup.other-workspace', foreign],
    ['backup.damaged', good.subarray(0, good.length - 20)],
    ['backup.damaged', good.with(good.length - 100, good[good.length - 100]! ^ 1)],
    ['backup.newer', good.with(8, 9)],
    ['backup.not-a-backup', new TextEncoder().encode('%PDF-1.7 and so on')],
  ];
  const state = JSON.stringify((await vault.api.health()).books);
  for (const [code, bytes] of bad) {
    expect(await vault.api.previewBackup({ bytes })).toMatchObject({ error: { code } });
    expect(await vault.api.restoreBackup({ bytes }, ['contacts'])).toMatchObject({ error: { code } });
  }
  expect(await vault.api.previewBackup({ name: 'plumbline-20010101-000000.plumbline' })).toMatchObject({
    error: { code: 'backups.missing' },
  });
  expect(JSON.stringify((await vault.api.health()).books)).toBe(state);

  const device = await emptyDevice('backup-bad-empty');
  for (const [, bytes] of bad.slice(1))
    expect((await device.api.restoreDevice({ bytes }, { passphrase })).ok).toBe(false);
  expect(await device.api.state()).toMatch(/^(empty|lost)$/);
  await vault.api.lock();
});

test('a kept backup that was spoilt on disk is refused', async () => {
  const vault = await createWorkspace('backup-spoilt', shellBridge);
  const { name } = await backUp(vault);
  const read = expectOk((await commands.callShell('backups.read', { name, part: 0 })) as never) as {
    bytesBase64Url: string;
  };
  const spoilt = fromBase64Url(read.bytesBase64Url);
  spoilt[200]! ^= 1;
  await commands.callShell('backups.remove', { name });
  await commands.callShell('backups.write', { name, part: 0, parts: 1, bytesBase64Url: toBase64Url(spoilt) });
  expect(await vault.api.previewBackup({ name })).toMatchObject({ error: { code: 'backup.damaged' } });
  await vault.api.lock();
});

/** Keeps the keys and loses every book. */
async function loseBooks(databaseName: string): Promise<void> {
  await changeUpdates(databaseName, () => []);
}
