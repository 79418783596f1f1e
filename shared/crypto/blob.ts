import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, utf8 } from '#shared/lib/bytes.ts';
import { blobPieceBytes } from '#shared/lib/blob-format.ts';
import { padmeLength } from './padme.ts';
import type { CryptoKeyHandle, WebCrypto } from './web-crypto.ts';

const tagBytes = 16;

/** How much of a file is in one piece: with its tag a piece is exactly as long as one at the relay. */
export const blobChunkBytes = blobPieceBytes - tagBytes;

/** Which piece of which blob: bound to its ciphertext, so that pieces cannot be swapped, left out or added. */
export interface BlobPlace {
  workspace: string;
  blob: string;
  index: number;
  last: boolean;
}

/** What a blob measures: the file is padded with zeros to its PADMÉ length, then cut into pieces. In bytes. */
export function blobLayout(size: number): { padded: number; pieces: number; bytes: number } {
  const padded = padmeLength(size);
  const pieces = Math.ceil(padded / blobChunkBytes);
  return { padded, pieces, bytes: padded + pieces * tagBytes };
}

/**
 * Seals one piece with AES-256-GCM. The nonce is the piece's number: a blob's key is random and seals each of
 * its pieces once.
 */
export async function sealPiece(
  crypto: WebCrypto,
  key: CryptoKeyHandle,
  place: BlobPlace,
  chunk: Bytes,
): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.encrypt(algorithm(place), key, chunk));
}

/** `undefined` when the key, the place or the bytes are not the right ones. */
export async function openPiece(
  crypto: WebCrypto,
  key: CryptoKeyHandle,
  place: BlobPlace,
  piece: Bytes,
): Promise<Bytes | undefined> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(place), key, piece));
  } catch {
    return undefined;
  }
}

function algorithm(place: BlobPlace) {
  return { name: 'AES-GCM', iv: blobNonce(place.index), additionalData: blobContext(place) };
}

/** 8 zero bytes and the piece's number. */
export function blobNonce(index: number): Bytes {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, index);
  return nonce;
}

/** The AAD of a piece. */
export function blobContext({ workspace, blob, index, last }: BlobPlace): Bytes {
  const where = new Uint8Array(5);
  new DataView(where.buffer).setUint32(0, index);
  where[4] = last ? 1 : 0;
  return concat(utf8(`plumbline blob v1\0${workspace}\0${blob}\0`), where);
}
