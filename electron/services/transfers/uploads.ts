import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { createLease, transferLimit, type Lease } from './lease.ts';
import { tooLarge, tooMany } from './problems.ts';

export interface UploadPiece {
  /** Names the upload while it lasts. */
  upload: string;
  piece: number;
  last: boolean;
  bytes: Bytes;
}

/** Files on their way out, which the window gives piece by piece. */
export interface Uploads {
  /** All pieces, when this was the last one; `undefined` before. `limit`: the largest file, in bytes. */
  add(piece: UploadPiece, limit: number): Result<Bytes[] | undefined>;
}

interface Upload extends Lease {
  pieces: Bytes[];
  bytes: number;
}

/** `idle`: how long to wait for the next piece, in milliseconds. */
export function createUploads({ idle = 60_000 } = {}): Uploads {
  const uploads = new Map<string, Upload>();
  return {
    add({ upload: id, piece, bytes, last }, limit) {
      if (piece === 0 && !uploads.has(id)) {
        if (uploads.size >= transferLimit) return tooMany();
        uploads.set(id, { ...createLease(idle, () => uploads.delete(id)), pieces: [], bytes: 0 });
      }
      const running = uploads.get(id);
      if (running === undefined || running.pieces.length !== piece) {
        running?.end();
        return problem('media.out-of-turn', 'The upload was interrupted. Nothing was sent.', 'Try again.');
      }
      running.touch();
      running.pieces.push(bytes);
      running.bytes += bytes.length;
      if (running.bytes <= limit && !last) return ok(undefined);
      running.end();
      return running.bytes > limit ? tooLarge() : ok(running.pieces);
    },
  };
}
