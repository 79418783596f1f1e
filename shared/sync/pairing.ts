import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, equalBytes, fromBase64Url, readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { canonicalJson, type Json } from '#shared/lib/json.ts';

/**
 * How two devices make sure of each other by six digits (docs/PROTOCOL.md, section 8). The new device commits
 * itself before it has seen anything of the owner's, and the owner's device before it has seen the new one's
 * keys: whoever stands between them has one guess at the code, and none can be searched for.
 */

/** A code that was typed wrong ends its attempt. So many may go wrong before the invitation is over. */
export const mostAttempts = 3;

/** Base64url of 32 bytes. */
const bytes32 = z.string().regex(/^[\w-]{43}$/);
const attempt = z.int().min(1).max(mostAttempts);

/** The keys of a device that stay. `id`: base64url of 12 bytes, as an envelope's header holds it. */
const pairedDeviceSchema = z.object({
  id: z.string().regex(/^[\w-]{8,64}$/),
  signKey: bytes32,
  boxKey: bytes32,
});
export type PairedDevice = z.infer<typeof pairedDeviceSchema>;

/** What the new device has chosen before it hears anything, and shows only afterwards. */
const openingSchema = z.object({
  attempt,
  device: pairedDeviceSchema.extend({ id: z.string().regex(/^[\w-]{16}$/) }),
  /** X25519, for this attempt alone. */
  ephemeral: bytes32,
  nonce: bytes32,
  name: z.string().max(200).regex(/\S/),
});
export type Opening = z.infer<typeof openingSchema>;

/** The owner's side of an attempt. */
const answerSchema = z.object({
  attempt,
  device: pairedDeviceSchema,
  ephemeral: bytes32,
  nonce: bytes32,
  /** `membershipHash` of the team as the owner's device knows it. */
  membership: bytes32,
});
export type PairingAnswer = z.infer<typeof answerSchema>;

/** The new device's notes and the owner's, by turns. */
export const pairingNotes = {
  commit: z.object({ kind: z.literal('commit'), attempt, commit: bytes32 }),
  answer: answerSchema.extend({ kind: z.literal('answer') }),
  reveal: openingSchema.extend({ kind: z.literal('reveal') }),
  /** The code was not right: the next attempt, with new keys on both sides. */
  again: z.object({ kind: z.literal('again'), attempt }),
  confirm: z.object({ kind: z.literal('confirm'), mac: bytes32 }),
  agree: z.object({ kind: z.literal('agree'), mac: bytes32 }),
  /** `membership`: the hash of the record that names the new device: the chain has to lead there. */
  admitted: z.object({
    kind: z.literal('admitted'),
    memberId: z.string().max(64),
    membership: bytes32,
  }),
} as const;
export type NoteKind = keyof typeof pairingNotes;
export type PairingNote<Kind extends NoteKind = NoteKind> = {
  [K in Kind]: z.infer<(typeof pairingNotes)[K]>;
}[Kind];

const hashOf = (purpose: string, ...parts: Uint8Array[]): string =>
  toBase64Url(sha256(concat(utf8(purpose), new Uint8Array(1), ...parts)));

/** What stands for an opening until it is shown. Base64url of SHA-256; its nonce keeps it from being guessed. */
export function commitTo(opening: Opening): string {
  return hashOf('plumbline pairing commit v1', utf8(canonicalJson(openingSchema.parse(opening))));
}

/**
 * Names all notes up to one. The next is sealed for it, so that a note that was changed, left out, repeated or put
 * elsewhere keeps every later one from opening.
 */
export function chainOf(invitationId: string, sealedNotes: readonly string[]): string {
  return sealedNotes.reduce(
    (chain, sealed) => hashOf('plumbline pairing chain v1', utf8(chain), utf8(sealed)),
    invitationId,
  );
}

/** Which side the next note is of: the new device begins. */
export function turnOf(sealedNotes: readonly unknown[]): 'joiner' | 'member' {
  return sealedNotes.length % 2 === 0 ? 'joiner' : 'member';
}

