import type { Identity } from './contact.ts';

/** Since when the customer wants no advertising (epoch milliseconds); `undefined` where they take it. */
export function marketingStoppedAt(identities: Iterable<Identity>, contactId: string): number | undefined {
  let newest: Identity['marketing'];
  for (const identity of identities) {
    const { marketing } = identity;
    if (identity.contactId !== contactId || marketing === undefined) continue;
    // Of two wishes of one moment the stop counts.
    const isNewer = newest === undefined || marketing.at > newest.at;
    if (isNewer || (marketing.at === newest?.at && marketing.stopped)) newest = marketing;
  }
  return newest?.stopped === true ? newest.at : undefined;
}

export function hasStoppedMarketing(identities: Iterable<Identity>, contactId: string): boolean {
  return marketingStoppedAt(identities, contactId) !== undefined;
}
