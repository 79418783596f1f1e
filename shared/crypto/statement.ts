import { sha256 } from '@noble/hashes/sha2.js';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { forPurpose } from './signing.ts';

/** Names one statement. */
export interface StatementName {
  /** The author: a device's id, 16 characters of base64url. */
  device: string;
  counter: number;
  /** `statementHash` of the author's statement with this counter. */
  hash: string;
}

/** The last that is known of an author's chain in a book. */
export interface Head extends StatementName {
  /** Counters up to this one of which nothing is known: they were kept back, or have not come yet. */
  missing: number[];
  /** Of a checkpoint: all Yjs clients as which the author has written in this book. */
  clients: number[];
}

/**
 * What a device says and signs of each envelope, inside the seal: who wrote it, where, and after what. Each names
 * the author's statement before it in this book, so that an author's statements are a chain that nobody else can
 * cut, fork or lengthen, and that goes on when another device seals the envelope anew.
 */
export interface Statement {
  workspace: string;
  book: string;
  /** The envelope's level. */
  level: number;
  device: string;
  /** From 1, one more with each statement of the author in this book. */
  counter: number;
  /** `statementHash` of the author's statement before; `undefined` for the first. */
  previous: string | undefined;
  /** Names the membership that the author knew: `membershipHash`. */
  membership: string;
  /** SHA-256 of the update, base64url. */
  update: string;
  /** Yjs clients as which the author writes in this book from this statement on. */
  clients: number[];
  /** Of a checkpoint: everything that it stands for. Else: what the author has seen of others since its statement before. */
  heads: Head[];
  /**
   * Of a level 1 checkpoint: those that it builds on and does not replace. Of an update that changes nothing: the
   * checkpoints that its author has rebuilt from what they stand for, and confirms.
   */
  base: StatementName[];
}

/** A statement with its bytes and what names it. */
export interface Stated {
  statement: Statement;
  /** What is signed. A newer version may say more in it than `statement` holds. */
  bytes: Bytes;
  hash: string;
}

const format = 1;
const purpose = 'plumbline statement v1';
const idBytes = 12;
const hashBytes = 32;
/** More of a kind than any honest statement has. */
const most = 100_000;

export function encodeStatement(statement: Statement): Bytes {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, format);
  encoding.writeVarString(encoder, statement.workspace);
  encoding.writeVarString(encoder, statement.book);
  encoding.writeVarUint(encoder, statement.level);
  writeRaw(encoder, statement.device);
  encoding.writeVarUint(encoder, statement.counter);
  writeRaw(encoder, statement.previous ?? toBase64Url(new Uint8Array(hashBytes)));
  writeRaw(encoder, statement.membership);
  writeRaw(encoder, statement.update);
  writeList(encoder, statement.clients, encoding.writeVarUint);
  writeList(encoder, statement.heads, (_, head) => {
    writeName(encoder, head);
    writeList(encoder, head.missing, encoding.writeVarUint);
    writeList(encoder, head.clients, encoding.writeVarUint);
  });
  writeList(encoder, statement.base, writeName);
  return encoding.toUint8Array(encoder);
}

/** `undefined` for what is no statement, or one of another format. What follows its known fields is left alone. */
export function decodeStatement(bytes: Uint8Array): Statement | undefined {
  try {
    return readStatement(decoding.createDecoder(bytes));
  } catch {
    return undefined;
  }
}

function readStatement(decoder: decoding.Decoder): Statement | undefined {
  if (readNumber(decoder) !== format) return undefined;
  return {
    workspace: decoding.readVarString(decoder),
    book: decoding.readVarString(decoder),
    level: readNumber(decoder),
    device: readRaw(decoder, idBytes),
    counter: readNumber(decoder),
    previous: readPrevious(decoder),
    membership: readRaw(decoder, hashBytes),
    update: readRaw(decoder, hashBytes),
    clients: readList(decoder, readNumber),
    heads: readList(decoder, readHead),
    base: readList(decoder, readName),
  };
}

function writeName(encoder: encoding.Encoder, { device, counter, hash }: StatementName): void {
  writeRaw(encoder, device);
  encoding.writeVarUint(encoder, counter);
  writeRaw(encoder, hash);
}

function readName(decoder: decoding.Decoder): StatementName {
  return {
    device: readRaw(decoder, idBytes),
    counter: readNumber(decoder),
    hash: readRaw(decoder, hashBytes),
  };
}

function readHead(decoder: decoding.Decoder): Head {
  return {
    ...readName(decoder),
    missing: readList(decoder, readNumber),
    clients: readList(decoder, readNumber),
  };
}

/** 32 zero bytes stand for none. */
function readPrevious(decoder: decoding.Decoder): string | undefined {
  const bytes = decoding.readUint8Array(decoder, hashBytes);
  return bytes.every((byte) => byte === 0) ? undefined : toBase64Url(bytes);
}

/** Names a statement: what the author's next one carries as `previous`. base64url of SHA-256 over its bytes. */
export function statementHash(bytes: Uint8Array): string {
  return toBase64Url(sha256(bytes));
}

/** What an author signs of a statement's bytes. */
export function statementToSign(bytes: Bytes): Bytes {
  return forPurpose(purpose, bytes);
}

function writeRaw(encoder: encoding.Encoder, text: string): void {
  encoding.writeUint8Array(encoder, fromBase64Url(text));
}

/** lib0 gives less where there is less. */
function readRaw(decoder: decoding.Decoder, length: number): string {
  const bytes = decoding.readUint8Array(decoder, length);
  if (bytes.length < length) throw new RangeError('The statement ends too early');
  return toBase64Url(bytes);
}

/** lib0 reads numbers that it could not write again. */
function readNumber(decoder: decoding.Decoder): number {
  const number = decoding.readVarUint(decoder);
  if (!Number.isSafeInteger(number)) throw new RangeError('No such number is in a statement');
  return number;
}

function writeList<Entry>(
  encoder: encoding.Encoder,
  list: Entry[],
  write: (encoder: encoding.Encoder, entry: Entry) => void,
): void {
  encoding.writeVarUint(encoder, list.length);
  for (const entry of list) write(encoder, entry);
}

function readList<Entry>(decoder: decoding.Decoder, read: (decoder: decoding.Decoder) => Entry): Entry[] {
  const length = readNumber(decoder);
  if (length > most) throw new RangeError('The statement has too many entries');
  return Array.from({ length }, () => read(decoder));
}
