import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { createLease, type Lease } from '../transfers/lease.ts';
import type { Done } from './messages.ts';
import { outOfOrder, tooMuch } from './words.ts';

/** More than this at once is a mistake of the window. */
const mostBytes = 256 * 1024 * 1024;
const mostWrites = 16;

/** The first bytes of large writes, in memory until the write itself comes. */
export interface Staging {
  /** A copy is kept. A piece that is not the next one ends the write. */
  add(piece: { write: string; offset: number; bytes: Bytes }): Result<Done>;
  /** All pieces, which are forgotten here. None where nothing waits under this name. */
  take(write: string): Bytes[];
}

interface Staged extends Lease {
  pieces: Bytes[];
  size: number;
}

/** `idle`: how long pieces wait, in milliseconds. */
export function createStaging({ idle = 60_000 }: { idle?: number } = {}): Staging {
  const writes = new Map<string, Staged>();

  function begin(write: string): Staged {
    const lease = createLease(idle, () => writes.delete(write));
    const staged = { ...lease, pieces: [], size: 0 };
    writes.set(write, staged);
    return staged;
  }

  function total(): number {
    return [...writes.values()].reduce((sum, { size }) => sum + size, 0);
  }

  return {
    add({ write, offset, bytes }) {
      if (!writes.has(write) && offset === 0 && writes.size >= mostWrites) return tooMuch;
      const staged = writes.get(write) ?? (offset === 0 ? begin(write) : undefined);
      if (staged?.size !== offset) {
        staged?.end();
        return outOfOrder;
      }
      if (total() + bytes.length > mostBytes) {
        staged.end();
        return tooMuch;
      }
      staged.touch();
      staged.pieces.push(new Uint8Array(bytes));
      staged.size += bytes.length;
      return ok({});
    },
    take(write) {
      const staged = writes.get(write);
      staged?.end();
      return staged?.pieces ?? [];
    },
  };
}
