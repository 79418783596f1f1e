import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';

/** The secret in an invitation's link: 16 random bytes or more. */
export const invitationSecretBytes = 16;
/** No invitation is open for longer than a day. Milliseconds. */
export const longestInvitation = 24 * 60 * 60 * 1000;
/** The most that a note may take, sealed. Bytes. */
export const largestSealedNote = 4 * 1024;
/** The most notes that each side may leave: for every attempt that there is, and what follows on the last. */
export const mostNotes = 8;

const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const sealedUpTo = (bytes: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(Math.ceil((bytes * 4) / 3));

export const invitationIdPattern = /^[A-Za-z0-9_-]{16}$/;

/** What the inviting device tells the relay. `expiresAt`: milliseconds since 1970. */
export const invitationSchema = z.object({ expiresAt: z.int(), secretHash: digest });
/** A note as either device leaves it: the joining one proves the secret by what it derives, and never shows it. */
export const sealedNoteSchema = z.object({ sealed: sealedUpTo(largestSealedNote) });
/** What the other side has left so far, in order, and how many notes there are of one's own. */
export const notesSchema = z.object({
  notes: z.array(sealedUpTo(largestSealedNote)).max(mostNotes),
  own: z.int(),
});

export interface InvitationKeys {
  /** The mailbox's id at the relay, 16 characters. */
  id: string;
  /** What the joining device shows to the relay, base64url of 32 bytes. It opens the mailbox and nothing in it. */
  proof: string;
  /** What the relay knows the proof by: base64url of its SHA-256. */
  secretHash: string;
  /** An AES-256 key that both devices have and the relay never: for the notes. */
  key: Bytes;
}

/**
 * Everything that an invitation's secret stands for, by HKDF-SHA256 (RFC 5869) with one label each, bound to
 * the workspace. Knowing id and proof, as the relay does, tells nothing about the key.
 */
export function deriveInvitation(secret: Uint8Array, workspace: string): InvitationKeys {
  const derive = (what: string, length: number): Bytes =>
    new Uint8Array(
      hkdf(sha256, secret, undefined, utf8(`plumbline invitation ${what} ${workspace}`), length),
    );
  const proof = derive('proof', 32);
  return {
    id: toBase64Url(derive('id', 12)),
    proof: toBase64Url(proof),
    secretHash: toBase64Url(sha256(proof)),
    key: derive('key', 32),
  };
}

/** The hash that a shown proof must have. */
export function hashOfProof(proof: string): string {
  return toBase64Url(sha256(fromBase64Url(proof)));
}
