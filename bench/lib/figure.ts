/** One measured figure, as one line of JSON. `ratio` is ours over the peer's (or the budget's). */
export interface Figure {
  /** Such as `vault.first-list`. */
  name: string;
  value: number;
  unit: string;
  peer?: string | undefined;
  peerValue?: number | undefined;
  /** Whether our side worked on ciphertext, and whether its writes were on disk when they counted as done. */
  encrypted: boolean;
  durable: boolean;
  /** The same of the peer. */
  peerEncrypted?: boolean | undefined;
  peerDurable?: boolean | undefined;
  /** What else is needed to understand the figure. */
  note?: string | undefined;
}

export function printFigure({ value, peerValue, ...rest }: Figure): void {
  const ratio = peerValue === undefined || peerValue === 0 ? undefined : round(value / peerValue, 3);
  const { name, unit, peer, encrypted, durable, peerEncrypted, peerDurable, note } = rest;
  const line = {
    name,
    value: round(value, 2),
    unit,
    peer,
    peerValue: peerValue === undefined ? undefined : round(peerValue, 2),
    ratio,
    encrypted,
    durable,
    peerEncrypted,
    peerDurable,
    note,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share of all values lies (nearest rank). */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(0, Math.ceil(share * sorted.length) - 1);
  const value = sorted[rank];
  if (value === undefined) throw new Error('Nothing was measured');
  return value;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
