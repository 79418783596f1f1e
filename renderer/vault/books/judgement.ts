import * as Y from 'yjs';
import { applyInnerUpdate, decodeInnerUpdate } from '#shared/sync/bounded-update.ts';
import type { Chains } from './chains.ts';
import { agreesWith, type Claims, readClaims, speaksOfAll } from './claims.ts';
import { createLists } from './fixed-lists.ts';
import type { HeldEnvelope, Standing } from './held-envelopes.ts';

/** What a checkpoint is judged by. */
export interface Evidence {
  chains: Chains;
  /** Whether all that it stands for is here and counts, or is in other checkpoints that count. */
  isWhole: boolean;
  /** What the book holds without it. */
  inner: Y.Doc;
  /** The envelopes that count, for which it stands and no other checkpoint in use does. */
  originals: HeldEnvelope[];
  /** Whether its author's word is enough where the originals have never been here. */
  isTrusted: boolean;
  /** It was found to say something else before: that what told is gone makes it no better. */
  wasAside: boolean;
  /** Whether it is known to be right by more than its author's word. */
  isSure: boolean;
  /** Whether it stands for what may not be its author's, and was left aside when it came. */
  hasRefused: boolean;
  /** Whether its author is an owner, and the lists of the book that only an owner takes anything out of. */
  isOwners: boolean;
  fixed: ReadonlySet<string>;
  /** Opens envelopes once more. */
  updatesOf(envelopes: HeldEnvelope[]): Promise<Uint8Array[]>;
}

/** `rebuilt`: it counts, since all that it stands for is here and says the same. */
export type Judgement = Standing | 'rebuilt';

/**
 * Whether a checkpoint may stand for what it replaces: it has to speak of all that its originals bring and take away,
 * and to say the same of it, value by value, as what is in the book. One that says something else is left aside: its
 * author is known by name, and nothing that it replaced is forgotten. Where not all originals have been here, it must
 * at least say nothing else of those that have. It
 * takes nothing out either that is here and only an owner may erase: what says that one has may be made up. Throws
 * where it is no update.
 */
export async function judgeCheckpoint(
  { statement: { heads } }: HeldEnvelope,
  update: Uint8Array,
  evidence: Evidence,
): Promise<Judgement> {
  const { chains, isWhole, inner, originals, isTrusted, wasAside, updatesOf } = evidence;
  // Nobody gets in by their own sum what was not theirs to write.
  if (evidence.hasRefused && !evidence.isSure) return 'aside';
  const said = readClaims(update);
  const replaced = (await updatesOf(originals)).map(readClaims);
  // Where parts wait for others, not all of the book can be compared.
  const canTell = isWhole && inner.store.pendingStructs === null;
  // Where an author writes as two, one of them may be here in a checkpoint alone.
  if (!isTrusted && chains.contradiction(heads) !== undefined) return 'aside';
  if (!replaced.every((original) => speaksOfAll(said, original))) return 'aside';
  if (!agreesWith(said, inner, canTell)) return 'aside';
  if (canTell) return 'rebuilt';
  if (!evidence.isSure && takesOut(update, said, evidence)) return 'unproven';
  if (wasAside && originals.length === 0) return 'aside';
  return isTrusted ? 'counts' : 'unconfirmed';
}

function takesOut(
  update: Uint8Array,
  { removed }: Claims,
  { inner, fixed, isOwners }: Pick<Evidence, 'inner' | 'fixed' | 'isOwners'>,
): boolean {
  if (fixed.size === 0) return false;
  const lists = createLists({ ...decodeInnerUpdate(update), inner, fixed });
  const gone = [...removed].flatMap(([client, ranges]) =>
    ranges.flatMap(({ from, end }) => lists.entriesIn(client, from, end)),
  );
  return !gone.every((entry) => lists.mayGo(entry, isOwners)) || (!isOwners && lists.erasesAnything());
}

/**
 * Whether originals that came later, or checkpoints that somebody has confirmed, show that a checkpoint says something
 * else. They are compared among themselves: in the book, what the checkpoint said came first. Throws where one is no
 * update.
 */
export function isDisproved(update: Uint8Array, originals: Uint8Array[], confirmed: Uint8Array[]): boolean {
  const said = readClaims(update);
  if (!originals.map(readClaims).every((original) => speaksOfAll(said, original))) return true;
  const among = new Y.Doc();
  for (const each of [...confirmed, ...originals]) applyInnerUpdate(among, each);
  const agrees = agreesWith(said, among, false);
  among.destroy();
  return !agrees;
}
