import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';

/** Names exactly what a customer saw: a request is bound to it. */
export function pageHash(payload: string): string {
  return toBase64Url(sha256(utf8(payload)));
}

/** What stands in a link for a key: 128 bits of its hash, 22 characters. */
export function fingerprintOf(rawKey: Uint8Array): string {
  return toBase64Url(sha256(rawKey).subarray(0, 16));
}

/** The `info` of a seal: it opens only as this request, to this business, from the page that the customer saw. */
export function requestInfo(workspace: string, { id, page }: { id: string; page: string }): string {
  return `plumbline page request v1 ${workspace} ${page} ${id}`;
}

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
export const mostWishes = 5;
export const mostPhotos = 5;
