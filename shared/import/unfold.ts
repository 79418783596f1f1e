import { utf8 } from '#shared/lib/bytes.ts';

const [cr, lf, blank, tab, equals] = [13, 10, 32, 9, 61];
const beginnings = ['BEGIN:VCARD', 'BEGIN:VCALENDAR'].map((text) => utf8(text));

/**
 * A vCard or calendar file without the folds of its lines. They are counted in bytes, so that one may stand within a
 * letter: only what is unfolded can be told to be UTF-8. `undefined` for any other file.
 */
export function unfolded(bytes: Uint8Array): Uint8Array | undefined {
  const start = bytes.subarray(0, 64);
  if (!beginnings.some((begin) => holds(start, begin))) return undefined;
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const breaks = bytes[at] === cr && bytes[at + 1] === lf ? 2 : bytes[at] === lf ? 1 : 0;
    const after = bytes[at + breaks];
    // After an equals sign it may be a break of quoted-printable, whose blank is of the text.
    const isSoft = out[length - 1] === equals;
    const isFold = breaks > 0 && !isSoft && (after === blank || after === tab);
    const kept = isFold ? 0 : Math.max(breaks, 1);
    for (let next = 0; next < kept; next++) out[length++] = bytes[at + next]!;
    at += isFold ? breaks : kept - 1;
  }
  return out.subarray(0, length);
}

function holds(bytes: Uint8Array, part: Uint8Array): boolean {
  for (let at = 0; at + part.length <= bytes.length; at++)
    if (part.every((byte, index) => (bytes[at + index]! & ~32) === (byte & ~32))) return true;
  return false;
}
