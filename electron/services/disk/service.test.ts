import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DiskState } from '#shared/bridge/contract.ts';
import { diskLimits } from '#shared/lib/disk-limits.ts';
import { expectOk } from '#shared/lib/result.ts';
import { patience } from '#shared/lib/testing/eventually.ts';
import { makeSmallDisk, noSmallDisk } from '#tests/small-disk.ts';
import { createDiskService, type AskDisk, type DiskService } from './service.ts';

const MiB = 1024 * 1024;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const until = (check: () => unknown) => vi.waitFor(check, { timeout: patience, interval: 5 });

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-profile-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function serviceIn(folder: string, statfs?: AskDisk): DiskService {
  const service = createDiskService({ folder, interval: 5, ...(statfs === undefined ? {} : { statfs }) });
  ends.push(() => service.close());
  return service;
}

/** A profile on a disk of 400 MiB that has as much free as the test says, less what the reserve takes. */
function onPretendedDisk(freeMiB: number) {
  const folder = newFolder();
  const reserve = path.join(folder, 'reserve');
  const disk = { freeMiB, isGone: false };
  const service = serviceIn(folder, async () => {
    if (disk.isGone) throw Object.assign(new Error('gone'), { code: 'EIO' });
    const taken = existsSync(reserve) ? statSync(reserve).size : 0;
    return { bavail: disk.freeMiB - taken / MiB, bsize: MiB, blocks: 400 };
  });
  return { disk, reserve, service };
}

/** Everything that a watcher hears, and how it stops. */
function watch(service: DiskService) {
  const heard: DiskState[] = [];
  const stop = new AbortController();
  const ended = service.streams['disk.watch']({}, (state) => heard.push(state), stop.signal);
  return { heard, levels: () => heard.map(({ level }) => level), stop: () => stop.abort(), ended };
}

const look = async (service: DiskService, bytes = 0) =>
  expectOk(await service.calls['disk.inspect']({ bytes }));

test('the first look holds back a reserve of real bytes, for this user alone', async () => {
  const { reserve, service } = onPretendedDisk(300);
  expect(await look(service)).toEqual({
    level: 'enough',
    freeBytes: 300 * MiB,
    totalBytes: 400 * MiB,
    limitBytes: 32 * MiB,
    room: true,
  });
  const { reserve: bytes } = diskLimits(400 * MiB);
  await until(() => expect(statSync(reserve).size).toBe(bytes));
  expect(statSync(reserve).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  expect(gzipSync(readFileSync(reserve)).length).toBeGreaterThan(bytes);
});

test('as the disk fills up, new work stops, then the reserve is given back; then both come again', async () => {
  const { disk, reserve, service } = onPretendedDisk(300);
  const { levels, heard, stop, ended } = watch(service);
  await until(() => expect(statSync(reserve).size).toBe(diskLimits(400 * MiB).reserve));
  disk.freeMiB = 39;
  await until(() => expect(levels().at(-1)).toBe('low'));
  expect(existsSync(reserve)).toBe(true);
  disk.freeMiB = 15;
  await until(() => expect(levels().at(-1)).toBe('last'));
  expect(existsSync(reserve)).toBe(false);
  expect(heard.at(-1)?.freeBytes).toBe(15 * MiB);
  disk.freeMiB = 41;
  await until(() => expect(heard.at(-1)?.freeBytes).toBe(41 * MiB));
  expect(levels().at(-1)).toBe('last');
  disk.freeMiB = 42;
  await until(() => expect(levels().at(-1)).toBe('enough'));
  // The watcher may have looked while the reserve was being made: what is missing then is too little to tell again.
  await until(async () => expect((await look(service)).freeBytes).toBe(34 * MiB));
  expect(levels().filter((level, i, all) => level !== all[i - 1])).toEqual([
    'enough',
    'low',
    'last',
    'enough',
  ]);
  stop();
  expectOk(await ended);
});

test('a disk that is nearly full at the start is not made worse by a reserve', async () => {
  const { disk, reserve, service } = onPretendedDisk(41);
  expect((await look(service)).level).toBe('enough');
  expect(existsSync(reserve)).toBe(false);
  disk.freeMiB = 20;
  expect((await look(service)).level).toBe('low');
  expect(existsSync(reserve)).toBe(false);
});

test('a reserve that was cut off while it was made is made again', async () => {
  const { reserve, service } = onPretendedDisk(300);
  writeFileSync(reserve, 'half');
  await look(service);
  await until(() => expect(statSync(reserve).size).toBe(8 * MiB));
});

test('a write may be refused before anything is written, in words that say how much is left', async () => {
  const { disk, service } = onPretendedDisk(300);
  expectOk(await service.mayWrite(100 * MiB));
  expect((await look(service, 300 * MiB)).room).toBe(false);
  await until(async () => expect((await look(service)).freeBytes).toBe(292 * MiB));
  disk.freeMiB = 20;
  expectOk(await service.mayWrite(MiB));
  expect(await service.mayWrite(MiB + 1)).toEqual({
    ok: false,
    error: {
      code: 'disk.full',
      message: 'Your disk is full: 12 MB are left. Nothing was changed.',
      remedy: 'Free some space. Plumbline goes on by itself.',
    },
  });
  expect((await look(service)).room).toBe(false);
  disk.freeMiB = 8.5;
  expectOk(await service.mayWrite(1));
  disk.freeMiB = 0.5;
  expect(await service.mayWrite(1)).toMatchObject({ error: { code: 'disk.full' } });
});

test('a disk that cannot be asked stops nobody: a later write says what is wrong', async () => {
  const { disk, service } = onPretendedDisk(20);
  expect((await look(service)).level).toBe('low');
  disk.isGone = true;
  expect(await look(service, 100 * MiB)).toMatchObject({ level: 'enough', room: true });
  expectOk(await service.mayWrite(100 * MiB));
});

test('a disk that is well is asked again only while somebody watches', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  ends.push(() => vi.useRealTimers());
  const { disk, service } = onPretendedDisk(300);
  await look(service);
  expect(vi.getTimerCount()).toBe(0);
  const { heard, stop, ended } = watch(service);
  await look(service);
  expect(heard.length).toBeGreaterThan(0);
  expect(vi.getTimerCount()).toBe(1);
  stop();
  await ended;
  await look(service);
  expect(vi.getTimerCount()).toBe(0);
  disk.freeMiB = 20;
  await service.mayWrite(0);
  expect(vi.getTimerCount()).toBe(1);
});

