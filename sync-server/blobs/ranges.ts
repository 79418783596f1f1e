import { blobPieceBytes } from '#shared/lib/blob-format.ts';

/** Bytes from `first` to `last`, both included, as HTTP counts them. */
export interface ByteRange {
  first: number;
  last: number;
}

/** `Content-Range: bytes FIRST-LAST/SIZE` (RFC 9110 §14.4); `undefined` when it is none. */
export function readContentRange(header: string | undefined): (ByteRange & { size: number }) | undefined {
  const found = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header ?? '');
  if (found === null) return undefined;
  const [first, last, size] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return first <= last && last < size ? { first, last, size } : undefined;
}

/** Whether this is one whole piece of a blob: all have the same size but the last. */
export function isPiece({ first, last, size }: ByteRange & { size: number }): boolean {
  if (first % blobPieceBytes !== 0) return false;
  return last === Math.min(first + blobPieceBytes, size) - 1;
}

/** `Range` of one range (RFC 9110 §14.2). Without one: everything. `undefined`: it cannot be satisfied. */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  if (header === undefined) return { first: 0, last: size - 1 };
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header) ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first <= last ? { first, last } : undefined;
}

/** The parts of pieces that a range is made of. */
export function partsOf({ first, last }: ByteRange): (ByteRange & { piece: number })[] {
  const parts = [];
  for (let at = first; at <= last;) {
    const piece = Math.floor(at / blobPieceBytes);
    const start = piece * blobPieceBytes;
    const end = Math.min(last, start + blobPieceBytes - 1);
    parts.push({ piece, first: at - start, last: end - start });
    at = end + 1;
  }
  return parts;
}
