import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createJsonFile } from '../json-file.ts';
import { type KeyStore, protects } from './key-store.ts';
import { createKeyStoreService, keptSecretSchema } from './service.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'keystore-'));
});
afterEach(() => rm(folder, { recursive: true }));

const secret = 'a'.repeat(43);
const file = () => path.join(folder, 'keystore.json');

/** A store that can be locked, that may say no, and whose key can change. */
function standIn() {
  const state = { isThere: true, refuses: false, rotated: false, sealedWith: 1 };
  const store: KeyStore = {
    isThere: async () => state.isThere,
    asks: () => 'touchId',
    async seal(text) {
      if (state.refuses) throw new Error('locked');
      return `${state.sealedWith}:${Buffer.from(text).toString('hex')}`;
    },
    async open(sealed) {
      if (state.refuses) throw new Error('cancelled');
      const text = Buffer.from(sealed.slice(2), 'hex').toString();
      return { secret: text, again: state.rotated };
    },
  };
  return { state, store };
}

function service(store: KeyStore | undefined, newId = () => 'run-1') {
  return createKeyStoreService({ store, file: createJsonFile(file(), keptSecretSchema), newId });
}

test('what the store has sealed opens again after a restart, and the file does not hold it', async () => {
  const { store } = standIn();
  expectOk(await service(store).calls['keystore.keep']({ secret }));
  expect(await readFile(file(), 'utf8')).not.toContain(secret);
  const later = service(store, () => 'run-2');
  expect(expectOk(await later.calls['keystore.open']({ reason: 'unlock' }))).toEqual({ secret });
  expect(expectOk(await later.calls['keystore.state']({}))).toEqual({
    isThere: true,
    asks: 'touchId',
    run: 'run-2',
  });
});

test('without a store, with one that protects nothing, or with one that says no, nothing is kept and nothing opens', async () => {
  const { state, store } = standIn();
  expect(await service(undefined).calls['keystore.keep']({ secret })).toMatchObject({ ok: false });
  expect(expectOk(await service(undefined).calls['keystore.state']({})).isThere).toBe(false);
  state.isThere = false;
  expect(await service(store).calls['keystore.keep']({ secret })).toMatchObject({ ok: false });
  state.isThere = true;
  expectOk(await service(store).calls['keystore.keep']({ secret }));
  const before = await readFile(file(), 'utf8');
  state.refuses = true;
  expect(await service(store).calls['keystore.open']({ reason: 'unlock' })).toMatchObject({
    error: { code: 'keystore.refused', remedy: 'Use your passphrase.' },
  });
  expect(await service(store).calls['keystore.keep']({ secret: 'b'.repeat(43) })).toMatchObject({
    ok: false,
  });
  expect(await readFile(file(), 'utf8')).toBe(before);
});

test('a store with a newer key seals it anew', async () => {
  const { state, store } = standIn();
  const kept = service(store);
  expectOk(await kept.calls['keystore.keep']({ secret }));
  state.rotated = true;
  state.sealedWith = 2;
  expect(expectOk(await kept.calls['keystore.open']({ reason: 'unlock' })).secret).toBe(secret);
  expect(await readFile(file(), 'utf8')).toContain('"2:');
});

test('what was removed opens no more, and removing it twice is no error', async () => {
  const { store } = standIn();
  const kept = service(store);
  expectOk(await kept.calls['keystore.keep']({ secret }));
  await kept.remove();
  expectOk(await kept.calls['keystore.remove']({}));
  expect(await kept.calls['keystore.open']({ reason: 'unlock' })).toMatchObject({ ok: false });
});

test('on Linux a store counts only where there is one', () => {
  const linux = { platform: 'linux', isAvailable: true } as const;
  expect(protects({ ...linux, backend: 'gnome_libsecret' })).toBe(true);
  expect(protects({ ...linux, backend: 'kwallet6' })).toBe(true);
  for (const backend of ['basic_text', 'unknown', undefined] as const)
    expect(protects({ ...linux, backend })).toBe(false);
  expect(protects({ platform: 'darwin', isAvailable: true, backend: undefined })).toBe(true);
  expect(protects({ platform: 'win32', isAvailable: false, backend: undefined })).toBe(false);
});
