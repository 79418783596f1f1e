import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { createSigner, generateSigningKey, type Signer } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { succeed } from '../chain.ts';
import {
  type Membership,
  membershipHash,
  readMembership,
  rootId,
  rootSigner,
  type SignedMembership,
  signMembership,
} from '../membership.ts';

/** A device that a test team knows, or an outsider. */
export interface TestSigner {
  id: string;
  key: string;
  sign: Signer;
}

export async function testSigner(crypto: WebCrypto, id: string): Promise<TestSigner> {
  const pair = await generateSigningKey(crypto);
  return {
    id,
    key: toBase64Url(pair.publicKey),
    sign: await createSigner(crypto, pair.privateKey),
  };
}

/** Makes memberships by hand, right and wrong ones. */
export interface TestTeam {
  workspace: string;
  root: TestSigner;
  first: SignedMembership;
  entry(device: TestSigner, memberId?: string): Membership['devices'][number];
  /** A record behind another one, signed as that device. What is not given stays as it was. */
  after(before: SignedMembership, by: TestSigner, change?: Partial<Membership>): Promise<SignedMembership>;
  /** The same, taking devices out. */
  without(
    before: SignedMembership,
    by: TestSigner,
    gone: TestSigner[],
    change?: Partial<Membership>,
  ): Promise<SignedMembership>;
  /** A reset by the root, or by another one that takes its place. */
  reset(before: SignedMembership, change?: Partial<Membership>, next?: TestSigner): Promise<SignedMembership>;
}

export async function testTeam(crypto: WebCrypto, owners: TestSigner[]): Promise<TestTeam> {
  const root = await testSigner(crypto, rootSigner);
  const workspace = rootId(fromBase64Url(root.key));
  const entry: TestTeam['entry'] = ({ id, key }, memberId = 'owner-of-all') => ({
    id,
    memberId,
    signKey: key,
    boxKey: key,
  });
  const recordOf = (signed: SignedMembership): Membership => {
    const read = readMembership(signed, workspace);
    if (!read.ok) throw new Error(read.error.message);
    return read.value.record;
  };
  const next = (before: SignedMembership, change: Partial<Membership>): Membership => {
    const { reset: _reset, ...rest } = recordOf(before);
    return { ...rest, sequence: rest.sequence + 1, previous: membershipHash(before), ...change };
  };
  const after: TestTeam['after'] = (before, by, change = {}) =>
    signMembership(next(before, { signer: by.id, ...change }), by.sign);
  return {
    workspace,
    root,
    entry,
    after,
    first: await signMembership(
      {
        version: 1,
        workspace,
        sequence: 1,
        epoch: 1,
        previous: null,
        signer: rootSigner,
        roots: [{ key: root.key }],
        recovery: { sealKey: root.key, proofKey: root.key },
        members: [
          { id: 'owner-of-all', role: 'owner' },
          { id: 'helper-of-all', role: 'technician' },
        ],
        devices: owners.map((device) => entry(device)),
      },
      root.sign,
    ),
    without(before, by, gone, change = {}) {
      const ids = new Set(gone.map(({ id }) => id));
      const { devices, formerDevices = [], epoch } = recordOf(before);
      return after(before, by, {
        epoch: epoch + 1,
        devices: devices.filter(({ id }) => !ids.has(id)),
        formerDevices: [...formerDevices, ...devices.filter(({ id }) => ids.has(id))],
        ...change,
      });
    },
    async reset(before, change = {}, instead) {
      const record = recordOf(before);
      const roots = instead === undefined ? record.roots : await succeed(record, instead.key, root.sign);
      const why = instead === undefined ? 'recovered' : 'new-words';
      const signer = instead ?? root;
      const reset = { signer: rootSigner, roots, reset: { at: 1, why }, epoch: record.epoch + 1 } as const;
      return signMembership(next(before, { ...reset, ...change }), signer.sign);
    },
  };
}
