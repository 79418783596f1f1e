import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { fromBase64Url, fromUtf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Membership, SignedMembership } from '#shared/sync/membership.ts';
import { membershipHash, membershipSchema, verifyMembership } from '#shared/sync/membership.ts';
import type { FormerDevice, Storage, StoredMembership } from '../storage/storage.ts';
import type { Admission } from './admission.ts';

interface Deps {
  storage: Storage;
  crypto: WebCrypto;
  admission: Admission;
  /** Called with each new record, after it is saved. */
  changed: (membership: Membership) => void;
}

export interface KnownMembership {
  record: Membership;
  signed: SignedMembership;
}

const mostRemembered = 1000;

/** Parsing a long record for each socket would be most of its cost, so the last ones are kept parsed. */
function createParser() {
  const parsed = new Map<string, KnownMembership>();
  return ({ workspace, payload, signature }: StoredMembership): KnownMembership => {
    const known = parsed.get(workspace);
    if (known?.signed.signature === signature) return known;
    const record = membershipSchema.parse(parseJson(fromUtf8(fromBase64Url(payload))));
    const fresh = { record, signed: { payload, signature } };
    if (parsed.size >= mostRemembered) parsed.clear();
    parsed.set(workspace, fresh);
    return fresh;
  };
}

function removedBetween(before: Membership, after: Membership): FormerDevice[] {
  const stay = new Set(after.devices.map(({ id }) => id));
  return before.devices.filter(({ id }) => !stay.has(id)).map(({ id, signKey }) => ({ device: id, signKey }));
}

/** Does `next` say itself that it follows another record than the one it would replace? */
function isFork(before: KnownMembership, next: Membership): boolean {
  const isNext = next.sequence === before.record.sequence + 1;
  return isNext && typeof next.previous === 'string' && next.previous !== membershipHash(before.signed);
}

const stale = problem('membership.stale', 'The relay has a newer list of this workspace’s devices.');
const fork = problem(
  'membership.fork',
  'This list does not follow the one that the relay has. Nothing was changed.',
  'Fetch the relay’s list, make the change again on top of it, and send that.',
);

/** The signed lists of who belongs to which workspace. The signature is the only authority over them. */
export function createMemberships({ storage, crypto, admission, changed }: Deps) {
  const parse = createParser();

  async function find(workspace: string): Promise<KnownMembership | undefined> {
    const stored = await storage.membership(workspace);
    return stored && parse(stored);
  }

  /** Takes a genuine record that is newer than the stored one, or the same. `token`: for a new workspace. */
  async function put(
    workspace: string,
    signed: SignedMembership,
    token: string | undefined,
  ): Promise<Result<void>> {
    const verified = await verifyMembership(crypto, signed, workspace);
    if (!verified.ok) return verified;
    const { sequence } = verified.value;
    const before = await find(workspace);
    if (before !== undefined && isFork(before, verified.value)) return fork;
    const admitted = before === undefined ? await admission.admit(workspace, token) : ok(undefined);
    if (!admitted.ok) return admitted;
    const removed = before === undefined ? [] : removedBetween(before.record, verified.value);
    const stored = { workspace, sequence, payload: signed.payload, signature: signed.signature };
    if (await storage.saveMembership(stored, { removed, createdBy: admitted.value })) {
      if (admitted.value !== undefined) await admission.settled(admitted.value);
      changed(verified.value);
      return ok();
    }
    return (await find(workspace))?.signed.payload === signed.payload ? ok() : stale;
  }

  return { find, put, formerKey: storage.formerKey };
}
export type Memberships = ReturnType<typeof createMemberships>;
