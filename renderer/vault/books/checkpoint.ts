import * as Y from 'yjs';
import { readHeader } from '#shared/crypto/envelope.ts';

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
 * Decides whether the book is due for a checkpoint, and what goes into it. Only envelopes that this device
 * has opened are replaced: what it cannot read stays for those who can. Tiers keep a large book from being
 * rewritten for every small tail.
 */
export function planCheckpoint(
  envelopes: Uint8Array[],
  opened: WeakSet<Uint8Array>,
  inner: Y.Doc,
  coveredStateVector: Uint8Array,
  currentEpoch: number,
  limits: CheckpointLimits,
  /** Something of the book is in no envelope that this device accepts. */
  isUncovered: boolean,
): CheckpointPlan | undefined {
  const readable = levels(envelopes).filter(({ bytes }) => opened.has(bytes));
  const tail = readable.filter(({ level }) => level === 0);
  // After a change of keys everything is sealed anew, also where that was interrupted or done by an offline device.
  const mustAnew = isUncovered || readable.some(({ epoch }) => epoch < currentEpoch);
  if (!mustAnew && tail.length <= limits.tailEnvelopes && size(tail) <= limits.tailBytes) return undefined;
  const segments = readable.filter(({ level }) => level === 1);
  const whole = readable.filter(({ level }) => level >= 2);
  const wholeIsDue =
    mustAnew || segments.length >= limits.segments || size(segments) + size(tail) > size(whole) / 2;
  if (wholeIsDue) {
    return {
      level: 2,
      update: Y.encodeStateAsUpdateV2(inner),
      replaces: new Set(readable.map(({ bytes }) => bytes)),
    };
  }
  const update = Y.encodeStateAsUpdateV2(inner, coveredStateVector);
  return { level: 1, update, replaces: new Set(tail.map(({ bytes }) => bytes)) };
}

/** Takes the replaced envelopes out and puts the checkpoint in; the caller holds the outer transaction. */
export function replaceEnvelopes(
  array: Y.Array<Uint8Array>,
  replaces: Set<Uint8Array>,
  checkpoint: Uint8Array,
): void {
  const kept = array.toArray();
  for (let end = kept.length; end > 0;) {
    if (!replaces.has(kept[end - 1]!)) {
      end--;
      continue;
    }
    let start = end - 1;
    while (start > 0 && replaces.has(kept[start - 1]!)) start--;
    array.delete(start, end - start);
    end = start;
  }
  array.push([checkpoint]);
}

function levels(envelopes: Uint8Array[]): Envelope[] {
  return envelopes.map((bytes) => {
    const header = readHeader(bytes);
    return header.ok
      ? { bytes, level: header.value.level, epoch: header.value.epoch }
      : { bytes, level: 0, epoch: 0 };
  });
}

function size(envelopes: Envelope[]): number {
  return envelopes.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
