import type { Compartment } from '#shared/domain/collections.ts';
import type { CompartmentKeys } from './key-schemas.ts';
import type { Keybag } from './keybag.ts';

type Compartments = Keybag['compartments'];
type Inboxes = Pick<Keybag, 'inbox' | 'formerInboxes'>;

/** How many generations of a webhook key are kept for deliveries that were not taken in before a change. */
export const keptInboxes = 20;

/** All keys of an epoch that this device was given, the one that new envelopes are sealed with first. */
export function epochKeys({ compartments }: Keybag, compartment: Compartment, epoch: number): string[] {
  const { epochs = {}, branches = [] } = compartments[compartment] ?? {};
  const own = epochs[epoch];
  const others = branches.filter((branch) => branch.epoch === epoch).map(({ key }) => key);
  return own === undefined ? others : [own, ...others];
}

/**
 * The keys of a branch that counts, with those of another one beside them: two branches begin epochs of one number
 * with keys of their own, and what honest devices have sealed under either stays readable. What the first does not
 * open at all, the other does not open either.
 */
export function withKeysOf(compartments: Compartments, other: Compartments): Compartments {
  const entries = Object.entries(compartments).map(
    ([name, keys]) => [name, joined(keys, other[name])] as const,
  );
  return Object.fromEntries(entries);
}

function joined(keys: CompartmentKeys, other: CompartmentKeys | undefined): CompartmentKeys {
  const { epochs, branches = [] } = keys;
  const known = new Set([...Object.values(epochs), ...branches.map(({ key }) => key)]);
  const given = Object.entries(other?.epochs ?? {}).map(([epoch, key]) => ({ epoch: Number(epoch), key }));
  const added = [...given, ...(other?.branches ?? [])].filter(({ key }) => !known.has(key));
  return added.length === 0 ? keys : { ...keys, branches: [...branches, ...added] };
}

/** The same for what opens deliveries that wait at the relay. */
export function withInboxesOf({ inbox, formerInboxes = [] }: Inboxes, other: Inboxes): Inboxes {
  if (inbox === undefined) return { inbox, formerInboxes: undefined };
  const known = new Set([inbox, ...formerInboxes].map(({ publicKey }) => publicKey));
  const given = [...(other.inbox === undefined ? [] : [other.inbox]), ...(other.formerInboxes ?? [])];
  const added = given.filter(({ publicKey }) => !known.has(publicKey));
  return { inbox, formerInboxes: [...formerInboxes, ...added].slice(0, keptInboxes) };
}
