import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, toBase64Url } from '#shared/lib/bytes.ts';
import type { NewUpdate } from '../database/database.ts';
import { type CheckpointNote, checkpointNotes, type HeldEnvelope } from './held-envelopes.ts';

/** A row for an envelope that is not in the outer document any more. */
export function keptRow(room: string, held: HeldEnvelope): NewUpdate {
  const { envelope, row = rowName(held) } = held;
  return { room, kept: row, bytes: envelope as Bytes };
}

/** A row for what was taken out while the book was closed, and nobody has looked into it. */
export function takenRow(room: string, bytes: Uint8Array): NewUpdate {
  return { room, kept: `taken/${toBase64Url(sha256(bytes))}`, bytes: bytes as Bytes };
}

/** Takes a row away again. */
export function droppedRow(room: string, row: string): NewUpdate {
  return { room, kept: row, removed: true, bytes: new Uint8Array() };
}

/** Notes of a checkpoint what was found of it: after a restart, what told may be gone. */
export function noteRow(room: string, hash: string, note: CheckpointNote): NewUpdate {
  return { room, kept: `${note}/${hash}`, bytes: new Uint8Array() };
}

/** Which checkpoint such a row speaks of, and what it says. */
export function readNote(row: string): [hash: string, note: CheckpointNote] | undefined {
  const [note, hash] = row.split('/');
  return checkpointNotes.has(note!) && hash !== undefined ? [hash, note as CheckpointNote] : undefined;
}

/** By book, author, counter and hash: what lies there is never changed. */
export function rowName({ statement: { device, counter }, hash }: HeldEnvelope): string {
  return `${device}/${counter}/${hash}`;
}
