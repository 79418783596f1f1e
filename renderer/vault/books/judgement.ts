import * as Y from 'yjs';
import { applyInnerUpdate } from '#shared/sync/bounded-update.ts';
import type { Chains } from './chains.ts';
import type { HeldEnvelope, Standing } from './held-envelopes.ts';
import { contains, isSameContent } from './same-content.ts';

/** What a checkpoint is judged by. */
export interface Evidence {
  chains: Chains;
  /** Whether all that it stands for is here and counts, or is in other checkpoints that count. */
  isWhole: boolean;
  /** What the book holds without it. */
  inner: Y.Doc;
  /** The envelopes that count, for which it stands and that it does not build on. */
  originals: HeldEnvelope[];
  /** The other checkpoints that count: it may build on them. */
  base: HeldEnvelope[];
  /** Whether its author's word is enough where the originals have never been here. */
  isTrusted: boolean;
  /** It was found to say something else before: that what told is gone makes it no better. */
  wasAside: boolean;
  /** Opens envelopes once more. */
  updatesOf(envelopes: HeldEnvelope[]): Promise<Uint8Array[]>;
}

/**
 * Whether a checkpoint may stand for what it replaces. The content is built from the originals and from the
 * checkpoint, and compared value by value. One that says something else is left aside: its author is known by name,
 * and nothing that it replaced is forgotten. Where not all originals have been here, it must at least say nothing
 * else of those that have.
 */
export async function judgeCheckpoint(
  { statement: { heads } }: HeldEnvelope,
  update: Uint8Array,
  evidence: Evidence,
): Promise<Standing> {
  const { chains, isWhole, inner, originals, base, isTrusted, wasAside, updatesOf } = evidence;
  if (chains.contradiction(heads) !== undefined) return 'aside';
  const unproven = isTrusted ? 'counts' : 'unconfirmed';
  if (originals.length === 0 && !isWhole) return wasAside ? 'aside' : unproven;
  const baseUpdates = await updatesOf(base);
  const standing = built([...baseUpdates, update]);
  // What it stands for is in other checkpoints: it may bring nothing that is not here.
  if (originals.length === 0) return contains(inner, standing, true) ? 'counts' : 'aside';
  const replaced = built([...baseUpdates, ...(await updatesOf(originals))]);
  const fits = isWhole ? isSameContent(standing, replaced) : contains(standing, replaced, true);
  // Parts that wait for others were not compared.
  if (!fits || isWaiting(standing) || isWaiting(replaced)) return 'aside';
  return isWhole ? 'counts' : unproven;
}

const isWaiting = ({ store }: Y.Doc): boolean => store.pendingStructs !== null;

function built(updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) applyInnerUpdate(doc, update);
  });
  return doc;
}
