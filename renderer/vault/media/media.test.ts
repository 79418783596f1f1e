import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { deliveryState } from '#shared/channels/delivery.ts';
import type { Attachment } from '#shared/domain/attachment.ts';
import { attachmentIdOf } from '#shared/domain/attachment.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { expectOk } from '#shared/lib/result.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { storedRows } from '../testing/stored-rows.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from '../testing/world.ts';

const customer = '31612345678';
const hour = 60 * 60 * 1000;
const day = 24 * hour;
let relayUrl: string;

beforeAll(async () => {
  relayUrl = await commands.startRelay();
});
beforeEach(async () => {
  await commands.stopGraph();
});
afterAll(async () => {
  await commands.stopGraph();
  await commands.stopAllRelays();
});

/** A workspace with relay and channel. */
async function connected(
  name: string,
  kind: 'whatsapp' | 'instagram' = 'whatsapp',
  now?: () => number,
): Promise<TestVault> {
  const vault = await createWorkspace(name, shellBridge, now);
  expectOk(await vault.api.connectRelay(relayUrl));
  const { url, ...account } = await commands.startGraph();
  await vault.run('channel.connect', { kind, ...account, name: 'Main line', graphUrl: url });
  await eventually(() => vault.table('channels')[0]?.subscribedTo !== undefined, 'Meta to agree to deliver');
  return vault;
}

const attachments = (vault: TestVault): Attachment[] => vault.table('attachments');
const ready = (vault: TestVault) => () => attachments(vault)[0]?.state === 'ready';
const messageOf = (vault: TestVault, type: string): Message | undefined =>
  vault.messages().find((message) => message.type === type);

async function hashOf(file: Blob): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())));
}

test('a customer’s file is there at once as a message, and a moment later as a file, whole and unreadable at rest', async () => {
  const vault = await connected('media-in');
  const id = await commands.customerSendsFile({
    from: customer,
    type: 'document',
    mimeType: 'application/pdf',
    filename: 'quote.pdf',
    caption: 'Our quote',
    bytes: 2_500_000,
  });
  await eventually(() => messageOf(vault, 'document')?.text === 'Our quote', 'the message');
  await eventually(ready(vault), 'its file');
  const attachment = attachments(vault)[0]!;
  expect(attachment.id).toBe(attachmentIdOf(messageOf(vault, 'document')!));
  expect(attachment.file).toMatchObject({ size: 2_500_000, name: 'quote.pdf', mimeType: 'application/pdf' });
  const file = expectOk(await vault.api.file(attachment.id));
  expect(await hashOf(file)).toBe((await commands.fileAtGraph(id))!.sha256);
  // What a sender says of a file is not believed: nothing opens it as a page.
  expect(file.type).toBe('application/octet-stream');
  await eventually(async () => (await vault.api.fileUsage()).waiting === 0, 'the relay to have it');
  await vault.api.lock();
  const stored = (await storedRows('media-in')).filter(({ kind }) => kind === 'blob');
  expect(Object.keys(JSON.parse(stored[0]!.about) as object).toSorted()).toEqual([
    'bytes',
    'createdAt',
    'id',
    'kept',
    'pieces',
    'relay',
    'usedAt',
    'whole',
  ]);
  expect(JSON.stringify(stored)).not.toMatch(/quote|pdf/);
});

test('a download that breaks off leaves the message as it is, says why, and succeeds when the owner tries again', async () => {
  const vault = await connected('media-retry');
  await commands.disturbNextFile('truncated');
  await commands.customerSendsFile({ from: customer, type: 'image', mimeType: 'image/jpeg', bytes: 5000 });
  await eventually(() => attachments(vault)[0]?.state === 'failed', 'the failure to be noted');
  expect(messageOf(vault, 'image')).toBeDefined();
  expect(attachments(vault)[0]).toMatchObject({ attempts: 1, problem: { code: 'media.broken-off' } });
  expect(attachments(vault)[0]!.retryAt).toBeGreaterThan(Date.now());
  await vault.run('media.retry', { messageId: messageOf(vault, 'image')!.id });
  await eventually(ready(vault), 'the file');
  // The blob that broke off has left nothing.
  expect((await vault.api.fileUsage()).files).toBe(1);
  await vault.api.lock();
});

