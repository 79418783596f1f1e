import type { Bytes } from '#shared/lib/bytes.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { canonicalJson, type Json } from '#shared/lib/json.ts';
import { forPurpose } from '#shared/crypto/signing.ts';
import { type Membership, ownerRole, rootSigner } from './membership.ts';

/** Who takes the business over agrees twice: by the root of their own words, and by their device in the team. */
const purposes = { root: 'plumbline handover v1', device: 'plumbline handover consent v1' } as const;

/** What the successor's words give, and when they agreed. Epoch milliseconds, by their clock. */
export interface NextRoot {
  key: string;
  recovery: Membership['recovery'];
  at: number;
}

/**
 * The record by which a business passes to the member whom the one before proposes: all that both can know before it is
 * signed. `undefined` where nobody is proposed, or not by who is in the team.
 */
export function handedOver<Each extends Membership>(
  before: Each,
  hash: string,
  next: NextRoot,
): Each | undefined {
  const {
    handover,
    nominee: _ended,
    reset: _told,
    merges: _taken,
    closing: _closed,
    grants: _given,
    ...rest
  } = before;
  const owner = before.members.find(({ id, role }) => id === handover?.from && role === ownerRole);
  const successor = before.members.find(({ id }) => id === handover?.to);
  if (handover === undefined || owner === undefined || successor === undefined || owner === successor)
    return undefined;
  const { from, to, stays } = handover;
  const others = before.members.filter(({ id }) => id !== to && id !== from);
  const leaving = before.devices.filter(({ memberId }) => stays === undefined && memberId === from);
  const stay = new Set(before.devices.filter((device) => !leaving.includes(device)));
  return {
    ...rest,
    signer: rootSigner,
    previous: hash,
    sequence: before.sequence + 1,
    epoch: before.epoch + 1,
    roots: [...before.roots, { key: next.key }],
    recovery: next.recovery,
    reset: { at: next.at, why: 'handed-over', from, to },
    // The first owner is who comes back with the words.
    members: [
      { ...successor, role: ownerRole, ...accessOf(owner) },
      ...(stays === undefined ? [] : [{ ...owner, ...stays }]),
      ...others,
    ],
    devices: [...stay],
    formerDevices: [
      ...(before.formerDevices ?? []),
      ...leaving.map((device) => ({ ...device, asOwner: true as const })),
    ],
  } as Each;
}

function accessOf({ access }: Membership['members'][number]): Pick<Membership['members'][number], 'access'> {
  return access === undefined ? {} : { access };
}

/**
 * What the successor signs of such a record: who is in the team with what rights, behind which record, where it meets.
 * So the root that gives it up can sign no other one. Left out is what only that side can add: keys, its own
 * signatures, and how far the work of its member counts.
 */
export function handoverBytes(record: Membership, by: keyof typeof purposes): Bytes {
  const { grants: _grants, inbox: _inbox, roots, reset, devices, ...rest } = record;
  const { proof: _proof, ...told } = reset ?? { proof: undefined };
  const agreed = {
    ...rest,
    reset: told,
    roots: roots.map((root, index) => (index === roots.length - 1 ? { key: root.key } : root)),
    devices: devices.map((device) => {
      if (device.memberId !== reset?.from) return device;
      const { heads: _heads, asOwner: _asOwner, ...same } = device;
      return same;
    }),
  };
  return forPurpose(purposes[by], utf8(canonicalJson(agreed as unknown as Json)));
}
