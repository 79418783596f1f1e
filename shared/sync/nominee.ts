import { z } from 'zod';
import type { Bytes } from '#shared/lib/bytes.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { canonicalJson, equalJson, type Json } from '#shared/lib/json.ts';
import { forPurpose } from '#shared/crypto/signing.ts';
import { type Membership, type Nominee, nomineeSigner, ownerRole } from './membership.ts';
import { workspaceIdPattern } from './protocol.ts';

/** What a relay makes of a nominee's request, on its own clock. */
export const nomineeRequestSchema = z.looseObject({
  state: z.enum(['waiting', 'released', 'refused']),
  requestedAt: z.number(),
  releasesAt: z.number(),
  /** Of one that was refused: when, and from when on it can be asked again. */
  refusedAt: z.number().optional(),
  againAt: z.number().optional(),
});
export type NomineeRequest = z.infer<typeof nomineeRequestSchema>;

const opaqueId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

/** What a relay tells owners of the kit that counts. */
export const nomineeStatusSchema = z.looseObject({
  /** Whether the relay has its half. */
  hasHalf: z.boolean(),
  request: nomineeRequestSchema.optional(),
  /** Which owner's device has refused, by its signature over `refusalBytes`. */
  refusal: z.looseObject({ device: opaqueId, signature: z.string().max(200) }).optional(),
  /** The relay's clock. */
  time: z.number(),
});
export type NomineeStatus = z.infer<typeof nomineeStatusSchema>;

/** How it names itself to a relay, and what it wants: the answer to a challenge, or the relay's half. */
export const nomineeWishSchema = z.object({
  id: z.string().regex(workspaceIdPattern),
  challenge: z.string().max(1000),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  after: z.int().min(0).default(0),
  /** Of a request: only to hear how far it is. */
  isLook: z.boolean().default(false),
});

/** base64url of the sealed half: a nonce, 32 bytes, and a tag. */
export const sealedHalfSchema = z.string().regex(/^[A-Za-z0-9_-]{80}$/);

/** What somebody signs who has the printed half. */
export function nomineeProofBytes(claim: {
  relayId: string;
  nominee: string;
  challenge: string;
  act: 'request' | 'open';
}): Bytes {
  const { relayId, nominee, challenge, act } = claim;
  return forPurpose('plumbline nominee proof v1', utf8(canonicalJson({ relayId, nominee, challenge, act })));
}

/** What an owner's device signs to refuse a request. */
export function refusalBytes(refusal: { workspace: string; nominee: string; requestedAt: number }): Bytes {
  const { workspace, nominee, requestedAt } = refusal;
  return forPurpose('plumbline nominee refusal v1', utf8(canonicalJson({ workspace, nominee, requestedAt })));
}

/** What of a statement is the kit's own. */
export type PlannedKit = 'id' | 'signKey' | 'sealKey' | 'proofKey' | 'half';

/** Whether a right to come in holds in this team: it ends with the right of the device that has given it. */
export function isNamedByOwner(
  { by }: Pick<Nominee, 'by'>,
  { devices, members }: Pick<Membership, 'devices' | 'members'>,
): boolean {
  const memberId = devices.find(({ id }) => id === by)?.memberId;
  return members.find(({ id }) => id === memberId)?.role === ownerRole;
}

/** Who may come in now; into a closed business nobody. */
export function standingNominee(record: Membership): Nominee | undefined {
  const { nominee, closing } = record;
  return nominee !== undefined && closing === undefined && isNamedByOwner(nominee, record)
    ? nominee
    : undefined;
}

/** The record by which a nominee's device comes in, behind the one of that hash; keys are to be added. */
export function letIn<Each extends Membership>(
  before: Each,
  hash: string,
  come: { member: Each['members'][number]; device: Each['devices'][number] },
): Each {
  // Whoever has both halves gets in, from wherever they are: as with the recovery words.
  const { networks: _everywhere, reset: _told, merges: _taken, grants: _given, ...rest } = before;
  return {
    ...rest,
    signer: nomineeSigner,
    previous: hash,
    sequence: before.sequence + 1,
    members: [...before.members, come.member],
    devices: [...before.devices, come.device],
  } as unknown as Each;
}

/** Whether a record lets one device of one new owner in, and does nothing else. */
export function isLetIn(before: Membership, next: Membership): boolean {
  const member = next.members.at(-1);
  const device = next.devices.at(-1);
  const known = [...before.members, ...before.devices, ...(before.formerDevices ?? [])].map(({ id }) => id);
  const isNew =
    member?.role === ownerRole &&
    device?.memberId === member.id &&
    !known.includes(member.id) &&
    !known.includes(device.id) &&
    keepsGrants(before, next, device.id);
  if (!isNew) return false;
  const { grants: _given, ...rest } = next;
  const expected = letIn(before, next.previous!, { member, device });
  return equalJson(rest as unknown as Json, expected as unknown as Json);
}

function keepsGrants(
  { grants: before = {} }: Membership,
  { grants = {} }: Membership,
  device: string,
): boolean {
  const { [device]: _own, ...others } = grants;
  return equalJson(others, before);
}
