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
import { afterEach, describe, expect, test } from 'vitest';
import { backupPartBytes, bridgeContract } from '#shared/bridge/contract.ts';
import { encodeBackup } from '#shared/crypto/backup-file.ts';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { makeSmallDisk, noSmallDisk } from '#tests/small-disk.ts';
import { createDiskService } from '../disk/service.ts';
import { createBackupService } from './service.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const name = 'plumbline-20261122-081500.plumbline';
const workspace = toBase64Url(new Uint8Array(16).fill(7));
const backup = encodeBackup({ workspace, epoch: 1, lock: utf8('{}'), manifest: utf8('x'), rooms: [] });

function newProfile(): string {
  const profile = mkdtempSync(path.join(tmpdir(), 'plumbline-profile-'));
  ends.push(() => rmSync(profile, { recursive: true, force: true }));
  return profile;
}

function newService(profile = newProfile()) {
  const folder = path.join(profile, 'backups');
  const disk = createDiskService({ folder: profile });
  ends.push(() => disk.close());
  return { folder, calls: createBackupService({ folder, roomIn: disk.roomIn }) };
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
  expect(readdirSync(folder)).toEqual([]);
  expectOk(await part(0));
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

test('a folder on a disk that is not connected is said to be out of reach, and works when it is back', async () => {
  const { calls, folder } = newService();
  const elsewhere = path.join(newProfile(), 'drive');
  symlinkSync(elsewhere, folder);
  const unreachable = { error: { code: 'backups.folder-unreachable' } };
  expect(await calls['backups.write'](whole(backup))).toMatchObject(unreachable);
  expect(await calls['backups.list']({})).toMatchObject(unreachable);
  expect(await calls['backups.read']({ name, part: 0 })).toMatchObject(unreachable);
  mkdirSync(elsewhere);
  expectOk(await calls['backups.write'](whole(backup)));
  expect(readdirSync(elsewhere)).toEqual([name]);
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

if (noSmallDisk !== undefined) console.error(`No real disk is filled here: ${noSmallDisk}.`);

describe.skipIf(noSmallDisk !== undefined)('on a real disk that is full', () => {
  const MiB = 1024 * 1024;
  function smallDisk(bytes: number) {
    const disk = makeSmallDisk(bytes);
    ends.push(() => disk.remove());
    return disk;
  }

  test('a backup that does not fit is refused before a byte of it is written', async () => {
    const disk = smallDisk(300 * MiB);
    const { calls, folder } = newService(disk.folder);
    disk.fill(60 * MiB);
    const first = (parts: number) =>
      calls['backups.write']({ name, part: 0, parts, bytesBase64Url: base64(backup) });
    expect(await first(4)).toEqual({
      ok: false,
      error: {
        code: 'backups.disk-full',
        message: expect.stringMatching(/^No backup was made. Your disk is full: \d\d MB are left/),
        remedy: 'Free some space. Plumbline tries again later.',
      },
    });
    expect(readdirSync(folder)).toEqual([]);
    expectOk(await first(1));
  });

  test('a backup on another disk is made while the profile’s own is full', async () => {
    const disk = smallDisk(100 * MiB);
    const { calls, folder } = newService(disk.folder);
    symlinkSync(newProfile(), folder);
    disk.fill();
    expectOk(await calls['backups.write'](whole(backup)));
    expect(expectOk(await calls['backups.list']({})).backups).toMatchObject([{ name }]);
  });

  test('when the disk fills up while a backup is written, nothing of it stays', async () => {
    const disk = smallDisk(300 * MiB);
    const { calls, folder } = newService(disk.folder);
    const bytesBase64Url = base64(new Uint8Array(backupPartBytes));
    const write = (part: number) => calls['backups.write']({ name, part, parts: 3, bytesBase64Url });
    expectOk(await write(0));
    disk.fill();
    expect(await write(1)).toMatchObject({ error: { code: 'backups.disk-full' } });
    expect(readdirSync(folder)).toEqual([]);
    disk.free();
    for (const part of [0, 1, 2]) expectOk(await write(part));
    expect(readdirSync(folder)).toEqual([name]);
  });
});
