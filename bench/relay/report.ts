import { median, printFigure } from '../lib/figure.ts';
import type { Contender } from './servers.ts';
import { contenders, ours } from './servers.ts';

/** What was measured of each contender: one value a round. */
export type Measured<Values> = Map<Contender, Values[]>;

export interface Reported<Values> {
  name: string;
  unit: string;
  pick(values: Values): number | undefined;
  note?: string;
}

/** Prints the medians over the rounds, ours beside that of each peer that has such a value. */
export function report<Values>(measured: Measured<Values>, figures: Reported<Values>[]): void {
  for (const { name, unit, pick, note } of figures) {
    const of = (contender: Contender): number | undefined => {
      const values = (measured.get(contender) ?? []).map(pick).filter((value) => value !== undefined);
      return values.length === 0 ? undefined : median(values);
    };
    const value = of(ours);
    if (value === undefined) throw new Error(`${name} was not measured`);
    const common = {
      name: `relay.${name}`,
      value,
      unit,
      encrypted: ours.isEncrypted,
      durable: ours.isDurable,
      note,
    };
    const compared = contenders
      .map((peer) => ({ peer, peerValue: of(peer) }))
      .filter(({ peerValue }) => peerValue !== undefined);
    if (compared.length === 0) printFigure(common);
    for (const { peer, peerValue } of compared) {
      printFigure({
        ...common,
        peer: peer.name,
        peerValue,
        peerEncrypted: peer.isEncrypted,
        peerDurable: peer.isDurable,
      });
    }
  }
}
