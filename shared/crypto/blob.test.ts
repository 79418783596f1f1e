import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { blobPieceBytes } from '#shared/lib/blob-format.ts';
import { blobChunkBytes, blobLayout, openPiece, sealPiece } from './blob.ts';
import { importAesKey } from './keys.ts';
import { webCrypto } from './web-crypto.ts';

const crypto = webCrypto(globalThis.crypto);
const place = { workspace: 'AAAAAAAAAAAAAAAAAAAAAA', blob: 'a-blob-of-this-file', index: 3, last: false };

async function sealed(chunk = new Uint8Array([1, 2, 3])) {
  const key = await importAesKey(crypto, crypto.getRandomValues(new Uint8Array(32)));
  return { key, piece: await sealPiece(crypto, key, place, chunk) };
}

test('a piece is exactly as long as the relay takes it, and opens to what it was', async () => {
  const chunk = new Uint8Array(blobChunkBytes).fill(7);
  const { key, piece } = await sealed(chunk);
  expect(piece.length).toBe(blobPieceBytes);
  expect(await openPiece(crypto, key, place, piece)).toEqual(chunk);
});

test('a piece of another place, of another file, or changed by a bit does not open', async () => {
  const { key, piece } = await sealed();
  for (const other of [
    { index: 2 },
    { last: true },
    { blob: 'another-blob-of-it' },
    { workspace: 'BBBBBBBBBBBBBBBBBBBBBB' },
  ])
    expect(await openPiece(crypto, key, { ...place, ...other }, piece)).toBeUndefined();
  await fc.assert(
    fc.asyncProperty(fc.nat(piece.length * 8 - 1), async (bit) => {
      const changed = piece.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      return (await openPiece(crypto, key, place, changed)) === undefined;
    }),
  );
});

test('the size of a blob says little of the file’s, and never less than it needs', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 * 1024 * 1024 }), (size) => {
      const { padded, pieces, bytes } = blobLayout(size);
      expect(padded).toBeGreaterThanOrEqual(size);
      expect(padded).toBeLessThanOrEqual(Math.ceil(size * 1.12));
      expect(pieces).toBe(Math.ceil(bytes / blobPieceBytes));
    }),
  );
  expect(blobLayout(50_001).bytes).toBe(blobLayout(50_900).bytes);
});
