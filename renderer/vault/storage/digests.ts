import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, toBase64Url } from '#shared/lib/bytes.ts';

/** 8 bytes, big-endian. */
export function sequenceBytes(sequence: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(sequence));
  return bytes;
}

/** Names a set of rows: see `CopyState`. `sequences`: ascending. */
export function namesOf(sequences: number[]): string {
  const bytes = new Uint8Array(8 * sequences.length);
  const view = new DataView(bytes.buffer);
  sequences.forEach((sequence, index) => view.setBigUint64(8 * index, BigInt(sequence)));
  return toBase64Url(sha256(bytes));
}
