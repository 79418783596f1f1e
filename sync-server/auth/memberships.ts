import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type Chain, extend, headOf, partAt, readChain, settle, withBranch } from '#shared/sync/chain.ts';
import type { ChainPage, Link, Membership, SignedMembership } from '#shared/sync/membership.ts';
import { nomineeSigner, readMembership, rootId } from '#shared/sync/membership.ts';
import type { Storage } from '../storage/storage.ts';
import type { FormerDevice, StoredMembership } from '../storage/workspaces.ts';
import type { Tombstones } from '../closing/tombstones.ts';
import type { Admission } from './admission.ts';

interface Deps {
  storage: Storage;
  crypto: WebCrypto;
  admission: Admission;
  tombstones: Pick<Tombstones, 'find'>;
  /** Whether this kit's half was not given out, so that who comes by it has it from nobody. */
  isHeldBack(kit: string): Promise<boolean>;
  /** Called with each new record, after it is saved. */
  changed: (membership: Membership) => void;
}

const mostRemembered = 1000;
/** What a device is shown at once. */
const page = { records: 100, characters: 1_000_000 };
const wholeChain = 100_000;

const signedOf = ({ payload, signature, seals }: StoredMembership): SignedMembership => ({
  payload,
  signature,
  ...(seals === undefined ? {} : { seals }),
});

/** Parsing a long record for each socket would be most of its cost, so the last ones are kept parsed. */
function createParser() {
  const parsed = new Map<string, Link>();
  return (stored: StoredMembership): Link => {
    const known = parsed.get(stored.workspace);
    if (known?.hash === stored.hash) return known;
    const read = readMembership(signedOf(stored), stored.workspace);
    if (!read.ok) throw new Error(`The stored membership of ${stored.workspace} cannot be read`);
    if (parsed.size >= mostRemembered) parsed.clear();
    parsed.set(stored.workspace, read.value);
    return read.value;
  };
}

function removedBetween(before: Membership | undefined, after: Membership): FormerDevice[] {
  const stay = new Set(after.devices.map(({ id }) => id));
  const left = [...(before?.devices ?? []), ...(after.formerDevices ?? [])];
  return left.filter(({ id }) => !stay.has(id)).map(({ id, signKey }) => ({ device: id, signKey }));
}

const fork = problem(
  'membership.fork',
  'This list does not follow the one that the relay has. Nothing was changed.',
  'Fetch the relay’s list, make the change again on top of it, and send that.',
);

const gone = problem(
  'workspace.gone',
  'An owner has closed this business, and everything of it was removed here. Nothing was changed.',
);

const tooEarly = problem(
  'nominee.held-back',
  'The relay has not released its half of this kit. Nothing was changed.',
);

const isNew = (before: Chain | undefined, hash: string): boolean =>
  before?.every((link) => link.hash !== hash) ?? true;

