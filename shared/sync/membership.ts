import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Json } from '#shared/lib/json.ts';
import { canonicalJson, parseJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Signer } from '#shared/crypto/signing.ts';
import { forPurpose } from '#shared/crypto/signing.ts';
import type { StatementName } from '#shared/crypto/statement.ts';
import { roomIdPattern, workspaceIdPattern } from './protocol.ts';

/** What the workspace's root signs, what a device and what a nominee signs never fit each other's place. */
const purposes = {
  root: 'plumbline root membership v1',
  device: 'plumbline membership v1',
  nominee: 'plumbline nominee membership v1',
} as const;

const opaqueId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
/** 32 bytes as base64url: a raw key, or a SHA-256. */
const key = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);
/** Random, drawn by who lets a device in: see `clientOf`. */
const salt = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

const tagLength = 8;
const tag = z.string().regex(/^[A-Za-z0-9_-]{8}$/);

/** What a member may do in the rooms of one tag. */
export const accessSchema = z.enum(['read', 'write']);
export type RoomAccess = z.infer<typeof accessSchema>;

/** The beginning of a room's id, which all rooms of one compartment share. */
export function roomTag(roomId: string): string {
  return roomId.slice(0, tagLength);
}

const memberSchema = z.looseObject({
  id: opaqueId,
  role: z.string().min(1).max(40),
  /** By tag; a tag that is not named is closed to the member. Records of the first version have none: all is open. */
  access: z.record(tag, accessSchema).optional(),
});
export type Member = z.infer<typeof memberSchema>;

/** What a member may do in this room; `undefined`: not even open it. */
export function accessTo(member: Member, roomId: string): RoomAccess | undefined {
  return member.access === undefined ? 'write' : member.access[roomTag(roomId)];
}

/** Whose devices may change the team. */
export const ownerRole = 'owner';
/** In the place of a device: the record is signed by the root. */
export const rootSigner = 'root';
/** In the place of a device: the record is signed by who the one before names as the nominee. */
export const nomineeSigner = 'nominee';
/** In the place of a device among the grants: what the recovery words open. */
export const recoveryGrant = 'recovery';
/** The same of the nominee. */
export const nomineeGrant = 'for-nominee';

/** A statement of a device's chain in a room. */
export type NamedHead = Pick<StatementName, 'counter' | 'hash'>;
const namedHeadSchema = z.looseObject({ counter: z.int().min(1), hash: key });

/**
 * How far what a device has written counts, by room: the last statement of each unbroken part of its chain. In a room
 * that is not named nothing of it counts.
 */
const lastHeadsSchema = z.record(z.string().regex(roomIdPattern), z.array(namedHeadSchema).max(100));
export type LastHeads = z.infer<typeof lastHeadsSchema>;

/**
 * Of a device that is no owner's any more: how far what it has written counts as an owner's, such as that it erased
 * something; `true`: as far as it counts at all.
 */
const asOwnerSchema = z.literal(true).or(lastHeadsSchema);

const rootSchema = z.looseObject({
  key,
  /** By the root before, over this one; the first has none, as the workspace is named by it. */
  signature: signature.optional(),
});

/** The most networks of a list. */
export const mostNetworks = 100;

/**
 * From which networks members may connect: `ranges` as `192.0.2.0/24`. One that cannot be read lets nobody in. It binds
 * managers, and `owners` too where they want it.
 */
const networksSchema = z.looseObject({
  ranges: z.array(z.string().max(64)).min(1).max(mostNetworks),
  owners: z.literal(true).optional(),
});
export type Networks = z.infer<typeof networksSchema>;

/** How many days a nominee waits, at least and at most. */
export const nomineeDays = { least: 1, most: 365 } as const;

/**
 * Who may let a device of their own in, as an owner's, when the owner cannot act: whoever has both halves of a key, a
 * printed one and one that lies at the relay. See docs/PROTOCOL.md 4.5.
 */
