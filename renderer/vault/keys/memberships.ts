import { type Chain, headOf } from '#shared/sync/chain.ts';
import { type Link, readMembership, type SignedMembership } from '#shared/sync/membership.ts';
import type { Keybag } from './keybag.ts';

/** All memberships that a device keeps, oldest first, as it shows them to a relay. */
export function recordsOf({ chain, membership }: Pick<Keybag, 'chain' | 'membership'>): SignedMembership[] {
  return [...chain, membership];
}

/** The same as a chain. It was verified when it was taken over, and has lain in the lock since. */
export function chainOf(keybag: Keybag): Chain {
  const [first, ...rest] = recordsOf(keybag).map((signed) => linkOf(signed, keybag.workspace));
  return [first!, ...rest];
}

const epochNames = new WeakMap<Keybag, string>();

/** Names the keys that a device seals with: two branches may begin epochs of one number. */
export function epochName(keybag: Keybag): string {
  const known = epochNames.get(keybag);
  if (known !== undefined) return known;
  const began = chainOf(keybag).find(({ record }) => record.epoch === keybag.epoch);
  const name = `${keybag.epoch} ${began?.hash}`;
  epochNames.set(keybag, name);
  return name;
}

/** The oldest record that a device keeps: the team's founding, or its new beginning by recovery words. */
export function firstOf(keybag: Keybag): Link {
  return linkOf(recordsOf(keybag)[0]!, keybag.workspace);
}

/** Each is read once: what a device keeps is asked for again and again, and is never changed. */
const links = new WeakMap<SignedMembership, Link>();

function linkOf(signed: SignedMembership, workspace: string): Link {
  const known = links.get(signed);
  if (known?.record.workspace === workspace) return known;
  const read = readMembership(signed, workspace);
  if (!read.ok) throw new Error('A stored membership cannot be read');
  links.set(signed, read.value);
  return read.value;
}

/** A chain as a keybag keeps it: seals are needed of the newest record only. */
export function kept(chain: Chain): Pick<Keybag, 'chain' | 'membership'> {
  const before = chain.slice(0, -1).map(({ signed: { payload, signature } }) => ({ payload, signature }));
  return { chain: before, membership: headOf(chain).signed };
}

/** A chain with one more record, which this device has made itself. */
export function grown(
  keybag: Pick<Keybag, 'chain' | 'membership'>,
  next: SignedMembership,
): SignedMembership[] {
  const { payload, signature } = keybag.membership;
  return [...keybag.chain, { payload, signature }, next];
}
