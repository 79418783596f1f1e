import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { watchDisk } from './disk-space.ts';
import { createShared } from '#shared/lib/async.ts';
import type { Storage } from './storage/storage.ts';

/** Without these a restored relay is another one to its devices, and cannot read its webhook settings. */
const keyFiles = ['identity.json', 'secret.key'];
const unfinished = '.unfinished';
const namePattern = /^\d{4}-\d{2}-\d{2}T[\d-]+Z$/;

interface Deps {
  storage: Pick<Storage, 'copyTo'>;
  dataFolder: string;
  /** Where backups go, a folder each. */
  folder: string;
  /** How many stay. */
  keep: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

async function copyKeys(from: string, to: string): Promise<void> {
  const present = new Set(await readdir(from));
  for (const name of keyFiles) {
    if (present.has(name)) await copyFile(join(from, name), join(to, name), constants.COPYFILE_EXCL);
  }
}

/** Throws, as the copying would, before any of it is written. */
async function ensureRoom(folder: string, dataFolder: string): Promise<void> {
  const files = ['relay.sqlite', 'relay.sqlite-wal'].map((name) => join(dataFolder, name));
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  const needed = sizes.reduce((sum, size) => sum + size, 0);
  if (watchDisk(folder).spareBytes() >= needed) return;
  throw Object.assign(new Error('There is no room for a backup.'), { code: 'ENOSPC' });
}

/** Copies of the database and the relay's keys, made while it works. Attachments are not in them. */
export function createBackups({ storage, dataFolder, folder, keep, now }: Deps) {
  async function forgetOld(): Promise<void> {
    const names = (await readdir(folder)).filter((name) => namePattern.test(name)).toSorted();
    for (const name of names.slice(0, -keep)) await rm(join(folder, name), { recursive: true });
  }

  async function make(): Promise<string | undefined> {
    if (storage.copyTo === undefined) return undefined;
    const place = join(folder, new Date(now()).toISOString().replaceAll(/[:.]/g, '-'));
    const half = `${place}${unfinished}`;
    await mkdir(half, { recursive: true, mode: 0o700 });
    try {
      await ensureRoom(half, dataFolder);
      await storage.copyTo(join(half, 'relay.sqlite'));
      await copyKeys(dataFolder, half);
      await rename(half, place);
    } catch (error) {
      await rm(half, { recursive: true, force: true });
      throw error;
    }
    await forgetOld();
    return place;
  }

  /** Makes one, or waits for the one that is being made. `undefined`: the database is backed up by its own tools. */
  return createShared(make);
}
