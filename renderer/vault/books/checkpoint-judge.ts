import type * as Y from 'yjs';
import type { Head } from '#shared/crypto/statement.ts';
import type { Attestations } from './attestations.ts';
import { areAllHere, judgeAttested } from './attested.ts';
import type { Chains } from './chains.ts';
import type { BookCipher } from './cipher.ts';
import type { Confirmations } from './confirmations.ts';
import type { Endings } from './endings.ts';
import type { CheckpointNote, HeldEnvelope, HeldEnvelopes } from './held-envelopes.ts';
import { counting, type Inventory } from './inventory.ts';
import { isDisproved, type Judgement, judgeCheckpoint } from './judgement.ts';

/** An envelope with what it holds, which does not count yet. */
export interface Fresh {
  held: HeldEnvelope;
  update: Uint8Array;
}

/** Decides of each checkpoint whether it counts, and again when others tell of it. */
export interface CheckpointJudge {
  judge(checkpoint: Fresh): Promise<void>;
  /**
   * Of a checkpoint on its author's word: somebody may have confirmed it meanwhile, or what tells otherwise. `false`
   * where it was shown to be wrong, though it is in the book.
   */
  holdsGood(one: HeldEnvelope): Promise<boolean>;
  /** Whether it did not count when it came before. */
  isDoubtful(one: HeldEnvelope): boolean;
}

