/** What can be put in the bin. There nothing is sent about it, no model is asked, and no list or sum shows it. */
export const binnable = ['contacts', 'sites', 'enquiries', 'jobs'] as const;
export type Binnable = (typeof binnable)[number];

/** How long something stays in the bin before it goes. */
export const binMilliseconds = 30 * 86_400_000;

interface Put {
  binnedAt?: number | undefined;
}

export function isInBin({ binnedAt }: Put): boolean {
  return binnedAt !== undefined;
}

interface Listed extends Put {
  archivedAt?: number | undefined;
  onlyComments?: true | undefined;
}

/** Whether lists show it: neither archived nor in the bin, nor somebody of whom only comments are known. */
export function isCurrent({ archivedAt, binnedAt, onlyComments }: Listed): boolean {
  return archivedAt === undefined && binnedAt === undefined && onlyComments === undefined;
}

/** A clock that has leapt further than this since somebody last worked here is not believed. */
const leap = 7 * 86_400_000;

/**
 * The moment by which the bin is emptied, from clocks of which each may be wrong: never later than any of them.
 * `relayNow`: none, where no relay has told. `workedAt`: when this business was last worked on before this start;
 * `undefined` where neither speaks for the device's own clock. Epoch milliseconds.
 */
export function trustedMoment(
  deviceNow: number,
  relayNow: number | undefined,
  workedAt: number | undefined,
): number | undefined {
  if (relayNow !== undefined) return Math.min(deviceNow, relayNow);
  if (workedAt === undefined || deviceNow - workedAt > leap) return undefined;
  return deviceNow;
}
