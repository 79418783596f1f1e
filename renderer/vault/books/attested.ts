import type * as Y from 'yjs';
import { isContentId, type SignedAttestation } from '#shared/crypto/attestation.ts';
import type { Head } from '#shared/crypto/statement.ts';
import { erasureCollections } from '#shared/domain/collections.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { decodeInnerUpdate } from '#shared/sync/bounded-update.ts';
import { type Attestations, attestationsAmong, attestationsKey } from './attestations.ts';
import type { BookCipher } from './cipher.ts';
import { createLists, type Entry, type Lists } from './fixed-lists.ts';

interface Deps {
  attestations: Attestations;
  cipher: Pick<BookCipher, 'readAttestation' | 'memberOf' | 'wasOwners' | 'lastHeads' | 'isShared'>;
  inner: Y.Doc;
  fixed: ReadonlySet<string>;
}

/** A record that is written once, as its entry says: any other id is none, since none can prove it. */
interface Fixed {
  list: string;
  id: string;
  device: unknown;
  member: unknown;
}

/** Whether a device has signed each record that its update puts where records are written once. */
export function isAttestedBy(device: string, update: Uint8Array, deps: Deps): boolean {
  if (!deps.cipher.isShared) return true;
  return recordsAmong(listsOf(update, deps).brought()).every(({ list, id }) =>
    deps.attestations.signersOf(list, id).includes(device),
  );
}

/**
 * Whether a summary holds the records that are written once as those signed them whom they name, and leaves none of
 * them out: `forged` where not, whoever says that they have rebuilt it. `unknown`: devices have signed of which this
 * one knows nothing yet, or it goes on from what is not here.
 */
export function judgeAttested(
  update: Uint8Array,
  { heads, isWhole }: { heads: readonly Head[]; isWhole: boolean },
  deps: Deps,
): 'genuine' | 'unknown' | 'forged' {
  const { attestations, cipher } = deps;
  if (!cipher.isShared || deps.fixed.size === 0) return 'genuine';
  const lists = listsOf(update, deps);
  const brought = lists.brought();
  const said = attestations.within(update);
  if (said.some((one) => !attestations.isGenuine(one) && cipher.memberOf(one.device) === undefined))
    return 'unknown';
  if (!recordsAmong(brought).every((record) => isAsSigned(record, deps))) return 'forged';
  if (leavesNothingOut(said, { lists, brought, heads }, deps)) return 'genuine';
  return isWhole ? 'forged' : 'unknown';
}

/** Whether the book has the records that updates which count have put where they are written once, or their erasure. */
export function areAllHere(updates: Uint8Array[], deps: Pick<Deps, 'inner' | 'fixed'>): boolean {
  if (deps.fixed.size === 0) return true;
  let accounted: Set<string> | undefined;
  return updates.every((update) => {
    const lists = listsOf(update, deps);
    accounted ??= accountedFor(lists.here());
    return recordsAmong(lists.brought()).every(({ list, id }) => accounted!.has(`${list}/${id}`));
  });
}

/** What is there, and what was erased. */
function accountedFor(entries: Entry[]): Set<string> {
  const accounted = new Set(recordsAmong(entries).map(({ list, id }) => `${list}/${id}`));
  for (const { value } of entries.filter(({ list }) => erasureCollections.has(list)))
    if (isErasure(value)) accounted.add(`${value.collection}/${value.recordId}`);
  return accounted;
}

function listsOf(update: Uint8Array, { inner, fixed }: Pick<Deps, 'inner' | 'fixed'>): Lists {
  return createLists({ ...decodeInnerUpdate(update), inner, fixed });
}

/** Whose erasure it is was looked at with the rest. */
function isErasure(value: unknown): value is { collection: string; recordId: string } {
  return (
    isJsonObject(value) && typeof value['collection'] === 'string' && typeof value['recordId'] === 'string'
  );
}

function recordsAmong(entries: Entry[]): Fixed[] {
  return entries.flatMap(({ list, value }) => {
    const id = isJsonObject(value) ? value['id'] : undefined;
    if (!isJsonObject(value) || typeof id !== 'string' || !isContentId(id)) return [];
    return [{ list, id, device: value['deviceId'], member: value['memberId'] }];
  });
}

/** By whom it names, where it names anybody; and by an owner's device, where it says that something is erased. */
function isAsSigned({ list, id, device, member }: Fixed, { attestations, cipher }: Deps): boolean {
  return attestations.signersOf(list, id).some((signer) => {
    const memberId = cipher.memberOf(signer);
    return (
      (device === undefined || device === signer) &&
      (member === undefined || memberId === undefined || member === memberId) &&
      (!erasureCollections.has(list) || cipher.wasOwners(signer))
    );
  });
}

/** Each device's attestations go on from each other, and what they name is here, or an owner has erased it. */
function leavesNothingOut(
  said: SignedAttestation[],
  { lists, brought, heads }: { lists: Lists; brought: Entry[]; heads: readonly Head[] },
  { attestations, cipher, inner, fixed }: Deps,
): boolean {
  const genuine = said.filter(attestations.isGenuine);
  const accounted = accountedFor([...brought, ...lists.here()]);
  const hashes = new Set(
    [...said, ...attestationsAmong(cipher, inner.getArray(attestationsKey).toArray())].map(
      ({ hash }) => hash,
    ),
  );
  // It says itself of these that work of theirs is not in it: that is asked for.
  const isInPart = (device: string): boolean =>
    cipher.lastHeads(device) !== undefined ||
    heads.some((head) => head.device === device && head.missing.length > 0);
  // Of what a newer version writes once this one cannot tell whether it is all there.
  return genuine.every(
    (one) =>
      (!fixed.has(one.list) || one.ids.every((id) => accounted.has(`${one.list}/${id}`))) &&
      (one.previous === undefined || hashes.has(one.previous) || isInPart(one.device)),
  );
}