export function createCheckpointJudge(deps: {
  cipher: BookCipher;
  inner: Y.Doc;
  /** See `ReaderDeps`. */
  fixed: ReadonlySet<string>;
  noted: ReadonlyMap<string, CheckpointNote>;
  held: HeldEnvelopes;
  chains: Chains;
  attestations: Attestations;
  confirmations: Confirmations;
  inventory: Pick<Inventory, 'standsFor' | 'replacedBy'>;
  endings: Pick<Endings, 'reaches'>;
  /** Whether its author had an owner's rights when it was written. */
  isOwners(one: HeldEnvelope): boolean;
  /** Whether what was known at the start has been read: from then on a note says nothing more. */
  hasRead(): boolean;
  /** Opens envelopes once more that are held. */
  opening(envelopes: HeldEnvelope[]): Promise<Fresh[]>;
  /** Takes it into the book. */
  apply(one: HeldEnvelope, update: Uint8Array, standing: HeldEnvelope['standing']): void;
  onUnknownWriter(): void;
  withstand(step: () => void): void;
}): CheckpointJudge {
  const { cipher, inner, held, chains, attestations, confirmations, endings, opening } = deps;
  const { standsFor, replacedBy } = deps.inventory;
  /** With how many others a checkpoint that nobody has confirmed was compared. */
  const compared = new Map<string, number>();
  /** Checkpoints that were left aside. */
  const asides = new Set<string>();
  const isKnownAside = (one: HeldEnvelope): boolean =>
    (asides.has(one.hash) || deps.noted.get(one.hash) === 'aside') && !confirmations.isConfirmed(one);
  const isDoubtful = (one: HeldEnvelope): boolean =>
    isKnownAside(one) || one.standing === 'unproven' || deps.noted.get(one.hash) === 'unproven';

  const isOwn = (one: HeldEnvelope): boolean => one.statement.device === cipher.device;

  async function judge({ held: one, update }: Fresh): Promise<void> {
    if (!endings.reaches(one) || namesStrangers(one)) return void (one.standing = 'waiting');
    const replaced = replacedBy(one);
    const others = held.checkpoints().filter((each) => each !== one && counting(each));
    const isSure = isOwn(one) || confirmations.isConfirmed(one) || confirmations.isRebuilt(one);
    const areHere = chains.reaches(one.statement.heads);
    const originals = replaced.filter(
      (each) => counting(each) && !others.some((checkpoint) => standsFor(checkpoint, each)),
    );
    const judged = judgeCheckpoint(one, update, {
      chains,
      isWhole: areHere && replaced.every(counting),
      inner,
      originals,
      isTrusted:
        isSure ||
        cipher.isTrusted(one.statement.device) ||
        (!deps.hasRead() && deps.noted.get(one.hash) === 'accepted'),
      isSure,
      hasRefused: areHere && replaced.some(isRefused),
      isOwners: deps.isOwners(one),
      fixed: deps.fixed,
      wasAside: isKnownAside(one),
      updatesOf: async (envelopes) => (await opening(envelopes)).map((each) => each.update),
    });
    // Of what is no update nothing counts.
    const judgement = provenOnly(one, update, await judged.catch(() => 'aside' as const));
    one.standing = 'aside';
    if (judgement === 'waiting') return void (one.standing = judgement);
    if (judgement === 'aside') return void asides.add(one.hash);
    if (judgement === 'unproven') return void (one.standing = judgement);
    asides.delete(one.hash);
    if (judgement === 'rebuilt') confirmations.rebuilt(one);
    deps.withstand(() => deps.apply(one, update, judgement === 'rebuilt' ? 'counts' : judgement));
    chains.cover(one.statement.heads, isOwn(one) || confirmations.isRebuilt(one));
  }

  /** The team may have changed. */
  function namesStrangers({ statement: { heads } }: HeldEnvelope): boolean {
    if (heads.every(({ device }) => cipher.memberOf(device) !== undefined)) return false;
    deps.onUnknownWriter();
    return true;
  }

  /** What is taken in on somebody's word may not put words into the mouth of others: see `judgeAttested`. */
  function provenOnly(one: HeldEnvelope, update: Uint8Array, judgement: Judgement): Judgement {
    const note = deps.noted.get(one.hash);
    const isLookedAt = isOwn(one) || note === 'accepted' || note === 'unconfirmed';
    if (isLookedAt || (judgement !== 'counts' && judgement !== 'unconfirmed')) return judgement;
    const found = attestedIn(one, update);
    if (found === 'unknown') deps.onUnknownWriter();
    return { genuine: judgement, unknown: 'waiting' as const, forged: 'aside' as const }[found];
  }

  function attestedIn({ statement }: HeldEnvelope, update: Uint8Array): ReturnType<typeof judgeAttested> {
    const isWhole = statement.base.every(({ hash: base }) => {
      const other = held.get(base);
      return other !== undefined && counting(other);
    });
    // What it says to be missing and has come meanwhile excuses nothing.
    const heads = statement.heads.map((head) => ({ ...head, missing: stillMissing(head) }));
    return judgeAttested(update, { heads, isWhole }, { ...deps, attestations });
  }

  function stillMissing({ device, missing }: Head): number[] {
    if (missing.length === 0) return missing;
    const here = held.all().filter((one) => one.statement.device === device && counting(one));
    const counters = new Set(here.map(({ statement }) => statement.counter));
    return missing.filter((counter) => !counters.has(counter));
  }

  /** What a checkpoint has to speak of itself: for the rest stands what it builds on, or what has replaced that. */
  function originalsOf(one: HeldEnvelope): HeldEnvelope[] {
    const isUnder = (other: HeldEnvelope): boolean =>
      counting(other) &&
      one.statement.base.some(
        (named) => named.hash === other.hash || chains.isCovered(other.statement.heads, named),
      );
    const under = held.checkpoints().filter((other) => other !== one && isUnder(other));
    return replacedBy(one).filter(
      (each) =>
        counting(each) && each.statement.level === 0 && !under.some((other) => standsFor(other, each)),
    );
  }

  async function holdsGood(one: HeldEnvelope): Promise<boolean> {
    const originals = originalsOf(one);
    const confirmed = held.checkpoints().filter(confirmations.isConfirmed);
    const { heads } = one.statement;
    const come = heads.reduce((sum, head) => sum + head.missing.length - stillMissing(head).length, 0);
    const others = originals.length + confirmed.length + come;
    if (others > (compared.get(one.hash) ?? 0) && !confirmed.includes(one)) {
      compared.set(one.hash, others);
      const [[own], ...evidence] = await Promise.all([
        opening([one]),
        opening(originals),
        opening(confirmed),
      ]);
      const [written, sums] = evidence.map((each) => each.map(({ update }) => update));
      const isForged = (update: Uint8Array): boolean =>
        !areAllHere([...written!, ...sums!], deps) || (come > 0 && attestedIn(one, update) === 'forged');
      if (own !== undefined && (tellsOtherwise(own.update, written!, sums!) || isForged(own.update))) {
        one.standing = 'aside';
        asides.add(one.hash);
        return false;
      }
    }
    if (counting(one) && confirmed.includes(one)) one.standing = 'counts';
    return true;
  }

  return { judge, holdsGood, isDoubtful };
}

/** It may not be its author's, although what it says can be read. */
const isRefused = ({ standing, statement: { level } }: HeldEnvelope): boolean =>
  standing === 'aside' && level === 0;

/** Of what is no update nothing tells. */
function tellsOtherwise(...evidence: Parameters<typeof isDisproved>): boolean {
  try {
    return isDisproved(...evidence);
  } catch {
    return false;
  }
}
