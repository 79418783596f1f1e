import type { BookContent } from './book-content.ts';
import { type Carrier, givenBack } from './carrier.ts';
import type { BookCipher } from './cipher.ts';
import type { HeldEnvelope } from './held-envelopes.ts';

/** Puts envelopes into the outer document once more: what others have taken out, and what a device lacks. */
export interface GivingBack {
  /** The envelopes that others have taken out although nothing that this device believes stands for them. */
  takenAway(): HeldEnvelope[];
  /** Puts them back, where this device may. */
  giveBack(): void;
  /** Puts statements of an author in once more; those that are here. */
  giveAgain(device: string, counters: ReadonlySet<number>): void;
}

export function createGivingBack(deps: {
  cipher: Pick<BookCipher, 'canWrite'>;
  carrier: Pick<Carrier, 'push'>;
  /** As it is read now. */
  content(): BookContent;
}): GivingBack {
  const { cipher, carrier, content } = deps;
  const takenAway = (): HeldEnvelope[] => content().kept.takenAway();

  function putIn(envelopes: HeldEnvelope[]): void {
    if (envelopes.length === 0 || !cipher.canWrite()) return;
    const { reader, kept } = content();
    const items = carrier.push(
      envelopes.map(({ envelope }) => envelope),
      givenBack,
    );
    envelopes.forEach((held, index) => reader.putIn(held, items[index]!));
    kept.lookAgain();
  }

  return {
    takenAway,
    giveBack: () => putIn(takenAway()),
    giveAgain(device, counters) {
      const isWanted = ({ statement }: HeldEnvelope): boolean =>
        statement.device === device && counters.has(statement.counter);
      putIn(content().reader.held.all().filter(isWanted));
    },
  };
}
