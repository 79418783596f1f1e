import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PieceStore } from './pieces.ts';

/** The entry of a new file is on the disk when its folder is. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Pieces as files below one folder. A piece that is half written is never seen under its name. */
export function createDiskPieces(folder: string): PieceStore {
  return {
    async put(key, bytes) {
      const file = join(folder, key);
      const half = `${file}.${randomBytes(6).toString('hex')}.half`;
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      try {
        await writeFile(half, bytes, { mode: 0o600, flush: true });
        await rename(half, file);
      } catch (error) {
        await rm(half, { force: true });
        throw error;
      }
      await flushFolder(dirname(file));
    },
    read: async (key, first, last) => createReadStream(join(folder, key), { start: first, end: last }),
    async remove(keys) {
      for (const key of keys) await rm(join(folder, key), { force: true });
    },
    removeFolder: (name) => rm(join(folder, name), { recursive: true, force: true }),
  };
}
