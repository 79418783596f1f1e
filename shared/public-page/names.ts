import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { ChosenTime } from './free-times.ts';

/** Names exactly what a customer saw: a request is bound to it. */
export function pageHash(payload: string): string {
  return toBase64Url(sha256(utf8(payload)));
}

/** What stands in a link for a key: 128 bits of its hash, 22 characters. */
export function fingerprintOf(rawKey: Uint8Array): string {
  return toBase64Url(sha256(rawKey).subarray(0, 16));
}

/** The `info` of a seal: it opens only as this request, to this business, from the page that the customer saw. */
export function requestInfo(
  workspace: string,
  { id, page, claim }: { id: string; page: string; claim?: ChosenTime | undefined },
): string {
  const info = `plumbline page request v1 ${workspace} ${page} ${id}`;
  // Whoever passes it on cannot say that it was for another time, or for none.
  return claim === undefined ? info : `${info} ${claim.times} ${claim.start} ${claim.service}`;
}

/** How the secret of a claim is derived from that of its request. */
export const claimSecretInfo = 'plumbline page claim v1';

/** How the key of a request's notes is derived from its secret, and what they are sealed for. */
export const noteKeyInfo = 'plumbline booking note v1';
export const noteContext = (id: string): string => `${noteKeyInfo} ${id}`;

/** A short name for people, by which both speak of a request. */
export function referenceOf(id: string): string {
  return id
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 6)
    .toUpperCase();
}

export const partsOfDay = ['any', 'morning', 'afternoon', 'evening'] as const;
/** Where a service takes place; what a customer is asked and told follows from it. */
export const servicePlaces = ['customer', 'business', 'phone', 'video'] as const;
export type ServicePlace = (typeof servicePlaces)[number];
export const mostWishes = 5;
export const mostPhotos = 5;
export const longestChatText = 2000;
/** The largest photo as it is sent. Bytes. */
export const mostPhotoBytes = 400 * 1024;