/** The chains of signed lists of who belongs to which workspace. Signatures are the only authority over them. */
export function createMemberships({ storage, crypto, admission, tombstones, isHeldBack, changed }: Deps) {
  const parse = createParser();

  async function find(workspace: string): Promise<Link | undefined> {
    const stored = await storage.membership(workspace);
    return stored && parse(stored);
  }

  /** What is stored was verified when it came, and is trusted as the relay's own disk. */
  async function chainOf(workspace: string): Promise<Chain | undefined> {
    const stored = await storage.memberships(workspace, 0, wholeChain);
    const links = stored.map((one) => {
      const read = readMembership(signedOf(one), workspace);
      if (!read.ok) throw new Error(`The stored membership of ${workspace} cannot be read`);
      return read.value;
    });
    const [first, ...rest] = links;
    return first && [first, ...rest];
  }

  async function save(
    before: Chain | undefined,
    after: Chain,
    createdBy: string | undefined,
  ): Promise<Result<void>> {
    const added = after.filter(({ hash }) => isNew(before, hash));
    const { record } = headOf(after);
    const { workspace } = record;
    const saved = await storage.saveMemberships({
      workspace,
      records: added.map(({ record: { sequence }, signed, hash }) => ({
        ...signed,
        workspace,
        sequence,
        hash,
      })),
      expects: before && headOf(before).hash,
      replacesFrom: added[0]!.record.sequence,
      forgetsBefore: after[0].record.sequence,
      root: rootId(fromBase64Url(record.roots.at(-1)!.key)),
      removed: removedBetween(before && headOf(before).record, record),
      removesAt: record.closing?.removeAt,
      nominee: record.nominee?.id,
      createdBy,
    });
    if (saved) changed(record);
    // Somebody may have been faster, with the same.
    return saved || (await find(workspace))?.hash === headOf(after).hash ? ok() : fork;
  }

  /** Where a branch counts alone, it takes the place of the one that is stored. */
  function settled(before: Chain, common: Link | undefined, branch: Chain): Chain | undefined {
    const parted = partAt(before, common);
    if (parted === undefined || settle(parted.mine, branch) !== 'theirs') return undefined;
    return withBranch(parted.before, branch);
  }

  /** Takes a whole chain where there is none, and else what follows the stored one. `token`: for a new workspace. */
  async function put(
    workspace: string,
    records: SignedMembership[],
    token: string | undefined,
  ): Promise<Result<void>> {
    const before = await chainOf(workspace);
    if (before === undefined) {
      // Whoever was away would bring back what its owner has closed.
      if ((await tombstones.find(workspace)) !== undefined) return gone;
      const begun = await readChain(crypto, workspace, records);
      if (!begun.ok) return begun;
      const admitted = await admission.admit(workspace, token);
      if (!admitted.ok) return admitted;
      const saved = await save(undefined, begun.value, admitted.value);
      if (saved.ok && admitted.value !== undefined) await admission.settled(admitted.value);
      return saved;
    }
    const shown = await extend(crypto, before, records);
    if (!shown.ok) return shown;
    const after =
      shown.value.what === 'chain'
        ? shown.value.chain
        : settled(before, shown.value.common, shown.value.branch);
    if (after === undefined) return fork;
    if (after === before) return ok();
    return (await waits(before, after)) ? tooEarly : save(before, after, undefined);
  }

  /** A nominee comes in whose request an owner has refused, or whose time has not come. */
  async function waits(before: Chain, after: Chain): Promise<boolean> {
    const added = after.filter(({ record, hash }) => record.signer === nomineeSigner && isNew(before, hash));
    const held = await Promise.all(added.map(({ record }) => isHeldBack(record.nominee?.id ?? '')));
    return held.includes(true);
  }

  /** The same of a workspace that was closed. */
  function closedPage(records: readonly SignedMembership[], workspace: string, after: number): ChainPage {
    const behind = records.filter((one) => {
      const read = readMembership(one, workspace);
      return read.ok && read.value.record.sequence > after;
    });
    return { records: behind.slice(0, page.records), more: behind.length > page.records };
  }

  /** What follows a sequence, the newest with its seals if `withSeals`. */
  async function pageAfter(workspace: string, after: number, withSeals: boolean): Promise<ChainPage> {
    const head = await find(workspace);
    const stored = await storage.memberships(workspace, after, page.records + 1);
    const records: SignedMembership[] = [];
    let characters = 0;
    for (const one of stored) {
      characters += one.payload.length;
      const isFull = records.length > 0 && characters > page.characters;
      if (records.length === page.records || isFull) return { records, more: true };
      const isHead = withSeals && one.hash === head?.hash;
      records.push(isHead ? head.signed : signedOf(one));
    }
    return { records, more: false };
  }

  return {
    find,
    put,
    pageAfter,
    closedPage,
    chainOf,
    formerKey: storage.formerKey,
    ofRoot: storage.workspaceOfRoot,
  };
}
export type Memberships = ReturnType<typeof createMemberships>;
