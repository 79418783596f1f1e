import * as Y from 'yjs';
import type { BookContent } from './book-content.ts';
import { type Carrier, ownEnvelope } from './carrier.ts';
import { type CheckpointLimits, type CheckpointPlan, planCheckpoint } from './checkpoint.ts';
import type { BookCipher } from './cipher.ts';
import type { OwnChanges } from './own-changes.ts';
import type { Remains } from './remains.ts';
import { erasureLists, type Tables } from './tables.ts';
import { entryIds } from './writers.ts';

/** Keeps a book short: checkpoints stand for its long tail, and for what held words of what was erased. */
export interface Checkpointing {
  /** Takes out of the book what was erased in it, and looks whether envelopes still hold something of it. */
  takeOutErased(): Promise<void>;
  /**
   * Replaces a long tail by a checkpoint, and confirms those of others that this device has rebuilt. In turn with all
   * that this device seals.
   */
  checkpoint(): Promise<void>;
}

export function createCheckpointing(deps: {
  /** Of the book. */
  name: string;
  cipher: BookCipher;
  limits: CheckpointLimits;
  carrier: Carrier;
  own: Pick<OwnChanges, 'make' | 'seal' | 'isAnyGathered'>;
  remains: Remains;
  /** As it is read now. */
  content(): BookContent;
  tables(): Tables;
  /** Gives whether the book has withstood all steps so far. */
  withstand(step: () => void): boolean;
}): Checkpointing {
  const { cipher, carrier, own, content, tables } = deps;
  let hadRemains = false;
  /** Envelopes hold what was erased, and nobody else has replaced them. */
  let isRemainsDue = false;

  const isAnyUnconfirmed = (): boolean => content().reader.inventory.unconfirmed().length > 0;

  /** An owner's erasure waits for nobody's word: see `mayEraseFor`. */
  const maySealOver = (): boolean => !isAnyUnconfirmed() || cipher.asOwner(cipher.device) === 'all';

  /** Whoever erases seals the book anew at once; what is still here when one looks again, nobody has replaced. */
  async function lookForRemains(): Promise<void> {
    const remains = await deps.remains.look();
    const { reader, kept } = content();
    const lying = new Set(carrier.items());
    const found = remains.some((one) => lying.has(one.envelope) && reader.counts(one.envelope));
    if (remains.length > 0) kept.mayHaveTaken();
    isRemainsDue = found && hadRemains && maySealOver();
    hadRemains = found;
  }

  /** Whether this device has erased something that no checkpoint stands for yet. */
  function holdsErased(): boolean {
    const { inner, summedUp, reader } = content();
    const known = Y.decodeStateVector(summedUp);
    const isOwn = ({ client, clock }: Y.ID): boolean =>
      clock >= (known.get(client) ?? 0) && reader.chains.mayWriteAs(cipher.device, client);
    return erasureLists(deps.name).some((name) => entryIds(inner.getArray(name)).some(isOwn));
  }

  function plan(): CheckpointPlan | undefined {
    const { inner, summedUp, reader } = content();
    let planned: CheckpointPlan | undefined;
    const isWhole = deps.withstand(() => {
      planned = planCheckpoint({
        envelopes: carrier.items().filter(reader.counts),
        inner,
        summedUp,
        cipher,
        limits: deps.limits,
        mayReplaceAll: !isAnyUnconfirmed(),
        holdsErased: holdsErased() || isRemainsDue,
      });
    });
    // What came out of a broken document must not replace what went into it.
    return isWhole ? planned : undefined;
  }

  async function checkpointIfDue(): Promise<void> {
    // A checkpoint stands for statements: what is in none yet would be in it and named by nobody.
    while (own.isAnyGathered()) await own.seal();
    const planned = plan();
    if (planned === undefined) return;
    const { reader, writer, inner } = content();
    const { inventory } = reader;
    const covered = Y.encodeStateVector(inner);
    const stay = carrier.items().filter((item) => !planned.replaces.has(item));
    const base = planned.level > 1 ? [] : inventory.checkpointsAmong(stay);
    const said = { level: planned.level, heads: inventory.countingHeads(), base };
    const written = await writer.checkpoint(planned.update, said);
    // What confirms those that stay is needed beside them.
    const confirming = inventory.confirming(base, planned.replaces);
    const replaces = [...planned.replaces].filter((item) => !confirming.has(item));
    reader.sealed(written.stated, carrier.replace(new Set(replaces), written.envelope));
    content().summedUp = covered;
    // What it replaces is forgotten then.
    content().kept.mayHaveTaken();
  }

  async function confirm(): Promise<void> {
    const { reader, writer } = content();
    const due = reader.confirmations.due();
    if (due.length === 0) return;
    const { stated, envelope } = await writer.confirmation(due);
    reader.sealed(stated, carrier.push([envelope], ownEnvelope)[0]!);
  }

  return {
    async takeOutErased() {
      await lookForRemains();
      // For good: not on the word of a sum that nobody else has confirmed.
      if (maySealOver() && tables().holdsErased()) own.make(() => tables().takeOutErased());
    },
    async checkpoint() {
      await checkpointIfDue();
      await confirm();
    },
  };
}