test('a download that broke off is tried again by itself when its time has come', async () => {
  let ahead = 0;
  const vault = await connected('media-again', 'whatsapp', () => Date.now() + ahead);
  await commands.disturbNextFile('truncated');
  await commands.customerSendsFile({ from: customer, type: 'image', mimeType: 'image/jpeg', bytes: 5000 });
  await eventually(() => attachments(vault)[0]?.state === 'failed', 'the failure to be noted');
  ahead = hour;
  // Whatever comes next makes the device look at the clock.
  await commands.customerWrites({ from: customer, text: 'Did you get it?' });
  await eventually(ready(vault), 'the file');
  expect(attachments(vault)[0]!.problem).toBeUndefined();
  await vault.api.lock();
});

test('a file that Meta no longer has is called expired, and nobody keeps asking for it', async () => {
  const vault = await connected('media-expired');
  await commands.customerSendsFile({
    from: customer,
    type: 'image',
    mimeType: 'image/jpeg',
    bytes: 10,
    isExpired: true,
  });
  await eventually(() => attachments(vault)[0]?.state === 'expired', 'the end to be noted');
  expect(attachments(vault)[0]!.retryAt).toBeUndefined();
  const old = await commands.customerSendsFile({
    from: customer,
    type: 'video',
    mimeType: 'video/mp4',
    bytes: 10,
    at: Date.now() - 8 * day,
  });
  await eventually(() => messageOf(vault, 'video') !== undefined, 'the old message');
  expect(await commands.fileDownloads(old)).toBe(0);
  await vault.api.lock();
});

test('a device that is closed in the middle of a download goes on with it when it is opened again', async () => {
  const vault = await connected('media-killed');
  await commands.disturbNextFile('stalled');
  const photo = { from: customer, type: 'image', mimeType: 'image/jpeg', bytes: 9000 } as const;
  const id = await commands.customerSendsFile(photo);
  await eventually(async () => (await commands.fileDownloads(id)) === 1, 'the download to begin');
  await vault.api.lock();
  const again = openVault('media-killed', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  await eventually(ready(again), 'the file');
  expect((await again.api.fileUsage()).files).toBe(1);
  await again.api.lock();
});

test('an answer with a photo reaches the customer byte by byte', async () => {
  const vault = await connected('media-out');
  await commands.customerWrites({ from: customer, text: 'Can I see it?' });
  await eventually(() => vault.table('conversations').length === 1, 'the conversation');
  const conversationId = vault.table('conversations')[0]!.id;
  const bytes = crypto.getRandomValues(new Uint8Array(40_000));
  const chosen = new File([bytes], 'C:\\fake\\before & after.jpg', { type: 'image/jpeg' });
  const file = expectOk(await vault.api.attach(chosen, chosen.name));
  expect(file.name).toBe('C--fake-before & after.jpg');
  await vault.run('message.sendFile', { conversationId, file, caption: 'After' });
  await eventually(() => {
    const sent = messageOf(vault, 'image');
    return sent !== undefined && deliveryState(sent) === 'delivered';
  }, 'both ticks');
  const body = (await commands.graphBodies())[0] as { image: { id: string; caption: string } };
  expect(body.image.caption).toBe('After');
  expect(await commands.fileAtGraph(body.image.id)).toMatchObject({
    type: 'image/jpeg',
    sha256: file.sha256,
  });
  await vault.api.lock();
});

test('a file that WhatsApp does not take is refused with words before anything is sent', async () => {
  const vault = await connected('media-limits');
  await commands.customerWrites({ from: customer, text: 'Hello' });
  await eventually(() => vault.table('conversations').length === 1, 'the conversation');
  const conversationId = vault.table('conversations')[0]!.id;
  const large = new File([new Uint8Array(6 * 1024 * 1024)], 'big.jpg', { type: 'image/jpeg' });
  const file = expectOk(await vault.api.attach(large, large.name));
  const refused = await vault.api.run('message.sendFile', { conversationId, file });
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'media.too-large', remedy: 'Send it as a document, or make it smaller.' },
  });
  expect(await vault.api.attach(new File([], 'nothing.pdf'), 'nothing.pdf')).toMatchObject({
    error: { code: 'media.empty' },
  });
  expect(await commands.graphBodies()).toEqual([]);
  await vault.api.lock();
});

