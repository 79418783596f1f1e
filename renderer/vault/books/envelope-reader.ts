import { sha256 } from '@noble/hashes/sha2.js';
import type * as Y from 'yjs';
import type { OpenedEnvelope } from '#shared/crypto/envelope.ts';
import type { Stated, Statement } from '#shared/crypto/statement.ts';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { applyInnerUpdate } from '#shared/sync/bounded-update.ts';
import { admissionOf } from './admission.ts';
import { type Attestations, createAttestations } from './attestations.ts';
import { isAttestedBy } from './attested.ts';
import { type Chains, createChains } from './chains.ts';
import { createCheckpointJudge, type Fresh } from './checkpoint-judge.ts';
import { agreesWith, readClaims } from './claims.ts';
import type { BookCipher } from './cipher.ts';
import { createEndings } from './endings.ts';
import {
  type CheckpointNote,
  createHeldEnvelopes,
  type HeldEnvelope,
  type HeldEnvelopes,
} from './held-envelopes.ts';
import { type Confirmations, createConfirmations } from './confirmations.ts';
import { counting, createInventory, type Inventory } from './inventory.ts';
import { findLostWork, type LostWork } from './lost-work.ts';
import { isBefore, saidTwice, writtenBy } from './said-twice.ts';

/** An envelope that this device comes to know of. */
export interface Came {
  envelope: Uint8Array;
  /** What names its own row, where it has one. */
  row?: string;
}

/** Opens what comes into a book, and decides what of it counts. */
export interface EnvelopeReader {
  held: HeldEnvelopes;
  chains: Chains;
  attestations: Attestations;
  confirmations: Pick<Confirmations, 'due' | 'isConfirmed' | 'isRebuilt'>;
  inventory: Inventory;
  /**
   * Something is in the book that was shown to be wrong later, or that counts no more since its author lost a right:
   * nothing may be summed up before the book is read anew.
   */
  isSpoiled(): boolean;
  /** What this device has written that is not in the book, since it hangs on what counts no more. */
  ownLost(): Promise<LostWork | undefined>;
  /** One call after another: an envelope must not overtake the one that it builds on. */
  read(came: Came[]): Promise<void>;
  /** Names what counts among these items and in rows of its own, values included: all of it was signed by its hash. */
  content(items: Uint8Array[]): string;
  /** Whether an item of the outer document was opened, and whether its content is in the book. */
  knows(item: Uint8Array): boolean;
  counts(item: Uint8Array): boolean;
  /** Of what could come, what is not here, and what no checkpoint that counts stands for. */
  lacking(came: Came[]): Promise<Uint8Array[]>;
  /** Opens envelopes once more that are held; those that do not open any more are left out. */
  openAgain(envelopes: HeldEnvelope[]): Promise<{ held: HeldEnvelope; update: Uint8Array }[]>;
  /** This device has sealed it, and put it into the outer document. */
  sealed(stated: Stated, item: Uint8Array): void;
  /** This device has put it into the outer document once more. */
  putIn(held: HeldEnvelope, item: Uint8Array): void;
}

export interface ReaderDeps {
  cipher: BookCipher;
  inner: Y.Doc;
  /** The lists of the inner document that are only ever appended to. */
  fixed: ReadonlySet<string>;
  /** What was noted of checkpoints, by hash, when they came. */
  noted: ReadonlyMap<string, CheckpointNote>;
  onUnknownWriter(): void;
  /** What somebody sends may make Yjs fail: the step is given up, and counted. */
  withstand(step: () => void): void;
  /** Checkpoints that needed no look at others are applied; the rest of the first reading comes now. */
  onCheckpointsRead(): void;
}

const isCheckpoint = ({ held }: Fresh): boolean => held.statement.level > 0;

/** Each after what it builds on. */
const inOrder = (a: Statement, b: Statement): number => b.level - a.level || a.base.length - b.base.length;

