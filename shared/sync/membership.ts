import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Json } from '#shared/lib/json.ts';
import { canonicalJson, parseJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Signer } from '#shared/crypto/signing.ts';
import { createVerifier, forPurpose } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { workspaceIdPattern } from './protocol.ts';

const purpose = 'plumbline membership v1';

const opaqueId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
/** 32 bytes as base64url: a raw key, or a SHA-256. */
const key = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

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

/**
 * Who belongs to a workspace. The relay reads it, so it names nobody: opaque ids and public keys only.
 * `sequence` grows with every change; `epoch` with every change of keys.
 */
export const membershipSchema = z.looseObject({
  version: z.literal(1),
  workspace: z.string().regex(workspaceIdPattern),
  sequence: z.int().min(1),
  epoch: z.int().min(0),
  ownerKey: key,
  /** `membershipHash` of the record before; null for the first. */
  previous: key.nullable().optional(),
  members: z.array(memberSchema).max(1000),
  devices: z.array(z.looseObject({ id: opaqueId, memberId: opaqueId, signKey: key, boxKey: key })).max(5000),
  /** The epoch's keys for each device, sealed to its box key, base64url. The relay cannot open them. */
  grants: z.record(opaqueId, z.string().regex(/^[A-Za-z0-9_-]*$/)).optional(),
});
export type Membership = z.infer<typeof membershipSchema>;

/** `payload`: base64url of the record's canonical JSON; `signature`: base64url, by the owner's key. */
export const signedMembershipSchema = z.object({
  payload: z.string().min(1).max(2_000_000),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export type SignedMembership = z.infer<typeof signedMembershipSchema>;

/** A workspace is named by its owner's public key, so that nobody else can sign for it. 22 characters. */
export function workspaceIdOf(ownerPublicKey: Uint8Array): string {
  return toBase64Url(sha256(ownerPublicKey).subarray(0, 16));
}

export async function signMembership(record: Membership, signer: Signer): Promise<SignedMembership> {
  const bytes = utf8(canonicalJson(record as unknown as Json));
  const signature = await signer(forPurpose(purpose, bytes));
  return { payload: toBase64Url(bytes), signature: toBase64Url(signature) };
}

/** Names a signed record: what the next one carries as `previous`. base64url of SHA-256 over its payload's bytes. */
export function membershipHash(signed: SignedMembership): string {
  return toBase64Url(sha256(fromBase64Url(signed.payload)));
}

function refused(reason: string): Result<never> {
  return problem(`membership.${reason}`, 'The list of this workspace’s members and devices is not genuine.');
}

function decode(
  signed: SignedMembership,
): { bytes: Bytes; signature: Bytes; json: Json | undefined } | undefined {
  try {
    const bytes = fromBase64Url(signed.payload);
    return { bytes, signature: fromBase64Url(signed.signature), json: parseJson(fromUtf8(bytes)) };
  } catch {
    return undefined;
  }
}

/** The record, when it fits its schema and is signed by the key that `workspace` is derived from. */
export async function verifyMembership(
  crypto: WebCrypto,
  signed: SignedMembership,
  workspace: string,
): Promise<Result<Membership>> {
  const decoded = decode(signed);
  if (decoded === undefined) return refused('malformed');
  const parsed = membershipSchema.safeParse(decoded.json);
  if (!parsed.success) return refused('malformed');
  const ownerKey = fromBase64Url(parsed.data.ownerKey);
  if (parsed.data.workspace !== workspace || workspaceIdOf(ownerKey) !== workspace) {
    return refused('other-workspace');
  }
  const verify = await createVerifier(crypto, ownerKey);
  if (!(await verify(decoded.signature, forPurpose(purpose, decoded.bytes)))) return refused('bad-signature');
  return ok(parsed.data);
}