test('over Instagram files come from and go to Meta’s file servers, with their words behind them', async () => {
  const vault = await connected('media-instagram', 'instagram');
  await commands.deliverTo(vault.table('channels')[0]!.subscribedTo!);
  await commands.disturbNextPageFile('web-page');
  const photo = { object: 'instagram', person: '9001', type: 'image', mimeType: 'image/jpeg' } as const;
  await commands.personSendsFile({ ...photo, bytes: 1_300_000 });
  await eventually(() => attachments(vault)[0]?.problem?.code === 'media.wrong-type', 'the failure');
  await vault.run('media.retry', { messageId: messageOf(vault, 'image')!.id });
  await eventually(ready(vault), 'the file');
  expect(attachments(vault)[0]!.file).toMatchObject({ size: 1_300_000, mimeType: 'image/jpeg' });

  await commands.disturbNextPageFile('expired-url');
  await commands.personSendsFile({ ...photo, type: 'video', mimeType: 'video/mp4', bytes: 20 });
  await eventually(() => attachments(vault).some(({ state }) => state === 'expired'), 'the end to be noted');

  const conversationId = vault.table('conversations')[0]!.id;
  const chosen = new File([crypto.getRandomValues(new Uint8Array(9000))], 'plan.pdf', {
    type: 'application/pdf',
  });
  const file = expectOk(await vault.api.attach(chosen, chosen.name));
  await vault.run('message.sendFile', { conversationId, file, caption: 'Our plan' });
  await eventually(async () => (await commands.pageBodies()).length === 2, 'both to be sent');
  expect(await commands.pageBodies()).toEqual([
    { type: 'application/pdf', name: 'plan.pdf', platform: 'instagram', sha256: file.sha256 },
    { text: 'Our plan' },
  ]);
  expect(await commands.graphFaults()).toEqual([]);
  // What Meta tells of the business's own messages makes no second ones.
  const own = () => vault.messages().filter(({ direction }) => direction === 'out');
  await eventually(() => own().length === 2 && messageOf(vault, 'document')?.externalId !== undefined, 'ids');
  await vault.api.lock();
});

test('of two devices one gets the file from WhatsApp, and the other has it from the relay; a technician has no key', async () => {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const owner = await connected('media-owner', 'whatsapp', now);
  const manager = await letIn(owner, 'media-manager', 'manager', undefined, now);
  await eventually(() => manager.table('channels').length === 1, 'the channel to arrive');
  const id = await commands.customerSendsFile({
    from: customer,
    type: 'audio',
    mimeType: 'audio/ogg',
    bytes: 1_200_000,
    voice: true,
  });
  await eventually(ready(owner), 'the owner to know of the file');
  await eventually(ready(manager), 'the manager to know of the file');
  expect(await commands.fileDownloads(id)).toBe(1);
  for (const device of [owner, manager]) {
    const { id: attachment, file } = attachments(device)[0]!;
    await eventually(async () => (await device.api.file(attachment)).ok, 'the file to be readable');
    expect(await hashOf(expectOk(await device.api.file(attachment)))).toBe(file!.sha256);
  }

  // Two devices, one scheduled message, one send.
  const conversationId = owner.table('conversations')[0]!.id;
  await owner.run('message.send', { conversationId, text: 'Good morning', sendAt: now() + hour });
  await eventually(() => manager.table('messages').some(({ text }) => text === 'Good morning'), 'it to sync');
  expect(await commands.graphSent()).toEqual([]);
  // The hour is over, and something happens on both.
  ahead = hour;
  await owner.run('note.add', { conversationId, text: 'Now.' });
  await eventually(async () => (await commands.graphSent()).length > 0, 'it to be sent');
  for (const device of [owner, manager]) {
    await eventually(() => {
      const sent = device.messages().find(({ text }) => text === 'Good morning');
      return sent !== undefined && deliveryState(sent) === 'delivered';
    }, 'both to know of it');
  }
  expect(await commands.graphSent()).toEqual(['Good morning']);
  ahead = 0;

  // Last, because all devices of this test share one shell, and a technician's allows no WhatsApp.
  const technician = await letIn(owner, 'media-technician', 'technician');
  const { id: attachment } = attachments(owner)[0]!;
  expect(attachments(technician)).toEqual([]);
  expect(await technician.api.file(attachment)).toMatchObject({ error: { code: 'media.missing' } });
  for (const device of [owner, manager, technician]) await device.api.lock();
});
