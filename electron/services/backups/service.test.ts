import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { backupPartBytes, bridgeContract } from '#shared/bridge/contract.ts';
import { encodeBackup } from '#shared/crypto/backup-file.ts';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createBackupService } from './service.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const name = 'plumbline-20261122-081500.plumbline';
const workspace = toBase64Url(new Uint8Array(16).fill(7));
const backup = encodeBackup({ workspace, epoch: 1, lock: utf8('{}'), manifest: utf8('x'), rooms: [] });

function newService() {
  const profile = mkdtempSync(path.join(tmpdir(), 'plumbline-profile-'));
  folders.push(profile);
  const folder = path.join(profile, 'backups');
  return { folder, calls: createBackupService({ folder }) };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const whole = (bytes: Uint8Array) => ({ name, part: 0, parts: 1, bytesBase64Url: base64(bytes) });

test('a backup is on the list, with whose it is, and is read back byte by byte', async () => {
  const { calls } = newService();
  expect(expectOk(await calls['backups.list']({}))).toEqual({ backups: [] });
  expectOk(await calls['backups.write'](whole(backup)));
  expect(expectOk(await calls['backups.list']({}))).toEqual({
    backups: [{ name, sizeBytes: backup.length, workspace }],
  });
  expect(expectOk(await calls['backups.read']({ name, part: 0 }))).toEqual({
    bytesBase64Url: base64(backup),
    parts: 1,
  });
  expectOk(await calls['backups.remove']({ name }));
  expect(expectOk(await calls['backups.list']({}))).toEqual({ backups: [] });
  expect(await calls['backups.read']({ name, part: 0 })).toMatchObject({
    error: { code: 'backups.missing' },
  });
});

test('a large backup comes in parts and is not on the list before the last one', async () => {
  const { calls, folder } = newService();
  const large = new Uint8Array(backupPartBytes + 5).fill(9);
  const parts = [large.subarray(0, backupPartBytes), large.subarray(backupPartBytes)];
  const write = (part: number) =>
    calls['backups.write']({ name, part, parts: 2, bytesBase64Url: base64(parts[part]!) });
  expectOk(await write(0));
  expect(expectOk(await calls['backups.list']({})).backups).toEqual([]);
  expectOk(await write(1));
  expect(readdirSync(folder)).toEqual([name]);
  expect(readFileSync(path.join(folder, name)).equals(large)).toBe(true);
  const second = expectOk(await calls['backups.read']({ name, part: 1 }));
  expect(second).toEqual({ bytesBase64Url: base64(parts[1]!), parts: 2 });
});

test('a part out of order is refused, and a writing that was cut off leaves nothing behind', async () => {
  const { calls, folder } = newService();
  const part = (index: number, named = name) =>
    calls['backups.write']({ name: named, part: index, parts: 3, bytesBase64Url: base64(backup) });
  expectOk(await part(0));
  expect(await part(2)).toMatchObject({ error: { code: 'backups.out-of-order' } });
  expectOk(await calls['backups.write'](whole(backup)));
  expect(readdirSync(folder)).toEqual([name]);
});

test('a backup is never written over', async () => {
  const { calls } = newService();
  expectOk(await calls['backups.write'](whole(backup)));
  expect(await calls['backups.write'](whole(utf8('other')))).toMatchObject({
    error: { code: 'backups.taken' },
  });
  expect(expectOk(await calls['backups.read']({ name, part: 0 })).bytesBase64Url).toBe(base64(backup));
});

test('the owner is told when the folder cannot be used', async () => {
  const { calls, folder } = newService();
  writeFileSync(folder, 'a file where the folder should be');
  expect(await calls['backups.write'](whole(backup))).toMatchObject({
    error: { code: 'backups.folder-unusable' },
  });
  expect(await calls['backups.list']({})).toMatchObject({ error: { code: 'backups.folder-unusable' } });
});

test('files that are no backups of ours are not listed, and a link out of the folder is not followed', async () => {
  const { calls, folder } = newService();
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'notes.txt'), 'mine');
  symlinkSync('/etc/hostname', path.join(folder, name));
  expect(expectOk(await calls['backups.list']({})).backups).toEqual([]);
  expect(await calls['backups.read']({ name, part: 0 })).toMatchObject({ ok: false });
});

test('the window can name no other file and no folder', () => {
  const { args } = bridgeContract.calls['backups.read'];
  for (const bad of ['../shell.lock', 'backups/x', `${name}/..`, `../${name}`, `${name}\n`, 'notes.txt', ''])
    expect(args.safeParse({ name: bad, part: 0 }).success, bad).toBe(false);
  expect(args.safeParse({ name, part: 0 }).success).toBe(true);
});
