import { randomFillSync } from 'node:crypto';
import { lstat, open, rm } from 'node:fs/promises';
import path from 'node:path';

const pieceBytes = 1024 * 1024;

/** A file that holds space of the disk, so that there is some to give back when it is full. */
export interface Reserve {
  /** Whether it is there with this size: one that was cut off while it was made does not count. */
  isWhole(bytes: number): Promise<boolean>;
  /** Begins to make it. Nothing happens where that is under way; what fails leaves nothing behind. */
  make(bytes: number): void;
  /** Takes it away, or what has been made of it. */
  giveBack(): Promise<void>;
  /** Ends a making that is under way, which then leaves nothing behind. */
  stopMaking(): Promise<void>;
}

export function createReserve(deps: { folder: string }): Reserve {
  const file = path.join(deps.folder, 'reserve');
  let making: { ended: Promise<void>; stop: AbortController } | undefined;

  const takeAway = (): Promise<void> => rm(file, { force: true }).catch(() => undefined);

  async function write(bytes: number, signal: AbortSignal): Promise<void> {
    await takeAway();
    try {
      const handle = await open(file, 'wx', 0o600);
      try {
        await fill(handle, bytes, signal);
      } finally {
        await handle.close();
      }
    } catch {
      // Without a reserve there is only less to give back.
      await takeAway();
    }
  }

  async function stopMaking(): Promise<void> {
    making?.stop.abort();
    await making?.ended;
  }

  return {
    async isWhole(bytes) {
      const found = await lstat(file).catch(() => undefined);
      return found !== undefined && found.isFile() && found.size === bytes && making === undefined;
    },
    make(bytes) {
      if (making !== undefined) return;
      const stop = new AbortController();
      const ended = write(bytes, stop.signal).finally(() => (making = undefined));
      making = { ended, stop };
    },
    stopMaking,
    async giveBack() {
      await stopMaking();
      await takeAway();
    },
  };
}

/** With bytes that no file system compresses or leaves out. */
async function fill(
  handle: Awaited<ReturnType<typeof open>>,
  bytes: number,
  signal: AbortSignal,
): Promise<void> {
  const piece = Buffer.alloc(pieceBytes);
  for (let written = 0; written < bytes;) {
    signal.throwIfAborted();
    const next = randomFillSync(piece.subarray(0, Math.min(pieceBytes, bytes - written)));
    await handle.writeFile(next);
    written += next.length;
  }
  await handle.sync();
}
