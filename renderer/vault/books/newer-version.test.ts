import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { proven } from '#shared/domain/proven.ts';
import type { Change } from '#shared/records/change.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { foundWorkspace } from '../testing/found-workspace.ts';
import { type MemoryDatabase, memoryDatabase } from '../testing/memory-database.ts';
import { readRoster } from '../keys/roster.ts';
import { createChains } from './chains.ts';
import { attestationsKey } from './attestations.ts';
import { createBookCipher } from './cipher.ts';
import { createEnvelopeWriter } from './envelope-writer.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import { Library } from './library.ts';

const cryptography = webCrypto(crypto);

async function newKeyring(): Promise<Keyring> {
  const keybag = await foundWorkspace(cryptography);
  const roster = expectOk(await readRoster(cryptography, keybag.membership, keybag.workspace));
  return createKeyring(cryptography, keybag, roster);
}

type Device = Awaited<ReturnType<typeof openDevice>>;

async function openDevice(keyring: Keyring, database: MemoryDatabase) {
  const library = new Library({
    keyring,
    database,
    onRecords: () => {},
    onOpened: () => {},
    onSaved: () => {},
    onUnknownWriter: () => {},
    now: () => 0,
    // So short that the next tidying seals everything anew.
    checkpoints: { tailEnvelopes: 1, tailBytes: 1, segments: 1 },
  });
  for (const name of ['index', 'people', 'audit-2026-11']) await library.open(name);
  return library;
}

/** What a device of a newer version writes into a book: an inner document filled by hand. */
async function newerWrites(
  keyring: Keyring,
  database: MemoryDatabase,
  name: string,
  fill: (inner: Y.Doc) => void,
  also: (outer: Y.Array<unknown>, envelope: Uint8Array) => void = () => {},
): Promise<void> {
  const library = new Library({
    keyring,
    database,
    onRecords: () => {},
    onOpened: () => {},
    onSaved: () => {},
    onUnknownWriter: () => {},
    now: () => 0,
  });
  const room = await library.roomOf(name);
  const cipher = createBookCipher(keyring, { name, room });
  const inner = new Y.Doc();
  inner.clientID = cipher.newClient();
  fill(inner);
  const ids = inner.getArray<JsonObject>('audit').map(({ id }) => id as string);
  const signed = ids.length === 0 ? [] : [await cipher.attest({ previous: undefined, list: 'audit', ids })];
  inner.getArray<unknown>(attestationsKey).push(signed);
  const update = Y.encodeStateAsUpdateV2(inner);
  const { envelope } = await createEnvelopeWriter({ cipher, chains: createChains() }).change(update);
  const outer = new Y.Doc();
  const array = outer.getArray<unknown>(envelopesKey);
  array.push([envelope]);
  also(array, envelope);
  expectOk(await database.append([{ room, bytes: Y.encodeStateAsUpdate(outer) as Bytes }]));
}

/** Everything that can be read in a book afterwards, and what is left of the rest: as a newer device sees it. */
async function readAll(
  keyring: Keyring,
  database: MemoryDatabase,
  device: Device,
  name: string,
): Promise<{ inner: Y.Doc; foreign: unknown[] }> {
  const room = await device.roomOf(name);
  const outer = new Y.Doc();
  for (const row of database.rows.get(room) ?? []) Y.applyUpdate(outer, row);
  const cipher = createBookCipher(keyring, { name, room });
  const inner = new Y.Doc();
  const foreign: unknown[] = [];
  for (const item of outer.getArray<unknown>(envelopesKey).toArray()) {
    const isBytes = item instanceof Uint8Array;
    const [opened] = isBytes ? await cipher.open([item]) : [];
    if (opened?.ok) Y.applyUpdateV2(inner, opened.value.update);
    else foreign.push(item);
  }
  return { inner, foreign };
}

const anna: JsonObject = { id: 'c1', createdAt: 1, name: 'Anna', loyalty: { points: 5, tier: 'gold' } };

function rename(name: string): Change {
  return { collection: 'contacts', id: 'c1', path: ['name'], before: 'Anna', after: name };
}

