import type { StatementName } from '#shared/crypto/statement.ts';
import type { BookCipher } from './cipher.ts';
import type { CheckpointNote, HeldEnvelope, HeldEnvelopes } from './held-envelopes.ts';

/**
 * Who else has rebuilt a checkpoint from what it stands for. A device that joins later has no originals to compare it
 * with; the word of its author alone would be the word of one person on everybody's work.
 */
export interface Confirmations {
  /** A device of another member than its author's says so, and may write here, or might when it did. */
  isConfirmed(checkpoint: HeldEnvelope): boolean;
  /** This device has rebuilt it. */
  rebuilt(checkpoint: HeldEnvelope): void;
  /** Whether it has, now or before: that stays true whatever becomes of its author. */
  isRebuilt(checkpoint: Pick<HeldEnvelope, 'hash'>): boolean;
  /** The checkpoints in use that this device can confirm, and nobody else has. */
  due(): StatementName[];
}

/** Says of checkpoints that its author has rebuilt them: an update that changes nothing. */
export function isConfirmation({ statement: { level, base } }: HeldEnvelope): boolean {
  return level === 0 && base.length > 0;
}

export function createConfirmations(deps: {
  held: HeldEnvelopes;
  cipher: Pick<BookCipher, 'memberOf' | 'isTrusted'>;
  /** Whether its author had the right to write when it did. */
  isInTime(one: HeldEnvelope): boolean;
  /** See `ReaderDeps`. */
  noted: ReadonlyMap<string, CheckpointNote>;
}): Confirmations {
  const { held, cipher, noted, isInTime } = deps;
  const rebuilt = new Set<string>();

  const areOfOneMember = (device: string, other: string): boolean =>
    device === other || cipher.memberOf(device) === cipher.memberOf(other);

  const isConfirmed = ({ hash, statement }: HeldEnvelope): boolean =>
    held
      .all()
      .filter(isConfirmation)
      .some(
        (one) =>
          one.statement.base.some((named) => named.hash === hash) &&
          !areOfOneMember(one.statement.device, statement.device) &&
          isInTime(one),
      );

  return {
    isConfirmed,
    rebuilt: ({ hash }) => void rebuilt.add(hash),
    isRebuilt: ({ hash }) => rebuilt.has(hash) || noted.get(hash) === 'rebuilt',
    due() {
      const inUse = held
        .checkpoints()
        .filter(({ standing }) => standing === 'counts' || standing === 'unconfirmed');
      // Who relies on somebody's word cannot stand for what was built on it.
      if (rebuilt.size === 0 || inUse.some(({ standing }) => standing === 'unconfirmed')) return [];
      return inUse
        .filter(
          (one) => rebuilt.has(one.hash) && !cipher.isTrusted(one.statement.device) && !isConfirmed(one),
        )
        .map(({ hash, statement: { device, counter } }) => ({ device, counter, hash }));
    },
  };
}