export function createEnvelopeReader(deps: ReaderDeps): EnvelopeReader {
  const { cipher, inner } = deps;
  const chains = createChains(cipher);
  const held = createHeldEnvelopes();
  const attestations = createAttestations(cipher);
  const confirmations = createConfirmations({
    held,
    cipher,
    noted: deps.noted,
    isInTime: (one) => !endings.isLate(one) && endings.reaches(one),
  });
  /** Not so where it came while the book was closed. */
  const isKnown = (one: HeldEnvelope): boolean => isOwn(one) || deps.noted.has(one.hash);
  /** Rows that nothing needs. */
  const needless: string[] = [];
  const inventory = createInventory({
    device: cipher.device,
    held,
    chains,
    confirmations,
    needless,
    isOwners: (device) => cipher.asOwner(device) === 'all',
  });
  const { standsFor, replacedBy } = inventory;
  const endings = createEndings({ cipher, held, chains, confirmations, standsFor });
  const judging = createCheckpointJudge({
    ...deps,
    held,
    chains,
    attestations,
    confirmations,
    inventory,
    endings,
    isOwners,
    hasRead: () => hasRead,
    opening,
    apply,
  });
  let hasRead = false;
  let areCheckpointsRead = false;
  let isSpoiled = false;

  /** `undefined` where the key or the author is not known, `null` for what is none of ours. */
  async function open(came: Pick<Came, 'envelope'>[]): Promise<(OpenedEnvelope | undefined | null)[]> {
    const results = await cipher.open(came.map(({ envelope }) => envelope));
    if (results.some((result) => !result.ok && result.error.code === 'envelope.no-key'))
      deps.onUnknownWriter();
    return results.map((result) => {
      if (result.ok) return result.value;
      return result.error.code === 'envelope.unreadable' ? null : undefined;
    });
  }

  function take({ envelope, row }: Came, opened: OpenedEnvelope): Fresh | undefined {
    const one = held.hold(opened, envelope);
    if (row !== undefined && one.row !== undefined && one.row !== row) needless.push(row);
    else one.row ??= row;
    // A sum of what is late is its author's next statement all the same: its number is not given twice.
    if (!endings.isLate(one)) chains.add(opened);
    if (endings.isBeyond(one)) {
      one.standing = 'beyond';
      hearOfOwn(one);
      return undefined;
    }
    return counting(one) ? undefined : { held: one, update: opened.update };
  }

  /** What this device has written may be in a sum alone that it has rebuilt: without that it would not know of it. */
  function hearOfOwn(one: HeldEnvelope): void {
    if (!confirmations.isRebuilt(one)) return;
    for (const { device, counter } of one.statement.heads)
      if (device === cipher.device) chains.hearOf(device, counter, one.hash);
  }

  async function read(came: Came[]): Promise<void> {
    const opened = await open(came);
    const fresh = new Map<HeldEnvelope, Fresh>();
    came.forEach((one, index) => {
      const found = opened[index];
      const taken = found ? take(one, found) : undefined;
      if (taken !== undefined) fresh.set(taken.held, taken);
      // Nobody of the team has written it.
      if (found === null && one.row !== undefined) needless.push(one.row);
    });
    const waiting = held
      .all()
      .filter((one) => !counting(one) && one.standing !== 'beyond' && !fresh.has(one));
    const counted = await admitAll([...fresh.values()]);
    // What was left aside may have waited for what is here now.
    if (counted && waiting.length > 0) await admitAll(await opening(waiting));
    for (const one of held.checkpoints())
      if (one.standing === 'unconfirmed' && !(await judging.holdsGood(one))) isSpoiled = true;
    hasRead = true;
  }

  /** As often as more of it counts: one may build on another. `true` when any of it counts. */
  async function admitAll(fresh: Fresh[]): Promise<boolean> {
    for (let rest = fresh; rest.length > 0;) {
      await admit(rest);
      const left = rest.filter(({ held: one }) => !counting(one));
      if (left.length === rest.length) return rest.length < fresh.length;
      rest = left;
    }
    return fresh.length > 0;
  }

  async function opening(envelopes: HeldEnvelope[]): Promise<Fresh[]> {
    const opened = await open(envelopes);
    return envelopes.flatMap((one, index) => {
      const update = opened[index]?.update;
      return update === undefined ? [] : [{ held: one, update }];
    });
  }

  /** Checkpoints that replace nothing of what is here come first: the rest may build on them. */
  async function admit(fresh: Fresh[]): Promise<void> {
    if (cipher.isShared) await attestations.learn(fresh.map(({ update }) => update));
    const checkpoints = fresh
      .filter(isCheckpoint)
      .toSorted((a, b) => inOrder(a.held.statement, b.held.statement));
    // What was left aside before must not come before what tells.
    const isPlain = ({ held: one }: Fresh): boolean =>
      !judging.isDoubtful(one) && replacedBy(one).length === 0 && (hasRead || isKnown(one));
    const doubtful = (one: Fresh): number => (judging.isDoubtful(one.held) ? 1 : 0);
    const plain = checkpoints.filter(isPlain);
    const replacing = checkpoints
      .filter((one) => !isPlain(one))
      .toSorted((a, b) => doubtful(a) - doubtful(b));
    for (const one of plain) await judging.judge(one);
    if (!hasRead && !areCheckpointsRead) deps.onCheckpointsRead();
    areCheckpointsRead = true;
    const updates = fresh
      .filter((one) => !isCheckpoint(one))
      .toSorted((a, b) => (isBefore(a.held, b.held) ? -1 : 1));
    deps.withstand(() => inner.transact(() => updates.forEach(admitUpdate)));
    for (const one of replacing) await judging.judge(one);
  }

  function admitUpdate({ held: one, update }: Fresh): void {
    const { device } = one.statement;
    one.standing = 'aside';
    try {
      one.isOwners = isOwners(one);
      const author = { device, memberId: cipher.memberOf(device), isOwner: one.isOwners };
      const admission = admissionOf(update, author, { ...deps, chains });
      const isTooFar = chains.isTooFar(device, one.statement.counter);
      if (admission !== 'counts' || isTooFar || !endings.reaches(one)) {
        if (admission !== 'refused') one.standing = 'waiting';
        return;
      }
      if (!isAttestedBy(device, update, { ...deps, attestations })) return;
      one.written = writtenBy(update);
      const isReplaced = held.checkpoints().some((each) => counting(each) && standsFor(each, one));
      const said = isReplaced ? 'once' : saidTwice(one, update, { held, inner });
      if (said === 'again') return;
      // The book is read anew, and then the other one is left out.
      if (said === 'first') isSpoiled = true;
      if (isReplaced && isInAnotherPlace(update)) chains.foundForked(device);
      apply(one, update, 'counts');
    } catch {
      // Counted by the book's health, as every envelope that does not count.
    }
  }

  /** A checkpoint in use stands for a statement with this counter, and for other content: two go by one name. */
  const isInAnotherPlace = (update: Uint8Array): boolean =>
    inner.store.pendingStructs === null && !agreesWith(readClaims(update), inner, true);

  /** It was taken in as an owner's, and its author had lost that right. */
  const wasOwners = (one: HeldEnvelope): boolean => counting(one) && one.isOwners === true && !isOwners(one);

  /** Whether its author had an owner's rights when it was written. */
  function isOwners({ statement: { device }, hash }: HeldEnvelope): boolean {
    const heads = cipher.asOwner(device);
    return heads === 'all' || (heads.length > 0 && chains.under(device, heads).has(hash));
  }

  const isOwn = (one: HeldEnvelope): boolean => one.statement.device === cipher.device;

  function apply(one: HeldEnvelope, update: Uint8Array, standing: HeldEnvelope['standing']): void {
    applyInnerUpdate(inner, update);
    if (deps.fixed.size > 0) attestations.take(update);
    one.standing = standing;
  }

  return {
    held,
    chains,
    attestations,
    confirmations,
    inventory,
    isSpoiled: () => isSpoiled || endings.isCut() || held.all().some(wasOwners),
    ownLost: () => findLostWork({ cipher, inner, held, chains, confirmations, open: opening }),
    read,
    async lacking(came) {
      const opened = await open(came);
      // One that rests on a colleague's word alone keeps no original out.
      const inUse = held.checkpoints().filter(({ standing }) => standing === 'counts');
      const isHere = ({ statement: { device, counter }, hash }: OpenedEnvelope): boolean =>
        held.get(hash) !== undefined ||
        inUse.some(({ statement }) => chains.isCovered(statement.heads, { device, counter, hash }));
      return came.flatMap(({ envelope }, index) => {
        const found = opened[index];
        return found && !isHere(found) && !endings.isBeyond(found) ? [envelope] : [];
      });
    },
    openAgain: opening,
    content(items) {
      const lying = items.map(held.of).filter((one) => one !== undefined);
      const kept = held.all().filter(({ row }) => row !== undefined);
      const hashes = new Set([...lying, ...kept].filter(counting).map(({ hash }) => hash));
      return toBase64Url(sha256(utf8([...hashes].toSorted().join())));
    },
    knows: (item) => held.of(item) !== undefined,
    counts(item) {
      const one = held.of(item);
      return one !== undefined && counting(one);
    },
    sealed(stated, item) {
      const one = held.hold(stated, item);
      one.standing = 'counts';
      one.isOwners = cipher.asOwner(cipher.device) === 'all';
      if (stated.statement.level > 0) chains.cover(stated.statement.heads, true);
    },
    putIn: (one, item) => void held.hold(one, item),
  };
}
