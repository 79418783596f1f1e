import type { Stated } from '#shared/crypto/statement.ts';
import type { Arrival } from './cipher.ts';

/**
 * `counts`: its content is in the book. `unconfirmed`: its content too, but nobody else has shown that it stands for
 * what it says. `aside`: its content is not in the book, for good or until what it builds on is here.
 */
export type Standing = 'counts' | 'unconfirmed' | 'aside';

/** Why a checkpoint replaces nothing. */
export type CheckpointDoubt = Exclude<Standing, 'counts'>;

/** An envelope that a device of the team has signed, and where it lies. */
export interface HeldEnvelope extends Pick<Stated, 'statement' | 'hash'> {
  envelope: Uint8Array;
  arrival: Arrival;
  standing: Standing;
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
  hold(stated: Pick<Stated, 'statement' | 'hash'>, envelope: Uint8Array, arrival: Arrival): HeldEnvelope;
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
    hold({ statement, hash }, envelope, arrival) {
      const held = byHash.get(hash) ?? {
        statement,
        hash,
        envelope,
        arrival,
        standing: 'aside',
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
