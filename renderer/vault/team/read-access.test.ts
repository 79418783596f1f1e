import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import * as Y from 'yjs';
import { deriveBookKey, deriveRoomId } from '#shared/crypto/keys.ts';
import { createSigner } from '#shared/crypto/signing.ts';
import { sealUpdate } from '#shared/crypto/testing/seal-update.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { type Bytes, fromBase64Url } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import type { Keybag } from '../keys/keybag.ts';
import { openWithPassphrase } from '../keys/lock.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { addUpdate, storedKeys } from '../testing/stored-rows.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from '../testing/world.ts';

const crypto = webCrypto(globalThis.crypto);
afterAll(() => commands.stopAllRelays());

const names = (vault: TestVault): string =>
  vault
    .table('contacts')
    .map(({ name }) => name)
    .toSorted()
    .join();

test('who may only look at the customers sees them change, and changes none: not here, and not by force elsewhere', async () => {
  const owner = await createWorkspace('read-owner', shellBridge);
  expectOk(await owner.api.connectRelay(await commands.startRelay()));
  const { id } = await owner.run('contact.create', { name: 'Ann' });
  const access = { index: 'write', audit: 'write', people: 'read', work: 'write' } as const;
  const tom = await letIn(owner, 'read-tom', 'technician', access);
  await eventually(() => names(tom) === 'Ann', 'the customer to arrive');

  const denied = { ok: false, error: { code: 'access.denied', remedy: 'Ask the owner.' } };
  expect(await tom.api.run('contact.create', { name: 'Mine' })).toMatchObject(denied);
  expect(await tom.api.run('contact.update', { id, fields: { name: 'Mine' } })).toMatchObject(denied);
  // What he may do, he can: a job for the customer whom he may not change.
  await tom.run('job.create', { contactId: id, title: 'Leak' });
  await eventually(() => owner.table('jobs').length === 1, 'the job to reach the owner');
  await owner.run('contact.update', { id, fields: { name: 'Anna' } });
  await eventually(() => names(tom) === 'Anna', 'the change to reach who may look');
  await tom.api.lock();
  await owner.api.lock();

  // A changed program could seal with the key that he needs for reading; a lying relay could pass it on.
  const forged = await forge(await keybagOf('read-tom', 'another good passphrase'));
  await addUpdate('read-owner', forged.room, forged.bytes);
  const again = openVault('read-owner', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  const people = (await again.api.health()).books.find(({ book }) => book === 'people');
  expect(people?.unreadable).toBe(1);
  expect(names(again)).toBe('Anna');
  await again.api.lock();
});

async function keybagOf(databaseName: string, secret: string): Promise<Keybag> {
  return expectOk(await openWithPassphrase(crypto, await storedKeys(databaseName), secret)).keybag;
}

/** A customer, sealed with the right key and signed by a device that may not write there. */
async function forge(keybag: Keybag): Promise<{ room: string; bytes: Bytes }> {
  const { workspace, epoch, deviceId, signing, compartments } = keybag;
  const { roomKey, epochs } = compartments['people']!;
  const room = await deriveRoomId(crypto, fromBase64Url(roomKey), workspace, 'people');
  const place = { workspace, book: 'people', room };
  const key = await deriveBookKey(crypto, fromBase64Url(epochs[epoch]!), { ...place, epoch });
  const sign = await createSigner(crypto, fromBase64Url(signing.privateKey));
  const inner = new Y.Doc();
  inner.getMap('contacts').set('forged', { id: 'forged', name: 'Forged', createdAt: 1 });
  const update = Y.encodeStateAsUpdateV2(inner);
  const envelope = await sealUpdate({ crypto, key, sign, device: deviceId, epoch }, place, update);
  const outer = new Y.Doc();
  outer.getArray(envelopesKey).push([envelope]);
  return { room, bytes: Y.encodeStateAsUpdate(outer) as Bytes };
}
