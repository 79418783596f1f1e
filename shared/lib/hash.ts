import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url, utf8 } from './bytes.ts';
import type { Json } from './json.ts';
import { canonicalJson } from './json.ts';

/** An id derived from content: equal values give equal ids on every device. 128 bits of SHA-256, base64url. */
export function contentId(value: Json): string {
  return toBase64Url(sha256(utf8(canonicalJson(value))).subarray(0, 16));
}
