import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, fromBase64Url, fromUtf8, readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Place } from './envelope.ts';
import { forPurpose } from './signing.ts';

/**
 * What a device signs of records that are written once:
 *
 * ```
 * version 1 ‖ device 12 ‖ previous 32 ‖ length 1 ‖ list ‖ the records' ids, 16 each ‖ Ed25519 64
 * ```
 *
 * It lies in the book beside them. So it is in every checkpoint, whoever makes it, and who wrote them is not for that
 * one to say. Each names the device's one before it in this book: one that is left out shows by the next.
 */
export interface Attestation {
  device: string;
  /** The hash of the device's attestation before; `undefined` for the first. */
  previous: string | undefined;
  /** The collection that the records are of. */
  list: string;
  /** Hashes of what the records hold: see `contentId`. */
  ids: string[];
}

export interface SignedAttestation extends Attestation {
  hash: string;
  /** What is signed. */
  signed: Bytes;
  signature: Bytes;
}

const version = 1;
const purpose = 'plumbline attestation v1';
const deviceBytes = 12;
const hashBytes = 32;
const idBytes = 16;
const signatureBytes = 64;
const listFrom = 1 + deviceBytes + hashBytes;
const none = toBase64Url(new Uint8Array(hashBytes));

/** Whether a record of this id can be named. */
export function isContentId(id: string): boolean {
  const bytes = readBase64Url(id);
  return bytes?.length === idBytes && toBase64Url(bytes) === id;
}

/** All but the signature. */
export function encodeAttestation({ device, previous = none, list, ids }: Attestation): Bytes {
  const name = utf8(list);
  return concat(
    Uint8Array.of(version),
    fromBase64Url(device),
    fromBase64Url(previous),
    Uint8Array.of(name.length),
    name,
    ...ids.map(fromBase64Url),
  );
}

/** What a device signs: it counts in this book alone. */
export function attestationToSign(
  { workspace, book }: Pick<Place, 'workspace' | 'book'>,
  encoded: Bytes,
): Bytes {
  return forPurpose(purpose, concat(utf8(`${workspace}\0${book}\0`), encoded));
}

/** `undefined` for what is none, or one of another version. */
export function readAttestation(
  place: Pick<Place, 'workspace' | 'book'>,
  bytes: Uint8Array,
): SignedAttestation | undefined {
  const idsFrom = listFrom + 1 + (bytes[listFrom] ?? 0);
  const idsEnd = bytes.length - signatureBytes;
  if (bytes[0] !== version || idsEnd <= idsFrom || (idsEnd - idsFrom) % idBytes !== 0) return undefined;
  const text = (from: number, end: number): string => toBase64Url(bytes.slice(from, end));
  const previous = text(1 + deviceBytes, listFrom);
  const signed = attestationToSign(place, bytes.slice(0, idsEnd));
  return {
    device: text(1, 1 + deviceBytes),
    previous: previous === none ? undefined : previous,
    list: fromUtf8(bytes.subarray(listFrom + 1, idsFrom)),
    ids: Array.from({ length: (idsEnd - idsFrom) / idBytes }, (_, index) =>
      text(idsFrom + index * idBytes, idsFrom + (index + 1) * idBytes),
    ),
    hash: toBase64Url(sha256(signed)),
    signed,
    signature: bytes.slice(idsEnd),
  };
}
