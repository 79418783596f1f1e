import path from 'node:path';
import { makeSmallDisk, noSmallDisk, type SmallDisk } from '../../small-disk.ts';
import { chromiumPath } from '../../../build/chromium.ts';
import { test as base } from './test.ts';

const diskBytes = 400 * 1024 * 1024;
/** Between two looks (ms): what is given back meanwhile may be used, as on any full disk. */
const againMilliseconds = 2;

export interface FullDisk extends SmallDisk {
  /** Fills it to the last byte now, and again whenever somebody gives space back, until `free`. */
  keepFull(): void;
}

function makeDisk(): FullDisk {
  const disk = makeSmallDisk(diskBytes);
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    ...disk,
    keepFull() {
      disk.fill();
      timer = setInterval(() => disk.fill(), againMilliseconds);
    },
    free() {
      clearInterval(timer);
      disk.free();
    },
    remove() {
      clearInterval(timer);
      disk.remove();
    },
  };
}

/** A test whose data folder, with the browser's profile in it, lies on a disk that can be filled. */
export const test = base.extend<{ disk: FullDisk }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright demands a destructured parameter
  disk: async ({}, use) => {
    const disk = makeDisk();
    await use(disk);
    disk.remove();
  },
  // Its store is to be that of the product, and to be ended without a word.
  // oxlint-disable-next-line no-empty-pattern -- Playwright demands a destructured parameter
  program: ({}, use) => use(chromiumPath()),
  profile: ({ disk }, use) => use(path.join(disk.folder, 'profile')),
});
test.skip(noSmallDisk !== undefined, `this machine makes no disk that could be filled: ${noSmallDisk}`);
