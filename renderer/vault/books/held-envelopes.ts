import type { Stated } from '#shared/crypto/statement.ts';
import type { Written } from './said-twice.ts';

/**
 * `counts`: its content is in the book. `unconfirmed`: its content too, but nobody else has shown that it stands for
 * what it says. The others are not in the book. `waiting`: not before what it builds on. `beyond`: it is, or stands
 * for, what a device has written that may not write here any more. `aside`: it may not be its author's. `unproven`: it
 * takes out what only an owner may, and nobody but its author says that one has.
 */
export type Standing = 'counts' | 'unconfirmed' | 'waiting' | 'beyond' | 'aside' | 'unproven';

/** Why a checkpoint replaces nothing, or that this device has rebuilt it from what it replaces, or has taken it in. */
export type CheckpointNote = 'unconfirmed' | 'aside' | 'unproven' | 'rebuilt' | 'accepted';
export const checkpointNotes: ReadonlySet<string> = new Set<CheckpointNote>([
  'unconfirmed',
  'aside',
  'unproven',
  'rebuilt',
  'accepted',
]);

/** An envelope that a device of the team has signed, and where it lies. */
export interface HeldEnvelope extends Pick<Stated, 'statement' | 'hash'> {
  envelope: Uint8Array;
  standing: Standing;
  /** Of an update that counts: whether its author had an owner's rights. */
  isOwners?: boolean;
  /** Of the same: what it has brought into the document. */
  written?: Written;
  /** It holds words of what an owner has erased. */
  holdsErased?: boolean;
  /** What names its own row on the disk, where it has one. */
  row: string | undefined;
}

/** The envelopes of a book, each once, wherever it lies. They go by the hash of their statement. */
export interface HeldEnvelopes {
  all(): HeldEnvelope[];
  /** Those that stand for others, or say so. */
  checkpoints(): HeldEnvelope[];
  get(hash: string): HeldEnvelope | undefined;
  /** Holds it from now on; gives the one that is held already. */
  hold(stated: Pick<Stated, 'statement' | 'hash'>, envelope: Uint8Array): HeldEnvelope;
  /** What an item of the outer document is; `undefined` where it was not opened. */
  of(item: unknown): HeldEnvelope | undefined;
  forget(held: HeldEnvelope): void;
}

export function createHeldEnvelopes(): HeldEnvelopes {
  const byHash = new Map<string, HeldEnvelope>();
  const checkpoints = new Map<string, HeldEnvelope>();
  const byItem = new WeakMap<Uint8Array, string>();
  return {
    all: () => [...byHash.values()],
    checkpoints: () => [...checkpoints.values()],
    get: (hash) => byHash.get(hash),
    hold({ statement, hash }, envelope) {
      const held = byHash.get(hash) ?? {
        statement,
        hash,
        envelope,
        standing: 'waiting',
        row: undefined,
      };
      byHash.set(hash, held);
      if (statement.level > 0) checkpoints.set(hash, held);
      byItem.set(envelope, hash);
      return held;
    },
    of: (item) => (item instanceof Uint8Array ? byHash.get(byItem.get(item) ?? '') : undefined),
    forget({ hash }) {
      byHash.delete(hash);
      checkpoints.delete(hash);
    },
  };
}
