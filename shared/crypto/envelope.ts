import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, fromBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { pad, unpad } from './padme.ts';
import type { Signer, Verifier } from './signing.ts';
import {
  decodeStatement,
  encodeStatement,
  type Statement,
  type Stated,
  statementHash,
  statementToSign,
} from './statement.ts';
import type { CryptoKeyHandle, WebCrypto } from './web-crypto.ts';

/**
 * One sealed update of a book:
 *
 * ```
 * version 1 ‖ level 1 ‖ epoch 4 ‖ device 12 ‖ counter 8 ‖ nonce 12 ‖ AES-256-GCM(padded content)
 * content = length 4 ‖ statement ‖ Ed25519 64 ‖ update
 * ```
 *
 * Integers are big-endian. The associated data bind workspace, room and header to the ciphertext. The author signs
 * the statement, which names the update by its hash, and not the ciphertext: so another device can seal the same
 * under another key, and the author's chain stays whole.
 */
export interface EnvelopeHeader {
  /** 0: an update of the tail. 1 and up: a checkpoint that stands for the envelopes that its statement names. */
  level: number;
  epoch: number;
  /** The author's device id, 16 characters of base64url. */
  device: string;
  /** The author's statements in the book, counted from 1. */
  counter: number;
}

/** Where an envelope stands: it opens nowhere else. */
export interface Place {
  workspace: string;
  book: string;
  room: string;
}

/** A statement as its author signed it. */
export interface SignedStatement extends Stated {
  signature: Bytes;
}

/** What was in an envelope. That its author has signed it is not known before `isGenuine`. */
export interface OpenedEnvelope extends SignedStatement {
  update: Bytes;
}

const version = 1;
const headerLength = 26;
const nonceLength = 12;
const tagLength = 16;
const signatureLength = 64;
const lengthBytes = 4;
/** Above this (bytes) the platform's hash is faster, although it answers later. */
const largeUpdate = 16 * 1024;

/** An update's name in a statement: base64url of its SHA-256. */
export function updateHash(update: Uint8Array): string {
  return toBase64Url(sha256(update));
}

async function hashOfLarge(crypto: WebCrypto, update: Bytes): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', update)));
}

/** Names a statement, which a signature can then be given to. */
export function state(statement: Statement): Stated {
  const bytes = encodeStatement(statement);
  return { statement, bytes, hash: statementHash(bytes) };
}

export async function signStatement(sign: Signer, stated: Stated): Promise<SignedStatement> {
  return { ...stated, signature: await sign(statementToSign(stated.bytes)) };
}

/** Whether the author whose key this is has signed it. */
export function isGenuine(verify: Verifier, { signature, bytes }: SignedStatement): Promise<boolean> {
  return verify(signature, statementToSign(bytes));
}

/** Seals an update with what its author says of it, who need not be the one who seals. */
export async function sealEnvelope(
  deps: { crypto: WebCrypto; key: CryptoKeyHandle },
  place: Pick<Place, 'workspace' | 'room'>,
  epoch: number,
  { statement, bytes, signature }: SignedStatement,
  update: Uint8Array,
): Promise<Bytes> {
  const head = encodeHeader({ ...statement, epoch });
  const nonce = deps.crypto.getRandomValues(new Uint8Array(nonceLength));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: bound(place, head) };
  const length = new Uint8Array(lengthBytes);
  new DataView(length.buffer).setUint32(0, bytes.length);
  const content = pad(concat(length, bytes, signature, update));
  return concat(head, nonce, new Uint8Array(await deps.crypto.subtle.encrypt(algorithm, deps.key, content)));
}

/** Reads the header without any key. What is no byte array at all, which a relay can put into a room, is unreadable too. */
export function readHeader(envelope: unknown): Result<EnvelopeHeader> {
  if (!(envelope instanceof Uint8Array)) return unreadable();
  if (envelope.length < headerLength + nonceLength + tagLength) return unreadable();
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

/** Decrypts, and holds what is in it against itself and its place. Every failure is the same to the outside. */
export async function openEnvelope(
  deps: { crypto: WebCrypto; key: CryptoKeyHandle },
  place: Place,
  envelope: Uint8Array,
): Promise<Result<OpenedEnvelope>> {
  const header = readHeader(envelope);
  if (!header.ok) return header;
  const head = envelope.slice(0, headerLength);
  const nonce = envelope.slice(headerLength, headerLength + nonceLength);
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: bound(place, head) };
  const ciphertext = envelope.slice(headerLength + nonceLength);
  try {
    const padded = new Uint8Array(await deps.crypto.subtle.decrypt(algorithm, deps.key, ciphertext));
    const opened = readContent(unpad(padded));
    if (opened === undefined || !fits(opened, header.value, place)) return unreadable();
    const { statement, update } = opened;
    const hash = update.length < largeUpdate ? updateHash(update) : await hashOfLarge(deps.crypto, update);
    return statement.update === hash ? ok(opened) : unreadable();
  } catch {
    return unreadable();
  }
}

function readContent(content: Bytes | undefined): OpenedEnvelope | undefined {
  if (content === undefined || content.length < lengthBytes + signatureLength) return undefined;
  const length = new DataView(content.buffer, content.byteOffset).getUint32(0);
  const end = lengthBytes + length;
  if (end + signatureLength > content.length) return undefined;
  const bytes = content.subarray(lengthBytes, end);
  const statement = decodeStatement(bytes);
  if (statement === undefined) return undefined;
  const update = content.subarray(end + signatureLength);
  const signature = content.subarray(end, end + signatureLength);
  return { statement, bytes, hash: statementHash(bytes), signature, update };
}

function fits({ statement }: OpenedEnvelope, header: EnvelopeHeader, place: Place): boolean {
  return (
    statement.workspace === place.workspace &&
    statement.book === place.book &&
    statement.level === header.level &&
    statement.device === header.device &&
    statement.counter === header.counter
  );
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

function bound({ workspace, room }: Pick<Place, 'workspace' | 'room'>, head: Uint8Array): Bytes {
  return concat(utf8(`${workspace}\0${room}\0`), head);
}

function unreadable(): Result<never> {
  return problem(
    'envelope.unreadable',
    'A piece of this book does not open. It is kept, and the rest works.',
  );
}
