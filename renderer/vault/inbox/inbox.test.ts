import { expect, test } from 'vitest';
import type { WebhookEvent } from '#shared/channels/events.ts';
import { seal } from '#shared/crypto/seal.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { createWork } from '#shared/lib/async.ts';
import { type Bytes, fromBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { inboxInfo } from '#shared/sync/delivery.ts';
import { createKeyring } from '../books/keyring.ts';
import { readRoster } from '../keys/roster.ts';
import { foundWorkspace } from '../testing/found-workspace.ts';
import { createInbox } from './inbox.ts';

const cryptography = webCrypto(crypto);

/** An owner's inbox, and what of it was made records, in the order in which that was done. */
async function ownersInbox() {
  const keybag = await foundWorkspace(cryptography);
  const roster = expectOk(await readRoster(cryptography, keybag.membership, keybag.workspace));
  const takenIn: string[] = [];
  const work = createWork(systemTimers);
  const inbox = createInbox({
    keyring: await createKeyring(cryptography, keybag, roster),
    async ingest(events: WebhookEvent[]) {
      takenIn.push(...events.map((event) => (event.kind === 'message' ? (event.text ?? '') : event.kind)));
      return ok();
    },
    onHealth: () => {},
    work,
  });
  const sealFor = (publicKey: Bytes, body: string) =>
    seal(
      cryptography,
      publicKey,
      utf8(JSON.stringify({ receivedAt: Date.now(), body })),
      inboxInfo(keybag.workspace),
    );
  const deliver = (texts: string[]) => sealFor(fromBase64Url(keybag.inbox!.publicKey), deliveryOf(texts));
  return { keybag, inbox, takenIn, work, deliver, room: inbox.doc.getArray<Uint8Array>(envelopesKey) };
}

function deliveryOf(texts: string[]): string {
  const messages = texts.map((body) => ({
    from: '31610000001',
    id: `wamid.${body}`,
    timestamp: '1793000000',
    type: 'text',
    text: { body },
  }));
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' },
    contacts: [{ profile: { name: 'Ann' }, wa_id: '31610000001' }],
    messages,
  };
  const entry = [{ id: '102290129340398', changes: [{ field: 'messages', value }] }];
  return JSON.stringify({ object: 'whatsapp_business_account', entry });
}

test('however much has come, each message is taken in once and in its order, and what does not open stays', async () => {
  const { inbox, takenIn, work, deliver, room } = await ownersInbox();
  const { deliver: deliverToOthers } = await ownersInbox();
  const expected: string[] = [];
  const deliveries: Uint8Array[] = [];
  for (let number = 0; number < 70; number++) {
    // More at the start than one turn takes in.
    const texts = Array.from({ length: number < 5 ? 400 : 1 }, (_, index) => `${number}-${index}`);
    expected.push(...texts);
    deliveries.push(await deliver(texts));
    if (number === 40) deliveries.push(await deliverToOthers(['for somebody else']), new Uint8Array([9]));
  }
  room.push(deliveries);
  await expect.poll(() => room.length).toBe(2);
  expect(takenIn).toEqual(expected);
  expect(inbox.unreadable()).toBe(2);
  work.end();
});

test('what did not open is opened when its key has come', async () => {
  const { keybag, inbox, takenIn, work, deliver, room } = await ownersInbox();
  const sealed = await deliver(['hello']);
  const { inbox: own } = keybag;
  const { keybag: stranger } = await ownersInbox();
  keybag.inbox = stranger.inbox!;
  room.push([sealed]);
  await expect.poll(() => inbox.unreadable()).toBe(1);
  keybag.formerInboxes = [own!];
  inbox.retry();
  await expect.poll(() => takenIn).toEqual(['hello']);
  expect(room.length).toBe(0);
  work.end();
});
