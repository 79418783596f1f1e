import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, fromBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { pad, unpad } from './padme.ts';
import type { Signer, Verifier } from './signing.ts';
import { forPurpose } from './signing.ts';
import type { CryptoKeyHandle, WebCrypto } from './web-crypto.ts';

/**
 * One sealed update of a book:
 *
 * ```
 * version 1 ‖ level 1 ‖ epoch 4 ‖ device 12 ‖ counter 8 ‖ nonce 12 ‖ AES-256-GCM(padded update) ‖ Ed25519 64
 * ```
 *
 * Integers are big-endian. The associated data bind workspace, room and header to the ciphertext; the
 * signature covers everything before it and the same place.
 */
export interface EnvelopeHeader {
  /** 0: an update of the tail. 1 and up: a checkpoint that stands for the envelopes it replaced. */
  level: number;
  epoch: number;
  /** The sealing device's id, 16 characters of base64url. */
  device: string;
  /** Grows with each envelope that the device seals for the book. */
  counter: number;
}

export interface Place {
  workspace: string;
  room: string;
}

const version = 1;
const headerLength = 26;
const nonceLength = 12;
const tagLength = 16;
const signatureLength = 64;

export async function sealEnvelope(
  deps: { crypto: WebCrypto; key: CryptoKeyHandle; sign: Signer },
  place: Place,
  header: EnvelopeHeader,
  update: Uint8Array,
): Promise<Bytes> {
  const head = encodeHeader(header);
  const nonce = deps.crypto.getRandomValues(new Uint8Array(nonceLength));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: bound(place, head) };
  const ciphertext = new Uint8Array(await deps.crypto.subtle.encrypt(algorithm, deps.key, pad(update)));
  const body = concat(head, nonce, ciphertext);
  return concat(body, await deps.sign(signedBytes(place, body)));
}

/** Reads the header without any key. What is no byte array at all, which a relay can put into a room, is unreadable too. */
export function readHeader(envelope: unknown): Result<EnvelopeHeader> {
  if (!(envelope instanceof Uint8Array)) return unreadable();
  if (envelope.length < headerLength + nonceLength + tagLength + signatureLength) return unreadable();
  if (envelope[0] !== version) {
    return problem(
      'envelope.unknown-version',
      'This was written by a newer version of Plumbline. It is kept.',
      'Update Plumbline on this device.',
    );
  }
  const view = new DataView(envelope.buffer, envelope.byteOffset);
  return ok({
    level: envelope[1]!,
    epoch: view.getUint32(2),
    device: toBase64Url(envelope.subarray(6, 18)),
    counter: Number(view.getBigUint64(18)),
  });
}

/** Checks the signature, then decrypts. Every failure is the same to the outside. */
export async function openEnvelope(
  deps: { crypto: WebCrypto; key: CryptoKeyHandle; verify: Verifier },
  place: Place,
  envelope: Uint8Array,
): Promise<Result<Bytes>> {
  const body = new Uint8Array(envelope.subarray(0, -signatureLength));
  const signature = new Uint8Array(envelope.subarray(-signatureLength));
  if (!(await deps.verify(signature, signedBytes(place, body)))) return unreadable();
  const head = body.slice(0, headerLength);
  const nonce = body.slice(headerLength, headerLength + nonceLength);
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: bound(place, head) };
  try {
    const padded = await deps.crypto.subtle.decrypt(
      algorithm,
      deps.key,
      body.slice(headerLength + nonceLength),
    );
    const update = unpad(new Uint8Array(padded));
    return update === undefined ? unreadable() : ok(update);
  } catch {
    return unreadable();
  }
}

function encodeHeader(header: EnvelopeHeader): Bytes {
  const bytes = new Uint8Array(headerLength);
  const view = new DataView(bytes.buffer);
  bytes[0] = version;
  bytes[1] = header.level;
  view.setUint32(2, header.epoch);
  bytes.set(fromBase64Url(header.device), 6);
  view.setBigUint64(18, BigInt(header.counter));
  return bytes;
}

function bound(place: Place, head: Bytes): Bytes {
  return concat(utf8(`${place.workspace}\0${place.room}\0`), head);
}

function signedBytes(place: Place, body: Bytes): Bytes {
  return forPurpose('plumbline envelope v1', concat(utf8(`${place.workspace}\0${place.room}\0`), body));
}

function unreadable(): Result<never> {
  return problem(
    'envelope.unreadable',
    'A piece of this book does not open. It is kept, and the rest works.',
  );
}