const nomineeSchema = z.looseObject({
  /** `rootId` of `proofKey`: by it a relay finds the workspace. */
  id: z.string().regex(workspaceIdPattern),
  /** The owner's device that has signed it first: the right ends with that device's own. */
  by: opaqueId,
  /** Epoch milliseconds, by that device's clock. */
  at: z.int(),
  /** How long the relay waits before it releases its half. */
  days: z.int().min(nomineeDays.least).max(nomineeDays.most),
  /** Of the whole key: signs the record that lets the device in, and what the keys are sealed to. */
  signKey: key,
  sealKey: key,
  /** Of the printed half: shows to a relay that somebody has it. */
  proofKey: key,
  /** SHA-256 of the relay's half, as it is sealed. */
  half: key,
});
export type Nominee = z.infer<typeof nomineeSchema>;

/**
 * Who belongs to a workspace. The relay reads it, so it names nobody: opaque ids and public keys only.
 * `sequence` grows with every change; `epoch` with every change of keys. See docs/PROTOCOL.md 4.1.
 */
export const membershipSchema = z.looseObject({
  version: z.literal(1),
  workspace: z.string().regex(workspaceIdPattern),
  sequence: z.int().min(1),
  epoch: z.int().min(0),
  /** `membershipHash` of the record before; null for the first. */
  previous: key.nullable(),
  /** The device that has signed this: one of an owner, in the record before. Or `rootSigner`, or `nomineeSigner`. */
  signer: opaqueId.or(z.literal([rootSigner, nomineeSigner])),
  /** The workspace's roots, the one that counts last. All of them are made from recovery words, and lie nowhere. */
  roots: z.array(rootSchema).min(1).max(100),
  /** Made from the same words as the root: what copies of the keys are sealed to, and who may fetch them. */
  recovery: z.looseObject({ sealKey: key, proofKey: key }),
  /**
   * The business is closed: nothing goes out any more, and from `removeAt` on everybody removes what they have of it.
   * A later record without it opens the business again. Epoch milliseconds, by the clock of who signed it first.
   */
  closing: z.looseObject({ at: z.int(), removeAt: z.int() }).optional(),
  /**
   * The recovery words were used, or replaced, or the business has passed to another member: then those two, and the new
   * root's signature that it agrees (`handoverBytes`). Epoch milliseconds, by the clock of who did.
   */
  reset: z
    .looseObject({
      at: z.int(),
      why: z.enum(['recovered', 'new-words', 'handed-over']),
      from: opaqueId.optional(),
      to: opaqueId.optional(),
      proof: signature.optional(),
    })
    .optional(),
  /**
   * An owner proposes that the business passes to another member. `stays`: as what the owner stays in the team; they
   * leave it where it is missing. It is a proposal only: the record that does it is the root's.
   */
  handover: z
    .looseObject({
      id: opaqueId,
      at: z.int(),
      from: opaqueId,
      to: opaqueId,
      stays: z
        .looseObject({ role: z.string().min(1).max(40), access: z.record(tag, accessSchema) })
        .optional(),
    })
    .optional(),
  /** Who may come in when the owner cannot act. What the root signs has none. */
  nominee: nomineeSchema.optional(),
  members: z.array(memberSchema).max(1000),
  /** `heads`: of the rooms in which the device may not write any more. */
  devices: z
    .array(
      z.looseObject({
        id: opaqueId,
        memberId: opaqueId,
        signKey: key,
        boxKey: key,
        salt: salt.optional(),
        heads: lastHeadsSchema.optional(),
        asOwner: asOwnerSchema.optional(),
      }),
    )
    .max(5000),
  /** Devices that were taken out. Of one without `heads` all counts, until a later record names them. */
  formerDevices: z
    .array(
      z.looseObject({
        id: opaqueId,
        memberId: opaqueId,
        signKey: key,
        salt: salt.optional(),
        heads: lastHeadsSchema.optional(),
        asOwner: asOwnerSchema.optional(),
        /** `copied`: its profile had been copied, and two went by its name. */
        why: z.string().max(40).optional(),
      }),
    )
    .max(20_000)
    .optional(),
  /** SHA-256 of the keys that were sealed for each device, and for the recovery words: see `SignedMembership`. */
  grants: z.record(opaqueId, key).optional(),
  /** Where the team meets: no record of a book decides that. */
  relay: z.looseObject({ url: z.url({ protocol: /^https?$/ }).max(2000), id: key }).optional(),
  /** See `Networks`; left out: from everywhere. The relay goes by it. */
  networks: networksSchema.optional(),
  /** What the relay seals webhook bodies to, and the room that it puts them in. */
  inbox: z.looseObject({ key, room: z.string().regex(roomIdPattern) }).optional(),
  /** `membershipHash` of all changes of another branch that this record takes in. It makes no other change itself. */
  merges: z.array(key).max(2000).optional(),
});
export type Membership = z.infer<typeof membershipSchema>;

