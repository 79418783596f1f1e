import { fromBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { canonicalJson, equalJson } from '#shared/lib/json.ts';
import type { Json } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { createVerifier, forPurpose, type Signer } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { handoverBytes } from './handover.ts';
import { isLetIn, standingNominee } from './nominee.ts';
import {
  type LastHeads,
  type Link,
  type Membership,
  membershipBytes,
  nomineeSigner,
  ownerRole,
  readMembership,
  refused,
  rootId,
  rootSigner,
  type SignedMembership,
} from './membership.ts';

/** Records that follow each other, oldest first. The first is the root's: where the team began, or a reset. */
export type Chain = readonly [Link, ...Link[]];

/** The record that counts. */
export function headOf(chain: Chain): Link {
  return chain.at(-1)!;
}

type Root = Membership['roots'][number];
type FormerDevice = NonNullable<Membership['formerDevices']>[number];

function successionBytes(workspace: string, key: string): Bytes {
  return forPurpose('plumbline root v1', utf8(canonicalJson({ workspace, key })));
}

/** A root that takes the place of the last one, by that one's own signature. It signs nothing more. */
export async function succeed(
  { workspace, roots }: Membership,
  key: string,
  signOfLast: Signer,
): Promise<Root[]> {
  return [...roots, { key, signature: toBase64Url(await signOfLast(successionBytes(workspace, key))) }];
}

async function isSigned(
  crypto: WebCrypto,
  publicKey: string,
  signature: string,
  bytes: Bytes,
): Promise<boolean> {
  try {
    const verify = await createVerifier(crypto, fromBase64Url(publicKey));
    return await verify(fromBase64Url(signature), bytes);
  } catch {
    return false;
  }
}

/** The workspace is named by the first root, and each other one is named by the one before. */
async function hasItsRoots(crypto: WebCrypto, { workspace, roots }: Membership): Promise<boolean> {
  if (rootId(fromBase64Url(roots[0]!.key)) !== workspace) return false;
  for (const [index, { key, signature = '' }] of roots.entries()) {
    if (index === 0) continue;
    const bytes = successionBytes(workspace, key);
    if (!(await isSigned(crypto, roots[index - 1]!.key, signature, bytes))) return false;
  }
  return true;
}

const signedBy = (crypto: WebCrypto, { record, signed }: Link, key: string): Promise<boolean> =>
  isSigned(crypto, key, signed.signature, membershipBytes(record.signer, fromBase64Url(signed.payload)));

/** A record that needs no other one: the root has signed it. */
async function fromTheRoot(crypto: WebCrypto, link: Link): Promise<Result<Link>> {
  const { roots, signer, previous, reset, nominee } = link.record;
  // What the words say stands alone: who was named by a device before has no right in it.
  const isWhole = (reset === undefined) === (previous === null) && nominee === undefined;
  if (signer !== rootSigner || !isWhole || !(await hasItsRoots(crypto, link.record)))
    return refused('bad-root');
  if (reset?.why === 'handed-over') return handsOver(crypto, link);
  return (await signedBy(crypto, link, roots.at(-1)!.key)) ? ok(link) : refused('bad-signature');
}

/** The last thing that a root signs: it names the next one, which has agreed to all that it can say. */
async function handsOver(crypto: WebCrypto, link: Link): Promise<Result<Link>> {
  const { roots, reset } = link.record;
  const [last, next] = [roots.at(-2), roots.at(-1)!];
  if (last === undefined) return refused('bad-root');
  const proof = reset?.proof ?? '';
  if (!(await isSigned(crypto, next.key, proof, handoverBytes(link.record, 'root'))))
    return refused('not-agreed');
  return (await signedBy(crypto, link, last.key)) ? ok(link) : refused('bad-signature');
}

/** The device's key, where an owner of this record may sign with it for the next one. */
function ownersKey({ devices, members }: Membership, deviceId: string): string | undefined {
  const device = devices.find(({ id }) => id === deviceId);
  const member = members.find(({ id }) => id === device?.memberId);
  return member?.role === ownerRole ? device?.signKey : undefined;
}

/**
 * Nobody leaves without being named, comes back, or becomes somebody else: what they have written hangs on it. Nor is it
 * said a second time how far that counts. `mayGrow`: where branches come together, it is as far as either says.
 */
export function keepsDevices(before: Membership, next: Membership, mayGrow: boolean): boolean {
  const devices = new Map(next.devices.map((device) => [device.id, device]));
  const former = new Map((next.formerDevices ?? []).map((device) => [device.id, device]));
  const isKept = (device: FormerDevice): boolean => {
    const now = former.get(device.id);
    if (devices.has(device.id) || !isSameDevice(device, now)) return false;
    const ends = [
      [device.heads, now.heads],
      [device.asOwner, now.asOwner],
    ] as const;
    return ends.every(([said, says]) => keepsEnd(said, says, mayGrow));
  };
  return (
    (before.formerDevices ?? []).every(isKept) &&
    before.devices.every((device) => isSameDevice(device, devices.get(device.id) ?? former.get(device.id)))
  );
}

type Identity = Pick<FormerDevice, 'memberId' | 'signKey' | 'salt'>;

function isSameDevice<Now extends Identity>(before: Identity, now: Now | undefined): now is Now {
  return now?.signKey === before.signKey && now.memberId === before.memberId && now.salt === before.salt;
}

type End = LastHeads | true | undefined;

function keepsEnd(before: End, now: End, mayGrow: boolean): boolean {
  if (before === undefined) return true;
  if (!mayGrow || before === true || typeof now !== 'object')
    return equalJson((now ?? null) as Json, before as Json);
  return Object.entries(before).every(([room, heads]) => {
    const named = new Set(now[room]?.map(({ hash }) => hash));
    return heads.every(({ hash }) => named.has(hash));
  });
}

/** All that a record of a device has to keep of the one before. */
function followsFrom({ record: before, hash }: Link, { record: next }: Link): boolean {
  return (
    next.sequence === before.sequence + 1 &&
    next.previous === hash &&
    next.epoch >= before.epoch &&
    // Where branches come together the epoch goes behind that of each.
    (next.epoch <= before.epoch + 1 || next.merges !== undefined) &&
    next.reset === undefined &&
    equalJson(next.roots as Json, before.roots as Json) &&
    equalJson(next.recovery as Json, before.recovery as Json) &&
    keepsDevices(before, next, next.merges !== undefined)
  );
}

/** A reset may follow any record, also one that is not known: the words are above every device. */
function resets(before: Link, next: Link): boolean {
  const { sequence, reset, previous } = next.record;
  return (
    sequence > before.record.sequence && reset !== undefined && previous !== null && keepsRoots(before, next)
  );
}

/**
 * A root that was replaced signs nothing more, also not beside the record that has replaced it: one that hands the
 * business over names a root that is not known yet.
 */
function keepsRoots({ record: { roots } }: Link, { record: next }: Link): boolean {
  const isOnce = next.reset?.why !== 'handed-over' || next.roots.length > roots.length;
  return isOnce && equalJson(next.roots.slice(0, roots.length) as Json, roots as Json);
}

/**
 * Whether a record of the root names one that is not known yet. It stands above all that the known ones have signed,
 * whatever its number: a number can be drawn as far ahead as one likes, a root is followed by whom it has signed in.
 */
function hasNewerRoot(known: Link, { record }: Link): boolean {
  return record.signer === rootSigner && record.roots.length > known.record.roots.length;
}

const notNext = problem(
  'membership.not-next',
  'This state of the team does not follow the one that is known.',
);

async function next(crypto: WebCrypto, before: Link, link: Link): Promise<Result<Link>> {
  const { signer } = link.record;
  if (signer === rootSigner) return resets(before, link) ? fromTheRoot(crypto, link) : notNext;
  if (!followsFrom(before, link)) return notNext;
  if (signer === nomineeSigner && !isLetIn(before.record, link.record)) return notNext;
  const key =
    signer === nomineeSigner ? standingNominee(before.record)?.signKey : ownersKey(before.record, signer);
  return key !== undefined && (await signedBy(crypto, link, key)) ? ok(link) : refused('bad-signature');
}

/** A whole chain, from a record of the root on. */
export async function readChain(
  crypto: WebCrypto,
  workspace: string,
  records: readonly SignedMembership[],
): Promise<Result<Chain>> {
  const [first, ...rest] = records;
  if (first === undefined) return refused('malformed');
  const read = readMembership(first, workspace);
  const begun = read.ok ? await fromTheRoot(crypto, read.value) : read;
  if (!begun.ok) return begun;
  const more = await extend(crypto, [begun.value], rest);
  if (!more.ok) return more;
  return more.value.what === 'fork' ? notNext : ok(more.value.chain);
}

/** What came of records that somebody shows to who knows a chain. */
export type Shown =
  /** `chain` with all that links to it; the same array where nothing does. */
  | { what: 'chain'; chain: Chain }
  /**
   * A second history, signed as well: the last of the known chain that both have, and where the other one leads.
   * `undefined`: they have nothing in common, since the root has begun anew twice.
   */
  | { what: 'fork'; common: Link | undefined; branch: Chain };

/**
 * Takes up what links, hash by hash, to a known chain. Records that are known are passed over, and those from before
 * its first one; what links to nothing known is a problem `membership.not-next`, and what nobody may have signed is
 * another one. Of all these nothing counts.
 */
export async function extend(
  crypto: WebCrypto,
  known: Chain,
  records: readonly SignedMembership[],
): Promise<Result<Shown>> {
  let chain = known;
  let fork: { common: Link | undefined; branch: Chain } | undefined;
  for (const signed of records) {
    const read = readMembership(signed, known[0].record.workspace);
    if (!read.ok) return read;
    const link = read.value;
    const { sequence, signer } = link.record;
    if (fork !== undefined) {
      const more = await next(crypto, headOf(fork.branch), link);
      if (!more.ok) return more;
      fork = { ...fork, branch: signer === rootSigner ? [link] : [...fork.branch, link] };
      continue;
    }
    if (chain.some(({ hash }) => hash === link.hash)) continue;
    if (sequence < known[0].record.sequence && !hasNewerRoot(known[0], link)) continue;
    if (sequence > headOf(chain).record.sequence) {
      const taken = await next(crypto, headOf(chain), link);
      if (!taken.ok) return taken;
      chain = signer === rootSigner ? [link] : [...chain, link];
      continue;
    }
    // Who shows one history shows no second one behind it.
    if (chain !== known) return refused('malformed');
    const common = chain.findLast(({ record }) => record.sequence < sequence);
    // What a device has signed says nothing without the record before it.
    if (common === undefined && signer !== rootSigner) return notNext;
    if (common === undefined && !keepsRoots(chain[0], link)) return refused('bad-root');
    const other = await (common === undefined ? fromTheRoot(crypto, link) : next(crypto, common, link));
    if (!other.ok) return other;
    fork = { common, branch: [link] };
  }
  return ok(fork === undefined ? { what: 'chain', chain } : { what: 'fork', ...fork });
}

/**
 * The known chain apart from another history: what comes before both, and what it has alone. `undefined` where it
 * has nothing alone.
 */
export function partAt(known: Chain, common: Link | undefined): { before: Link[]; mine: Chain } | undefined {
  const at = common === undefined ? 0 : known.indexOf(common) + 1;
  const [first, ...rest] = known.slice(at);
  return first && { before: known.slice(0, at), mine: [first, ...rest] };
}

/** What a chain becomes with another branch behind the common part: the root begins anew. */
export function withBranch(before: readonly Link[], branch: Chain): Chain {
  const [start, ...rest] = before;
  const isReset = branch[0].record.signer === rootSigner;
  return start === undefined || isReset ? branch : [start, ...rest, ...branch];
}

/**
 * Which of two branches counts. A reset stands above devices; else a branch that alone takes out who has signed the
 * other one; else a merge above what it names. `merge`: an owner's device may bring them together; `words`: each has
 * taken the other out, so that only the recovery words can tell.
 */
export function settle(mine: Chain, theirs: Chain): 'mine' | 'theirs' | 'merge' | 'words' {
  const isReset = ([{ record }]: Chain): boolean => record.signer === rootSigner;
  const resets = [isReset(mine), isReset(theirs)] as const;
  // What a root has signed that was replaced, with whatever number, ends where the next root begins.
  if (hasNewerRoot(mine[0], theirs[0])) return 'theirs';
  if (hasNewerRoot(theirs[0], mine[0])) return 'mine';
  // Before any merge: who is taken out must not bring themselves back by naming their removal in one.
  const removals = [takesOut(mine, theirs), takesOut(theirs, mine)] as const;
  for (const [ofMine, ofTheirs] of [resets, removals]) {
    if (ofMine && ofTheirs) return 'words';
    if (ofMine || ofTheirs) return ofMine ? 'mine' : 'theirs';
  }
  const merges = [takesIn(mine, theirs), takesIn(theirs, mine)] as const;
  // Two owners have brought the same together at once: both say the same, but for their keys.
  if (merges[0] && merges[1]) return headOf(mine).hash < headOf(theirs).hash ? 'mine' : 'theirs';
  if (merges[0] || merges[1]) return merges[0] ? 'mine' : 'theirs';
  return 'merge';
}

/** Whether the first branch takes out a device that has signed in the other one, or ends a nominee who has. */
function takesOut(branch: Chain, other: Chain): boolean {
  const { formerDevices = [], nominee } = headOf(branch).record;
  const former = new Set(formerDevices.map(({ id }) => id));
  const used = new Set(branch.flatMap(({ record }) => usedBy(record)));
  const isEnded = (id: string): boolean => id !== nominee?.id && !used.has(id);
  return other.some(({ record }) => former.has(record.signer) || usedBy(record).some(isEnded));
}

/** The nominee who has signed it. */
function usedBy({ signer, nominee }: Membership): string[] {
  return signer === nomineeSigner && nominee !== undefined ? [nominee.id] : [];
}

/** Whether all changes of the other branch are in the first one too, which forgets none of its devices. */
function takesIn(branch: Chain, other: Chain): boolean {
  const changes = changesOf(branch);
  return (
    [...changesOf(other)].every((hash) => changes.has(hash)) &&
    keepsDevices(headOf(other).record, headOf(branch).record, true)
  );
}

/**
 * The names of all changes in a branch. A merge is none, and names those that it takes in: so whatever merges of merges
 * there are, a branch only ever grows, and those who have the same changes agree without another record.
 */
export function changesOf(branch: Chain): Set<string> {
  return new Set(branch.flatMap(({ record, hash }) => record.merges ?? [hash]));
}
