import type { Identity } from './contact.ts';

type Wish = NonNullable<Identity['marketing']>;

/** What somebody last told Meta about advertising, of all that they are reached by. */
export function marketingWish(identities: Iterable<Identity>): Wish | undefined {
  let newest: Wish | undefined;
  for (const { marketing } of identities) {
    if (marketing === undefined) continue;
    // Of two wishes of one moment the stop counts.
    const isNewer = newest === undefined || marketing.at > newest.at;
    if (isNewer || (marketing.at === newest?.at && marketing.stopped)) newest = marketing;
  }
  return newest;
}

/** Since when the customer wants no advertising (epoch milliseconds); `undefined` where they take it. */
export function marketingStoppedAt(identities: Iterable<Identity>, contactId: string): number | undefined {
  const wish = marketingWish([...identities].filter((identity) => identity.contactId === contactId));
  return wish?.stopped === true ? wish.at : undefined;
}
