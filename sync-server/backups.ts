import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { watchDisk } from './disk-space.ts';
import { createShared } from '#shared/lib/async.ts';
import type { Storage } from './storage/storage.ts';

/** Without these a restored relay is another one to its devices, and cannot read its webhook settings. */
const keyFiles = ['identity.json', 'secret.key'];
const unfinished = '.unfinished';
const dayMilliseconds = 86_400_000;
const namePattern = /^\d{4}-\d{2}-\d{2}T[\d-]+Z$/;

interface Deps {
  storage: Pick<Storage, 'copyTo'>;
  dataFolder: string;
  /** Where backups go, a folder each. */
  folder: string;
  /** How many stay. */
  keep: number;
  /** How many days one stays at most. */
  days: number;
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
export function createBackups({ storage, dataFolder, folder, keep, days, now }: Deps) {
  const named = (at: number): string => new Date(at).toISOString().replaceAll(/[:.]/g, '-');
  const oldest = (): string => named(now() - days * dayMilliseconds);

  /** The newest first. */
  async function madeBefore(): Promise<string[]> {
    const present = await readdir(folder).catch(() => []);
    return present
      .filter((name) => namePattern.test(name))
      .toSorted()
      .toReversed();
  }

  async function forgetOld(): Promise<void> {
    // The newest one stays whatever its age: without it there would be none.
    const [, ...others] = await madeBefore();
    const old = others.filter((name, index) => index + 2 > keep || name < oldest());
    for (const name of old) await rm(join(folder, name), { recursive: true });
  }

  async function make(): Promise<string | undefined> {
    if (storage.copyTo === undefined) return undefined;
    const place = join(folder, named(now()));
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

  const makeOne = createShared(make);

  return {
    /** Makes one, or waits for the one that is being made. `undefined`: the database is backed up by its own tools. */
    make: makeOne,
    /** Those whose time is over go; where the newest is among them, another one is made first. */
    async rollOver(): Promise<void> {
      const [newest] = await madeBefore();
      if (newest !== undefined && newest < oldest()) await makeOne();
      else await forgetOld();
    },
  };
}