test('What a newer version added to a record, or besides it, survives an edit and a checkpoint by an older one', async () => {
  const keyring = await newKeyring();
  const database = memoryDatabase();
  await newerWrites(keyring, database, 'people', (inner) => {
    inner.getMap<Json>('contacts').set('c1', anna);
    inner.getMap<Json>('contacts').set('c1/loyalty/points', 6);
    inner.getMap<Json>('warranties').set('w1', { id: 'w1', until: 2031 });
    inner.getArray<Json>('receipts').push([{ id: 'r1' }]);
  });

  const device = await openDevice(keyring, database);
  expect(device.get('contacts', 'c1')).toEqual({ ...anna, loyalty: { points: 6, tier: 'gold' } });
  device.apply([rename('Anna B.')]);
  expectOk(await device.save());
  await device.tidy();
  expectOk(await device.save());
  expect(device.health().find(({ book }) => book === 'people')).toMatchObject({
    envelopes: 1,
    checkpoints: 1,
  });

  const { inner } = await readAll(keyring, database, device, 'people');
  expect(inner.getMap('contacts').get('c1/name')).toBe('Anna B.');
  expect(inner.getMap('contacts').get('c1')).toEqual(anna);
  expect(inner.getMap('contacts').get('c1/loyalty/points')).toBe(6);
  expect(inner.getMap('warranties').get('w1')).toEqual({ id: 'w1', until: 2031 });
  expect(inner.getArray('receipts').toArray()).toEqual([{ id: 'r1' }]);
});

test('Sealed entries of a newer format are kept through checkpoints, told apart from damage, and stop nothing', async () => {
  const keyring = await newKeyring();
  const database = memoryDatabase();
  await newerWrites(
    keyring,
    database,
    'people',
    (inner) => inner.getMap<Json>('contacts').set('c1', anna),
    (outer, envelope) => {
      const newer = envelope.slice();
      newer[0] = 2;
      outer.push([newer, { kind: 'pointer', to: 'elsewhere' }]);
    },
  );
  const device = await openDevice(keyring, database);
  expect(device.health().find(({ book }) => book === 'people')).toMatchObject({ newer: 1, unreadable: 2 });
  device.apply([rename('Anna B.')]);
  expectOk(await device.save());
  await device.tidy();
  expectOk(await device.save());
  const { inner, foreign } = await readAll(keyring, database, device, 'people');
  expect(inner.getMap('contacts').get('c1/name')).toBe('Anna B.');
  expect(foreign).toHaveLength(2);
  expect((foreign[0] as Uint8Array)[0]).toBe(2);
  expect(foreign[1]).toEqual({ kind: 'pointer', to: 'elsewhere' });
});

test('The log shows what a newer version did, and a record that does not fit is shown without what does not, and counted', async () => {
  const keyring = await newKeyring();
  const database = memoryDatabase();
  const entry = proven({
    at: Date.UTC(2026, 10, 2),
    deviceId: keyring.keybag.deviceId,
    memberId: keyring.keybag.memberId,
    command: 'warranty.extend',
    records: ['warranties/w1'],
    approvedBy: 'two people',
    salt: 'salt',
  });
  const broken = proven({ at: 'a time in words', salt: 'salt' });
  await newerWrites(keyring, database, 'audit-2026-11', (inner) => {
    inner.getArray<Json>('audit').push([entry, broken]);
  });
  const device = await openDevice(keyring, database);
  expect([...device.all('audit')]).toEqual([entry, expect.objectContaining({ id: broken.id, at: 0 })]);
  expect(device.setAside('audit', broken.id)).toEqual([{ path: ['at'], value: 'a time in words' }]);
  expect(device.unfitRecords()).toBe(1);
  const { inner } = await readAll(keyring, database, device, 'audit-2026-11');
  expect(inner.getArray('audit').toArray()).toHaveLength(2);
});

test('A book and a compartment of a newer version stay listed, and are left alone', async () => {
  const keyring = await newKeyring();
  const database = memoryDatabase();
  await newerWrites(keyring, database, 'index', (inner) => {
    inner.getMap<Json>('books').set('warranty-2031', { id: 'warranty-2031', createdAt: 1, sealed: true });
  });
  const device = await openDevice(keyring, database);
  expect([...device.all('books')].map(({ id }) => id)).toContain('warranty-2031');
  expect(keyring.canOpen('warranty-2031')).toBe(false);
  device.apply([
    {
      collection: 'books',
      id: 'talk-2026-11',
      path: [],
      before: undefined,
      after: { id: 'talk-2026-11', createdAt: 2 },
    },
  ]);
  expectOk(await device.save());
  await device.tidy();
  expectOk(await device.save());
  const { inner } = await readAll(keyring, database, device, 'index');
  expect(inner.getMap('books').get('warranty-2031')).toEqual({
    id: 'warranty-2031',
    createdAt: 1,
    sealed: true,
  });
});