/**
 * `payload`: base64url of the record's canonical JSON. `seals` are beside it, so that a chain of records stays
 * small: the record names each by its hash, and only those of the newest record are of use to anybody.
 */
export const signedMembershipSchema = z.object({
  payload: z.string().min(1).max(2_000_000),
  signature,
  seals: z.record(opaqueId, z.string().regex(/^[A-Za-z0-9_-]*$/)).optional(),
});
export type SignedMembership = z.infer<typeof signedMembershipSchema>;

/** A part of a chain, oldest first, as the relay shows it. `more`: it goes on behind. */
export const chainPageSchema = z.looseObject({
  records: z.array(signedMembershipSchema).max(1000),
  more: z.boolean(),
});
export type ChainPage = z.infer<typeof chainPageSchema>;

/** A root's name. The first root's is the workspace's, so that nobody else can sign for it. 22 characters. */
export function rootId(rootPublicKey: Uint8Array): string {
  return toBase64Url(sha256(rootPublicKey).subarray(0, 16));
}

/** base64url of SHA-256 over a seal's bytes: how a record names it. */
export function sealHash(sealed: string): string {
  return toBase64Url(sha256(fromBase64Url(sealed)));
}

/** What is signed of a record, for its signer. */
export function membershipBytes(signer: string, payload: Uint8Array): Bytes {
  const who = signer === rootSigner || signer === nomineeSigner ? signer : 'device';
  return forPurpose(purposes[who], payload);
}

/** `sign`: of the device that the record names as its signer, of the root or of the nominee. */
export async function signMembership(
  record: Membership,
  sign: Signer,
  seals?: Record<string, string>,
): Promise<SignedMembership> {
  const bytes = utf8(canonicalJson(record as unknown as Json));
  const signed = toBase64Url(await sign(membershipBytes(record.signer, bytes)));
  return { payload: toBase64Url(bytes), signature: signed, ...(seals === undefined ? {} : { seals }) };
}

/** Names a signed record: what the next one carries as `previous`. base64url of SHA-256 over its payload's bytes. */
export function membershipHash(signed: SignedMembership): string {
  return toBase64Url(sha256(fromBase64Url(signed.payload)));
}

/** A record with what it was read from. */
export interface Link {
  record: Membership;
  signed: SignedMembership;
  /** See `membershipHash`. */
  hash: string;
}

export function refused(reason: string): Result<never> {
  return problem(`membership.${reason}`, 'The list of this workspace’s members and devices is not genuine.');
}

/** Shape, workspace, and that its seals are those that it names. Who has signed it is the chain's to say. */
export function readMembership(signed: SignedMembership, workspace: string): Result<Link> {
  let json: Json | undefined;
  try {
    json = parseJson(fromUtf8(fromBase64Url(signed.payload)));
  } catch {
    return refused('malformed');
  }
  const parsed = membershipSchema.safeParse(json);
  if (!parsed.success) return refused('malformed');
  const record = parsed.data;
  if (record.workspace !== workspace) return refused('other-workspace');
  if (!hasItsSeals(record, signed.seals)) return refused('other-seals');
  return ok({ record, signed, hash: membershipHash(signed) });
}

function hasItsSeals({ grants = {} }: Membership, seals: Record<string, string> = {}): boolean {
  try {
    return Object.entries(seals).every(([id, sealed]) => grants[id] === sealHash(sealed));
  } catch {
    return false;
  }
}
