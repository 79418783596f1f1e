import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import voiceNote from '#tests/fixtures/voice-note.ogg?url';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { openDangers } from '#shared/domain/danger.ts';
import type { Transcript } from '#shared/domain/transcript.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { eventually, patience } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, openVault, passphrase, readEverything, type TestVault } from '../testing/world.ts';

const customer = '31612345678';
const hour = 60 * 60 * 1000;
let relayUrl: string;
let base64: string;

beforeAll(async () => {
  relayUrl = await commands.startRelay();
  const file = await (await fetch(voiceNote)).arrayBuffer();
  base64 = toBase64Url(new Uint8Array(file));
});
beforeEach(async () => {
  await commands.stopGraph();
});
afterAll(async () => {
  await commands.stopSpeech();
  await commands.stopGraph();
  await commands.stopAllRelays();
});

/** A workspace with relay, channel and a speech server of this computer, not switched on yet. */
async function connected(name: string, bridge: Bridge = shellBridge, now?: () => number): Promise<TestVault> {
  const vault = await createWorkspace(name, bridge, now);
  expectOk(await vault.api.connectRelay(relayUrl));
  const { url, ...account } = await commands.startGraph();
  await vault.run('channel.connect', { kind: 'whatsapp', ...account, name: 'Main line', graphUrl: url });
  await eventually(() => vault.table('channels')[0]?.subscribedTo !== undefined, 'Meta to agree to deliver');
  const speech = await commands.startSpeech();
  await vault.run('voiceNotes.configure', { by: 'server', url: speech, model: 'whisper-1' });
  return vault;
}

async function speak(): Promise<void> {
  const mimeType = 'audio/ogg; codecs=opus';
  await commands.customerSendsFile({ from: customer, type: 'audio', mimeType, base64, voice: true });
}

const transcripts = (vault: TestVault): Transcript[] => vault.table('transcripts');
const textOf = (vault: TestVault): string | undefined => transcripts(vault)[0]?.read?.text;
const hasFile = (vault: TestVault) => () => vault.table('attachments')[0]?.state === 'ready';
const asked = async (): Promise<number> => (await commands.speechPieces()).length;