/** The context that a note is sealed in: who leaves it, and behind what. */
export function noteContext(invitationId: string, before: readonly string[]): string {
  return `invitation note ${turnOf(before)} ${chainOf(invitationId, before)}`;
}

/** Raw public key and PKCS #8 private key, base64url. */
export interface EphemeralKeys {
  publicKey: string;
  privateKey: string;
  nonce: string;
}

/** What either side makes anew for each attempt. */
export async function newEphemeral(crypto: WebCrypto): Promise<EphemeralKeys> {
  const pair = await crypto.subtle.generateKey({ name: 'X25519' }, true, ['deriveBits']);
  const [publicKey, privateKey] = await Promise.all([
    crypto.subtle.exportKey('raw', pair.publicKey),
    crypto.subtle.exportKey('pkcs8', pair.privateKey),
  ]);
  return {
    publicKey: toBase64Url(new Uint8Array(publicKey)),
    privateKey: toBase64Url(new Uint8Array(privateKey)),
    nonce: toBase64Url(crypto.getRandomValues(new Uint8Array(32))),
  };
}

/** All that both sides must have seen alike. */
export interface Transcript {
  workspace: string;
  /** The invitation's id, and its secret in base64url. */
  invitation: string;
  secret: string;
  opening: Opening;
  answer: PairingAnswer;
}

export interface Agreement {
  /** Six digits. */
  code: string;
  /** What each side proves with that it holds what was compared: base64url. */
  macs: { joiner: string; member: string };
}

/**
 * What both sides get from one attempt, by the private key of either. `undefined` where the other's key is none
 * that a secret can be agreed with, such as one of a low order.
 */
export async function agree(
  crypto: WebCrypto,
  keys: { own: EphemeralKeys; other: string },
  { workspace, invitation, secret, opening, answer }: Transcript,
): Promise<Agreement | undefined> {
  const shared = await sharedSecret(crypto, keys.own.privateKey, keys.other);
  if (shared === undefined) return undefined;
  // Each field by its name: a note has more than what both must have seen alike.
  const joiner = openingSchema.parse(opening);
  const member = answerSchema.parse(answer);
  const all = { workspace, invitation, joiner, member } satisfies Json;
  const transcript = hashOf('plumbline pairing transcript v1', utf8(canonicalJson(all)));
  const secretBytes = concat(shared, fromBase64Url(secret));
  const derive = (what: string, length: number): Bytes =>
    new Uint8Array(
      hkdf(sha256, secretBytes, undefined, utf8(`plumbline pairing ${what} ${transcript}`), length),
    );
  const macOf = (side: 'joiner' | 'member', device: PairedDevice): string => {
    const named = utf8(canonicalJson(pairedDeviceSchema.parse(device)));
    return toBase64Url(hmac(sha256, derive(`mac ${side}`, 32), named));
  };
  const number = new DataView(derive('code', 8).buffer).getBigUint64(0) % 1_000_000n;
  return {
    code: String(number).padStart(6, '0'),
    macs: { joiner: macOf('joiner', opening.device), member: macOf('member', answer.device) },
  };
}

/** Whether a proof is the one that the agreement asks for. */
export function isSameMac(expected: string, given: string): boolean {
  const bytes = readBase64Url(given);
  return bytes !== undefined && equalBytes(fromBase64Url(expected), bytes);
}

async function sharedSecret(crypto: WebCrypto, own: string, other: string): Promise<Bytes | undefined> {
  const algorithm = { name: 'X25519' };
  try {
    const privateKey = await crypto.subtle.importKey('pkcs8', fromBase64Url(own), algorithm, false, [
      'deriveBits',
    ]);
    const publicKey = await crypto.subtle.importKey('raw', fromBase64Url(other), algorithm, false, []);
    const bits = await crypto.subtle.deriveBits({ ...algorithm, public: publicKey }, privateKey, 256);
    const shared = new Uint8Array(bits);
    return shared.every((byte) => byte === 0) ? undefined : shared;
  } catch {
    return undefined;
  }
}
