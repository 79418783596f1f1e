import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { blobLayout, sealPiece } from '#shared/crypto/blob.ts';
import { importAesKey } from '#shared/crypto/keys.ts';
import { mostPhotoBytes } from '#shared/public-page/names.ts';
import type { SealedPhoto } from '#shared/public-page/request.ts';
import { crypto, randomText } from './random.ts';

/** How large a photo is tried, the largest first: pixels of its longer side, and its quality. */
const sizes = [
  { pixels: 1600, quality: 0.8 },
  { pixels: 1280, quality: 0.7 },
  { pixels: 960, quality: 0.6 },
  { pixels: 640, quality: 0.5 },
] as const;

/** A photo as it is sent: drawn anew, so that nothing is in it but what is seen. */
export interface Drawn {
  blob: Blob;
  width: number;
  height: number;
}

/** Draws a chosen file small enough; `undefined` where it is no picture that this browser can read. */
export async function drawPhoto(file: Blob): Promise<Drawn | undefined> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return undefined;
  }
  try {
    for (const size of sizes) {
      const drawn = await draw(bitmap, size);
      if (drawn !== undefined && drawn.blob.size <= mostPhotoBytes) return drawn;
    }
    return undefined;
  } finally {
    bitmap.close();
  }
}

async function draw(
  bitmap: ImageBitmap,
  { pixels, quality }: (typeof sizes)[number],
): Promise<Drawn | undefined> {
  const scale = Math.min(1, pixels / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  // Paper is white: a picture that can be seen through is drawn on it.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
  return blob === null ? undefined : { blob, width, height };
}

/** What of a photo is sealed into the request, and what the relay keeps of it. */
export interface Packed {
  photo: SealedPhoto;
  ciphertext: Uint8Array<ArrayBuffer>;
}

/** Encrypts a photo as the team's own files are: under a key of its own, which travels inside of the request. */
export async function packPhoto(workspace: string, { blob, width, height }: Drawn): Promise<Packed> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const [name, key] = [randomText(16), randomText(32)];
  const padded = new Uint8Array(blobLayout(bytes.length).padded);
  padded.set(bytes);
  const place = { workspace, blob: name, index: 0, last: true };
  const ciphertext = await sealPiece(crypto, await importAesKey(crypto, fromBase64Url(key)), place, padded);
  const about = { size: bytes.length, sha256: toBase64Url(sha256(bytes)), width, height };
  return { photo: { blob: name, key, ...about }, ciphertext };
}

/** Hands the photos of a request over; those that are there already are taken as such. True where all are. */
export async function sendPhotos(
  relay: string,
  id: string,
  packed: readonly Packed[],
  onNext: (number: number) => void,
): Promise<boolean> {
  for (const [index, { photo, ciphertext }] of packed.entries()) {
    onNext(index + 1);
    try {
      const url = `${relay}/requests/${id}/photos/${photo.blob}`;
      // As bytes without a type: a page elsewhere needs no permission to send it.
      const answer = await fetch(url, { method: 'POST', body: new Blob([ciphertext]) });
      if (!answer.ok) return false;
    } catch {
      return false;
    }
  }
  return true;
}
