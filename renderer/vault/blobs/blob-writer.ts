import { sha256 } from '@noble/hashes/sha2.js';
import { blobChunkBytes, blobLayout, sealPiece } from '#shared/crypto/blob.ts';
import { importAesKey } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { StoredFile } from '#shared/domain/attachment.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { BlobDatabase } from './blob-database.ts';

/** What a written blob is known by, and what opens it. */
export type WrittenBlob = Pick<StoredFile, 'blob' | 'key' | 'size' | 'sha256'>;

/** Takes a file in as it comes; at most one piece of it is in memory. */
export interface BlobWriter {
  add(bytes: Uint8Array): Promise<Result<void>>;
  /** Pads it, seals what is left, and makes the whole durable. */
  finish(): Promise<Result<WrittenBlob>>;
  /** Takes away what has been written. */
  abandon(): Promise<void>;
}

interface Deps {
  crypto: WebCrypto;
  workspace: string;
  database: BlobDatabase;
  /** Epoch milliseconds. */
  now(): number;
}

/** Starts a blob with a name and a key of its own: a key never seals two contents. */
export async function createBlobWriter({ crypto, workspace, database, now }: Deps): Promise<BlobWriter> {
  const blob = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  const rawKey = crypto.getRandomValues(new Uint8Array(32));
  const key = await importAesKey(crypto, rawKey);
  const hash = sha256.create();
  const buffer = new Uint8Array(blobChunkBytes);
  let filled = 0;
  let index = 0;
  let size = 0;
  const row = { id: blob, bytes: 0, pieces: 0, createdAt: now(), usedAt: now(), kept: 0, whole: 0 } as const;
  await database.put(row);

  async function seal(last: boolean): Promise<Result<void>> {
    const chunk: Bytes = buffer.slice(0, filled);
    const piece = await sealPiece(crypto, key, { workspace, blob, index, last }, chunk);
    const written = await database.writePiece(blob, index, piece);
    if (!written.ok) return written;
    index++;
    filled = 0;
    return ok();
  }

  /** A full piece waits until something follows it: only then it is known not to be the last. */
  async function take(bytes: Uint8Array): Promise<Result<void>> {
    for (let at = 0; at < bytes.length;) {
      if (filled === blobChunkBytes) {
        const sealed = await seal(false);
        if (!sealed.ok) return sealed;
      }
      const part = bytes.subarray(at, at + blobChunkBytes - filled);
      buffer.set(part, filled);
      filled += part.length;
      at += part.length;
    }
    return ok();
  }

  async function pad(padded: number): Promise<Result<void>> {
    const zeros = new Uint8Array(64 * 1024);
    for (let left = padded - size; left > 0; left -= zeros.length) {
      const taken = await take(zeros.subarray(0, Math.min(left, zeros.length)));
      if (!taken.ok) return taken;
    }
    return ok();
  }

  return {
    add(bytes) {
      hash.update(bytes);
      size += bytes.length;
      return take(bytes);
    },
    async finish() {
      if (size === 0) return problem('blob.empty', 'This file is empty.');
      const layout = blobLayout(size);
      const padded = await pad(layout.padded);
      const sealed = padded.ok ? await seal(true) : padded;
      if (!sealed.ok) return sealed;
      const put = await database.put({ ...row, bytes: layout.bytes, pieces: layout.pieces, whole: 1 });
      if (!put.ok) return put;
      return ok({ blob, key: toBase64Url(rawKey), size, sha256: toBase64Url(hash.digest()) });
    },
    abandon: () => database.remove(blob),
  };
}
