import type { Result } from '#shared/lib/result.ts';
import { unfolded } from './unfold.ts';
import { ok, problem } from '#shared/lib/result.ts';

/** What a file may be written in, by the names that `TextDecoder` knows. */
export const encodings = [
  'utf-8',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'macintosh',
] as const;
export type Encoding = (typeof encodings)[number];

/** How much of a file tells its encoding. */
const looked = 64 * 1024;

/** The text of a file without its byte order mark. `encoding`: where the owner has said which it is. */
export function decodeText(
  bytes: Uint8Array,
  named?: Encoding,
): Result<{ text: string; encoding: Encoding }> {
  const whole = unfolded(bytes) ?? bytes;
  const encoding = named ?? guessEncoding(whole);
  const text = new TextDecoder(encoding).decode(whole);
  if (text.slice(0, looked).includes('\0')) return problem('import.not-text', 'This file holds no text.');
  return ok({ text, encoding });
}

/**
 * By the byte order mark; without one by the empty half of UTF-16's letters; then UTF-8 where all of it is; otherwise
 * what Windows has written in western Europe and America for thirty years.
 */
function guessEncoding(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, looked);
  const [even, odd] = zeros(start);
  if (odd > start.length / 8 && even < odd / 8) return 'utf-16le';
  if (even > start.length / 8 && odd < even / 8) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** How many bytes are zero, of those at even and at odd places. */
function zeros(bytes: Uint8Array): [even: number, odd: number] {
  const counts: [number, number] = [0, 0];
  for (const [at, byte] of bytes.entries()) if (byte === 0) counts[(at % 2) as 0 | 1]++;
  return counts;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** What spreadsheets (`.xlsx`, `.ods`) and the older `.xls` begin with. */
export function isArchive(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  return (a === 0x50 && b === 0x4b && c === 3 && d === 4) || (a === 0xd0 && b === 0xcf && c === 0x11);
}
