import type { Bytes } from '#shared/lib/bytes.ts';

const lengthBytes = 4;

/**
 * The padded length of PADMÉ (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and
 * Communication with PURBs", PETS 2019): at most 12% more, and lengths fall into few classes.
 */
export function padmeLength(length: number): number {
  if (length < 2) return length;
  const exponent = Math.floor(Math.log2(length));
  const mantissaBits = Math.floor(Math.log2(exponent || 1)) + 1;
  const step = 2 ** Math.max(0, exponent - mantissaBits);
  return Math.ceil(length / step) * step;
}

/** A 4-byte big-endian length, the content, and zeros up to the PADMÉ length. */
export function pad(content: Uint8Array): Bytes {
  const padded = new Uint8Array(padmeLength(lengthBytes + content.length));
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, lengthBytes);
  return padded;
}

/** The content that `pad` wrapped, in the same memory; `undefined` when the length does not fit. */
export function unpad(padded: Bytes): Bytes | undefined {
  if (padded.length < lengthBytes) return undefined;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > padded.length - lengthBytes) return undefined;
  return padded.subarray(lengthBytes, lengthBytes + length);
}
