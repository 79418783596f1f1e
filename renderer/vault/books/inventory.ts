import type { Head, StatementName } from '#shared/crypto/statement.ts';
import type { Chains } from './chains.ts';
import { type Confirmations, isConfirmation } from './confirmations.ts';
import type { CheckpointNote, HeldEnvelope, HeldEnvelopes } from './held-envelopes.ts';
import { rowName } from './kept-rows.ts';

/** What of a book is held, and what of it stands for what. `items` are what lies in the outer document. */
export interface Inventory {
  /** Whether a checkpoint stands for an envelope: not for itself, nor for what it builds on. */
  standsFor(checkpoint: HeldEnvelope, one: HeldEnvelope): boolean;
  /** The envelopes that a checkpoint stands for, as far as they are here. */
  replacedBy(checkpoint: HeldEnvelope): HeldEnvelope[];
  /** Of each author the last that is known; what does not count is as if it were missing. */
  countingHeads(): Head[];
  /** The checkpoints among these items. */
  checkpointsAmong(items: Uint8Array[]): StatementName[];
  /** Of these items, those that confirm one of the checkpoints. */
  confirming(checkpoints: StatementName[], items: ReadonlySet<Uint8Array>): Set<Uint8Array>;
  /**
   * What must have a row of its own and has none, and the rows that are not needed any more; both are taken as done.
   * `isAnyApart`: something is held that is not in the outer document.
   */
  sortKept(items: Uint8Array[]): { keep: HeldEnvelope[]; drop: string[]; isAnyApart: boolean };
  /** What is not among these items although no checkpoint in use stands for it. */
  takenAway(items: Uint8Array[]): HeldEnvelope[];
  /** The devices whose checkpoints are taken on their word alone: nobody else has confirmed them. */
  unconfirmed(): string[];
  /** What is to be noted of checkpoints, by hash. */
  notes(): Map<string, CheckpointNote>;
}

/** Its content is in the book. */
export const counting = ({ standing }: HeldEnvelope): boolean =>
  standing === 'counts' || standing === 'unconfirmed';

const nameOf = ({ statement: { device, counter }, hash }: HeldEnvelope): StatementName => ({
  device,
  counter,
  hash,
});

/** `needless`: rows that nothing needs, to be taken from here. */
export function createInventory(deps: {
  /** This device. */
  device: string;
  held: HeldEnvelopes;
  chains: Chains;
  confirmations: Pick<Confirmations, 'isRebuilt'>;
  needless: string[];
  /** Whether a device has an owner's rights here. */
  isOwners(device: string): boolean;
}): Inventory {
  const { device, held, chains, confirmations, needless } = deps;

  const isOwn = (one: HeldEnvelope): boolean => one.statement.device === device;
  // On another's word nothing is forgotten: it counts no more where its author is found to have lost the right before.
  const mayForgetFor = (one: HeldEnvelope): boolean =>
    one.standing === 'counts' && (isOwn(one) || confirmations.isRebuilt(one));

  // The one exception: an owner's signed erasure is not undone by waiting for a second witness.
  const mayEraseFor = (one: HeldEnvelope): boolean => counting(one) && deps.isOwners(one.statement.device);

  function noteOf(one: HeldEnvelope): CheckpointNote | undefined {
    const { standing } = one;
    if (standing === 'unconfirmed' || standing === 'aside' || standing === 'unproven') return standing;
    if (isOwn(one)) return undefined;
    if (confirmations.isRebuilt(one)) return 'rebuilt';
    return standing === 'counts' ? 'accepted' : undefined;
  }

  const standsFor: Inventory['standsFor'] = ({ statement: { heads, base }, hash }, one) =>
    one.hash !== hash &&
    chains.isCovered(heads, nameOf(one)) &&
    !base.some((named) => named.hash === one.hash);

  /** Whether one of some checkpoints stands for an envelope. */
  const isReplacedIn =
    (checkpoints: HeldEnvelope[]) =>
    (one: HeldEnvelope): boolean =>
      checkpoints.some((checkpoint) => standsFor(checkpoint, one));

  const heldOf = (items: Uint8Array[]): HeldEnvelope[] =>
    items.map(held.of).filter((one) => one !== undefined);

  return {
    standsFor,
    replacedBy: (checkpoint) => held.all().filter((one) => standsFor(checkpoint, one)),
    countingHeads() {
      const left = held.all().filter((one) => !counting(one));
      const leftOf = (head: Head): number[] =>
        left
          .filter(({ statement }) => statement.device === head.device && statement.counter <= head.counter)
          .map(({ statement }) => statement.counter);
      return chains.heads().map((head) => ({
        ...head,
        missing: [...new Set([...head.missing, ...leftOf(head)])].toSorted((a, b) => a - b),
      }));
    },
    checkpointsAmong: (items) =>
      heldOf(items)
        .filter((one) => one.statement.level > 0 && counting(one))
        .map(nameOf),
    confirming(checkpoints, items) {
      const named = new Set(checkpoints.map(({ hash }) => hash));
      const isWanted = (one: HeldEnvelope | undefined): boolean =>
        one !== undefined && isConfirmation(one) && one.statement.base.some(({ hash }) => named.has(hash));
      return new Set([...items].filter((item) => isWanted(held.of(item))));
    },
    sortKept(items) {
      const lying = new Set(heldOf(items));
      const isSummedUp = isReplacedIn(held.checkpoints().filter(mayForgetFor));
      const isSealedAnew = isReplacedIn(held.checkpoints().filter(mayEraseFor));
      const isReplaced = (one: HeldEnvelope): boolean =>
        isSummedUp(one) || (one.holdsErased === true && isSealedAnew(one));
      const out = held.all().filter((one) => !lying.has(one));
      const [replaced, apart] = [out.filter(isReplaced), out.filter((one) => !isReplaced(one))];
      const done = [...lying, ...replaced];
      const drop = [...needless.splice(0), ...done.flatMap(({ row }) => row ?? [])];
      for (const one of done) one.row = undefined;
      for (const one of replaced) held.forget(one);
      const keep = apart.filter(({ row }) => row === undefined);
      for (const one of keep) one.row = rowName(one);
      return { keep, drop, isAnyApart: apart.length > 0 };
    },
    takenAway(items) {
      const lying = new Set(heldOf(items));
      const isReplaced = isReplacedIn(held.checkpoints().filter(counting));
      return held.all().filter((one) => !lying.has(one) && counting(one) && !isReplaced(one));
    },
    unconfirmed: () =>
      held
        .checkpoints()
        .filter(({ standing }) => standing === 'unconfirmed')
        .map(({ statement }) => statement.device),
    notes: () =>
      new Map(
        held.checkpoints().flatMap((one) => {
          const note = noteOf(one);
          return note === undefined ? [] : [[one.hash, note] as const];
        }),
      ),
  };
}
