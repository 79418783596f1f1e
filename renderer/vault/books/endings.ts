import type { NamedHead } from '#shared/sync/membership.ts';
import type { Chains } from './chains.ts';
import type { BookCipher } from './cipher.ts';
import type { Confirmations } from './confirmations.ts';
import type { HeldEnvelope, HeldEnvelopes } from './held-envelopes.ts';
import { counting } from './inventory.ts';

type Signed = Pick<HeldEnvelope, 'statement' | 'hash'>;

/** How far the work of devices counts that may not write in a book any more. */
export interface Endings {
  /** Such a device has written it later. */
  isLate(one: Signed): boolean;
  /** It is late, or stands for what is. A sum that this device has rebuilt is not late. */
  isBeyond(one: Signed): boolean;
  /**
   * Whether it is from before its author's work ended: the author's own links lead to it from there, one who may write
   * builds on it, or this device has rebuilt it. With the author's key alone, others could be put under the numbers of before.
   */
  reaches(one: HeldEnvelope): boolean;
  /** Whether something is in the book that should not be: a right was taken away since. */
  isCut(): boolean;
}

export function createEndings(deps: {
  cipher: Pick<BookCipher, 'lastHeads'>;
  held: HeldEnvelopes;
  chains: Chains;
  confirmations: Pick<Confirmations, 'isRebuilt'>;
  /** See `Inventory.standsFor`. */
  standsFor(checkpoint: HeldEnvelope, one: HeldEnvelope): boolean;
}): Endings {
  const { cipher, held, chains, confirmations } = deps;

  /** Whether a statement of the author lies behind where the author's work ends. */
  function isBehind(device: string, { counter, hash }: NamedHead): boolean {
    const heads = cipher.lastHeads(device);
    return (
      heads?.every((last) => counter > last.counter || (counter === last.counter && hash !== last.hash)) ??
      false
    );
  }

  const isLate: Endings['isLate'] = ({ statement: { device, counter }, hash }) =>
    isBehind(device, { counter, hash });

  // What a sum stands for was forgotten for it where it was rebuilt: that its author has lost the right since, before
  // they wrote it, takes nothing away from the work of others.
  const isBeyond: Endings['isBeyond'] = (one) =>
    (isLate(one) && !confirmations.isRebuilt(one)) ||
    (one.statement.level > 0 && one.statement.heads.some((head) => isBehind(head.device, head)));

  function reaches(one: HeldEnvelope): boolean {
    const heads = cipher.lastHeads(one.statement.device);
    return (
      heads === undefined ||
      confirmations.isRebuilt(one) ||
      chains.under(one.statement.device, heads).has(one.hash) ||
      isBuiltOn(one)
    );
  }

  function isBuiltOn({ hash }: HeldEnvelope): boolean {
    const names = ({ statement: { device, base } }: HeldEnvelope): boolean =>
      cipher.lastHeads(device) === undefined && base.some((named) => named.hash === hash);
    return held.all().some(names);
  }

  const isReplaced = (one: HeldEnvelope): boolean =>
    held.checkpoints().some((each) => counting(each) && !isBeyond(each) && deps.standsFor(each, one));

  /** A sum that was in time when it came is in its author's chain: the next sum here would name it, and be beyond. */
  function isNamedLate(one: HeldEnvelope): boolean {
    const { device } = one.statement;
    const head = isLate(one) ? chains.head(device) : undefined;
    return head !== undefined && isBehind(device, head);
  }

  return {
    isLate,
    isBeyond,
    reaches,
    isCut: () =>
      held
        .all()
        .some(
          (one) =>
            counting(one) && (isBeyond(one) || isNamedLate(one) || (!reaches(one) && !isReplaced(one))),
        ),
  };
}