test('closing ends the watching, and leaves no half reserve behind', async () => {
  const { reserve, service } = onPretendedDisk(300);
  const { ended } = watch(service);
  await look(service);
  await service.close();
  expectOk(await ended);
  const left = existsSync(reserve) ? statSync(reserve).size : 0;
  expect([0, 8 * MiB]).toContain(left);
});

if (noSmallDisk !== undefined) console.error(`No real disk is filled here: ${noSmallDisk}.`);

describe.skipIf(noSmallDisk !== undefined)('on a real disk of 300 MB', () => {
  function onSmallDisk() {
    const disk = makeSmallDisk(300 * MiB);
    ends.push(() => disk.remove());
    const reserve = path.join(disk.folder, 'reserve');
    return { disk, reserve, service: serviceIn(disk.folder) };
  }

  test('filled to the last byte, it gives the reserve back for what is under way, and takes it again', async () => {
    const { disk, reserve, service } = onSmallDisk();
    const { levels, stop, ended } = watch(service);
    await until(() => expect(statSync(reserve).size).toBe(8 * MiB));
    disk.fill(20 * MiB);
    await until(() => expect(levels().at(-1)).toBe('low'));
    expect(await service.mayWrite(2 * MiB)).toMatchObject({ error: { code: 'disk.full' } });
    disk.fill();
    await until(() => expect(levels().at(-1)).toBe('last'));
    expect(disk.freeBytes()).toBe(8 * MiB);
    // What is under way ends whole.
    expectOk(await service.mayWrite(MiB));
    writeFileSync(path.join(disk.folder, 'under-way'), Buffer.alloc(MiB, 7));
    disk.fill();
    expect(await service.mayWrite(1)).toMatchObject({ error: { code: 'disk.full' } });
    disk.free();
    await until(() => expect(levels().at(-1)).toBe('enough'));
    await until(() => expect(statSync(reserve).size).toBe(8 * MiB));
    expectOk(await service.mayWrite(100 * MiB));
    stop();
    await ended;
  });

  test('room is counted on the disk where the folder lies', async () => {
    const { disk, service } = onSmallDisk();
    disk.fill();
    const other = newFolder();
    expect(await service.roomIn(other, MiB)).toMatchObject({ room: true });
    expect(await service.roomIn(path.join(disk.folder, 'backups'), 0)).toMatchObject({ room: false });
    const elsewhere = serviceIn(other);
    expect(await elsewhere.roomIn(disk.folder, 0)).toEqual({ room: false, freeBytes: 0 });
  });
});