test('a voice note becomes text that is found, heard and sealed; the message stays as it came', async () => {
  const vault = await connected('voice-in');
  await vault.run('voiceNotes.switch', { on: true });
  await commands.setSpeech({ text: 'Please help, my kitchen is on fire' });
  await speak();
  await eventually(() => textOf(vault) !== undefined, 'its text');
  const message = vault.messages().find(({ type }) => type === 'audio')!;
  expect(message).not.toHaveProperty('text');
  expect(transcripts(vault)).toMatchObject([
    { id: message.id, at: message.at, read: { model: 'whisper-1', place: 'local', language: 'en' } },
  ]);
  expect(transcripts(vault)[0]!.read).not.toHaveProperty('receipts');
  const [piece, ...more] = await commands.speechPieces();
  expect(more).toEqual([]);
  expect(piece!.seconds).toBeCloseTo(4, 0);
  expect(piece!.peak).toBeGreaterThan(0.02);
  expect(openDangers(vault.table('conversations')[0]!)).toMatchObject([{ kind: 'fire', machineRead: true }]);

  const found = await vault.api.search('kitchen');
  expect(found.hits).toMatchObject([{ kind: 'message', id: message.id }]);
  await vault.run('transcript.correct', { messageId: message.id, text: 'My chicken is on fire' });
  expect((await vault.api.search('kitchen')).hits).toEqual([]);
  expect((await vault.api.search('chicken')).hits).toHaveLength(1);
  await vault.run('transcript.hide', { messageId: message.id, hidden: true });
  expect((await vault.api.search('chicken')).hits).toEqual([]);

  await vault.api.lock();
  expect(JSON.stringify(await readEverything('voice-in'))).not.toMatch(/kitchen|chicken|whisper/);
  const again = openVault('voice-in', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  expect(textOf(again)).toBe('Please help, my kitchen is on fire');
  expect(await asked()).toBe(1);
  await again.api.lock();
});

test('it is off until the owner says otherwise, and what came before is turned into text when somebody asks', async () => {
  const vault = await connected('voice-off');
  await speak();
  await eventually(hasFile(vault), 'its file');
  await vault.run('voiceNotes.switch', { on: true });
  await commands.setSpeech({ text: 'The tap drips' });
  await speak();
  await eventually(() => transcripts(vault).length === 1, 'the text of the second one');
  expect(await asked()).toBe(1);
  const first = vault.messages().toSorted((a, b) => a.at - b.at || (a.place ?? 0) - (b.place ?? 0))[0]!;
  expect(transcripts(vault)[0]!.id).not.toBe(first.id);
  await vault.run('voiceNotes.switch', { on: false });
  await vault.run('transcript.ask', { messageId: first.id });
  await eventually(() => transcripts(vault).filter(({ read }) => read !== undefined).length === 2, 'both');
  await vault.api.lock();
});

test('a server that fails is asked again when its time has come, and the reason stands at the voice note', async () => {
  let ahead = 0;
  const vault = await connected('voice-again', shellBridge, () => Date.now() + ahead);
  await vault.run('voiceNotes.switch', { on: true });
  await commands.setSpeech({ status: 503 });
  await speak();
  await eventually(() => transcripts(vault)[0]?.failed !== undefined, 'the failure');
  const { failed } = transcripts(vault)[0]!;
  expect(failed).toMatchObject({ code: 'model.server', attempts: 1 });
  expect(failed!.message).toMatch(/fault at the moment/);
  expect(failed!.retryAt).toBeGreaterThan(Date.now());
  await commands.setSpeech({ text: 'The tap drips' });
  ahead = hour;
  await speak();
  await eventually(() => transcripts(vault).filter(({ read }) => read !== undefined).length === 2, 'both');
  expect(transcripts(vault).every((each) => each.failed === undefined)).toBe(true);
  await vault.api.lock();
});

test('of several devices one turns it into text, once, and all have it', async () => {
  const owner = await connected('voice-owner');
  const manager = await letIn(owner, 'voice-manager', 'manager');
  await owner.run('voiceNotes.switch', { on: true });
  await eventually(() => manager.table('aiSettings')[0]?.voiceNotes?.on === true, 'the setting to come');
  await commands.setSpeech({ text: 'The tap drips' });
  await speak();
  for (const device of [owner, manager])
    await eventually(() => textOf(device) === 'The tap drips', 'the text');
  expect(await asked()).toBe(1);
  for (const device of [owner, manager]) await device.api.lock();
});

test('the sound goes to a server elsewhere only where local-only is off, the owner has allowed it, and the contact may leave', async () => {
  const left: unknown[] = [];
  const sent = { ledgerId: 'line-1', at: 1, origin: 'https://api.example.com', bytes: 128_044 };
  const elsewhere: Bridge = {
    ...shellBridge,
    call: ((name, args) => {
      if (name !== 'voice.read') return shellBridge.call(name, args);
      left.push((args as { source: unknown }).source);
      return Promise.resolve(ok({ text: 'Se sale el agua del grifo', sent }));
    }) as Bridge['call'],
  };
  const vault = await connected('voice-remote', elsewhere);
  await vault.run('voiceNotes.configure', { url: 'https://api.example.com/v1', key: 'the-key' });
  await vault.run('voiceNotes.switch', { on: true });
  await speak();
  await eventually(hasFile(vault), 'its file');
  const messageId = vault.messages()[0]!.id;
  const ask = async (code: string): Promise<void> => {
    await vault.run('transcript.ask', { messageId });
    await eventually(() => transcripts(vault)[0]?.failed?.code === code, code);
  };
  await ask('model.local-only');
  await vault.run('ai.configure', { localOnly: false });
  await ask('voice.not-allowed');
  const { id } = vault.table('contacts')[0]!;
  await vault.run('contact.keepOnDevice', { id, on: true });
  await vault.run('voiceNotes.approve', { approved: true });
  await ask('model.contact-stays');
  expect(left).toEqual([]);
  await vault.run('contact.keepOnDevice', { id, on: false });
  await vault.run('transcript.ask', { messageId });
  await eventually(() => textOf(vault) !== undefined, 'its text');
  expect(transcripts(vault)[0]!.read).toMatchObject({
    place: 'remote',
    language: 'es',
    receipts: [{ origin: 'https://api.example.com', bytes: 128_044, ledgerId: 'line-1' }],
  });
  expect(left).toMatchObject([{ by: 'server', url: 'https://api.example.com/v1', key: 'the-key' }]);
  // The window never holds the key.
  expect(JSON.stringify(vault.events)).not.toContain('the-key');
  await vault.api.lock();
});

test('a recording of the owner’s own is tried with what is set, and stored nowhere', async () => {
  const vault = await connected('voice-try');
  await commands.setSpeech({ text: 'One, two, three' });
  const file = await (await fetch(voiceNote)).blob();
  expect(expectOk(await vault.api.tryVoice(file))).toMatchObject({ read: { text: 'One, two, three' } });
  expect(transcripts(vault)).toEqual([]);
  await commands.setSpeech({ body: '<html>' });
  expect(await vault.api.tryVoice(file)).toMatchObject({ error: { code: 'voice.not-this' } });
  await vault.api.lock();
});

test('locking waits for no slow server, and the voice note becomes text after the next start', async () => {
  const vault = await connected('voice-slow');
  await vault.run('voiceNotes.switch', { on: true });
  await commands.setSpeech({ delay: 10 * patience });
  await speak();
  await eventually(async () => (await asked()) === 1, 'it to be asked');
  await vault.api.lock();
  expect(transcripts(vault)).toEqual([]);
  await commands.setSpeech({ text: 'The tap drips' });
  const again = openVault('voice-slow', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await eventually(() => textOf(again) === 'The tap drips', 'its text');
  await again.api.lock();
});
