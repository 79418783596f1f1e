import * as Y from 'yjs';
import { readHeader } from '#shared/crypto/envelope.ts';
import type { BookCipher } from './cipher.ts';

/** When what a book gathers is put into a shorter form. */
export interface CheckpointLimits {
  /** A longer tail is replaced by one checkpoint. */
  tailEnvelopes: number;
  tailBytes: number;
  /** How many checkpoints of a tail may gather before the whole book is sealed anew. */
  segments: number;
}

export const usualLimits: CheckpointLimits = { tailEnvelopes: 256, tailBytes: 256 * 1024, segments: 8 };

interface Envelope {
  bytes: Uint8Array;
  level: number;
  epoch: number;
}

export interface CheckpointPlan {
  /** 1: stands for the tail. 2: stands for the whole book. */
  level: number;
  /** The Yjs update (V2) to seal. */
  update: Uint8Array;
  /** The envelopes it replaces. */
  replaces: Set<Uint8Array>;
}

/**
 * Decides whether the book is due for a checkpoint, and what goes into it. Only envelopes that count on this device
 * are given and replaced: what it cannot read stays for those who can. Tiers keep a large book from being
 * rewritten for every small tail.
 */
export function planCheckpoint(deps: {
  envelopes: Uint8Array[];
  inner: Y.Doc;
  /** See `BookContent`. */
  summedUp: Uint8Array;
  cipher: Pick<BookCipher, 'epoch' | 'epochOf'>;
  limits: CheckpointLimits;
  /** Whether all of it may be replaced: nobody says of what they have not seen that it is right. */
  mayReplaceAll: boolean;
  /** Something was erased: its words are in what was sealed before. */
  holdsErased: boolean;
}): CheckpointPlan | undefined {
  const { inner, cipher, limits, mayReplaceAll, holdsErased } = deps;
  const readable = levels(deps.envelopes, cipher);
  const tail = readable.filter(({ level }) => level === 0);
  // After a change of keys everything is sealed anew, also where that was interrupted or done by an offline device.
  const mustAnew = holdsErased || readable.some(({ epoch }) => epoch < cipher.epoch());
  if (!mustAnew && tail.length <= limits.tailEnvelopes && size(tail) <= limits.tailBytes) return undefined;
  const segments = readable.filter(({ level }) => level === 1);
  const whole = readable.filter(({ level }) => level >= 2);
  const wholeIsDue =
    mustAnew ||
    (mayReplaceAll && (segments.length >= limits.segments || size(segments) + size(tail) > size(whole) / 2));
  if (wholeIsDue) {
    return {
      level: 2,
      update: Y.encodeStateAsUpdateV2(inner),
      replaces: new Set(readable.map(({ bytes }) => bytes)),
    };
  }
  const update = Y.encodeStateAsUpdateV2(inner, deps.summedUp);
  return { level: 1, update, replaces: new Set(tail.map(({ bytes }) => bytes)) };
}

function levels(envelopes: Uint8Array[], cipher: Pick<BookCipher, 'epochOf'>): Envelope[] {
  return envelopes.map((bytes) => {
    const header = readHeader(bytes);
    return { bytes, level: header.ok ? header.value.level : 0, epoch: cipher.epochOf(bytes) };
  });
}

function size(envelopes: Envelope[]): number {
  return envelopes.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
