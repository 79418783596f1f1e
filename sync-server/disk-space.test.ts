import { expect, test } from 'vitest';
import { watchDisk } from './disk-space.ts';

const MiB = 1024 * 1024;

test('a disk counts as low until some more than the limit is free, so that the relay does not waver', () => {
  let free = 40;
  const disk = watchDisk('/data', () => ({ bavail: free, bsize: MiB, blocks: 300 }));
  expect(disk.spareBytes()).toBe(8 * MiB);
  free = 32;
  expect(disk.spareBytes()).toBe(0);
  free = 34;
  expect(disk.spareBytes()).toBe(0);
  free = 35;
  expect(disk.spareBytes()).toBe(MiB);
  free = 33;
  expect(disk.spareBytes()).toBe(MiB);
  expect(disk.freeBytes()).toBe(33 * MiB);
});

test('a disk that cannot be asked stops nothing', () => {
  const disk = watchDisk('/gone', () => {
    throw new Error('gone');
  });
  expect(disk.spareBytes()).toBe(Infinity);
  expect(disk.freeBytes()).toBeUndefined();
});
