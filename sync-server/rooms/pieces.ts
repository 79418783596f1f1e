import * as encoding from 'lib0/encoding';
import type { OuterReader } from '#shared/sync/outer-update.ts';
import { itemFlag, structKind } from '#shared/sync/outer-update.ts';

/** Clocks of one client: from `clock` on, so many. */
export interface Range {
  clock: number;
  length: number;
}

/**
 * Structs of one client that follow each other: as many envelopes as it has clocks, or one that is deleted, gone or
 * missing. Its bytes stay in the update that brought it.
 */
export interface Piece extends Range {
  /** One of `structKind`. */
  kind: number;
  source: Uint8Array;
  /** In `source`: where it begins, and where it is over. */
  start: number;
  end: number;
  /** `changed`: its kind or length is another than in `source`. `cut`: it begins later as well. */
  form: 'as-it-came' | 'changed' | 'cut';
}

const nowhere = new Uint8Array();

/** What the reader has read last. */
export function pieceOf({ clock, length, kind, bytes, start, end }: OuterReader): Piece {
  return { clock, length, kind, source: bytes, start, end, form: 'as-it-came' };
}

export function gap(clock: number, length: number): Piece {
  return { clock, length, kind: structKind.gap, source: nowhere, start: 0, end: 0, form: 'changed' };
}

/** Takes what the reader has read last into the piece before it in the same section, where that is simple. */
export function extend(piece: Piece, { clock, length, kind, bytes, start, end }: OuterReader): boolean {
  const follows = piece.source === bytes && piece.end === start && piece.clock + piece.length === clock;
  if (!follows || piece.kind !== kind) return false;
  if (kind === structKind.gone) piece.form = 'changed';
  else if (kind !== structKind.bytes) return false;
  piece.length += length;
  piece.end = end;
  return true;
}

function skipNumber(source: Uint8Array, from: number): number {
  let at = from;
  while ((source[at++]! & 0b1000_0000) !== 0);
  return at;
}

function numberAt(source: Uint8Array, from: number): number {
  let [at, value, unit] = [from, 0, 1];
  for (;;) {
    const byte = source[at++]!;
    value += (byte & 0b0111_1111) * unit;
    if (byte < 0b1000_0000) return value;
    unit *= 128;
  }
}

/** Where the parts of an item lie that has been read before: the item on the right is named up to the content. */
function layOut(source: Uint8Array, start: number): { right: number; content: number } {
  const info = source[start]!;
  let right = start + 1;
  if (info & itemFlag.hasLeft) right = skipNumber(source, skipNumber(source, right));
  if (info & itemFlag.hasRight) return { right, content: skipNumber(source, skipNumber(source, right)) };
  if (info & itemFlag.hasLeft) return { right, content: right };
  const name = skipNumber(source, right);
  const content = skipNumber(source, name) + numberAt(source, name);
  return { right: content, content };
}

function endOfEnvelope(source: Uint8Array, start: number): number {
  const { content } = layOut(source, start);
  return skipNumber(source, content) + numberAt(source, content);
}

/** Cuts envelopes in two: up to, not including, a clock, and from there on. */
function splitAt(piece: Piece, clock: number): [Piece, Piece] {
  let { start } = piece;
  for (let i = piece.clock; i < clock; i++) start = endOfEnvelope(piece.source, start);
  const before = { ...piece, length: clock - piece.clock, end: start };
  return [before, { ...piece, clock, length: piece.length - before.length, start }];
}

/** What of it begins at a clock. */
export function cutAt(piece: Piece, clock: number): Piece {
  if (piece.kind === structKind.bytes) return splitAt(piece, clock)[1];
  return { ...piece, clock, length: piece.length - (clock - piece.clock), form: 'cut' };
}

/** Envelopes as they are left when some are deleted: without its bytes, a deleted item keeps its place for others. */
export function* without(piece: Piece, deleted: Iterable<Range>): Generator<Piece> {
  let rest = piece;
  const end = piece.clock + piece.length;
  for (const { clock, length } of deleted) {
    const [from, to] = [Math.max(clock, rest.clock), Math.min(clock + length, end)];
    if (from >= to) continue;
    const [before, behind] = splitAt(rest, from);
    if (before.length > 0) yield before;
    rest = behind;
    while (rest.clock < to) {
      const [one, others] = splitAt(rest, rest.clock + 1);
      yield { ...one, kind: structKind.deleted, form: 'changed' };
      rest = others;
    }
  }
  if (rest.length > 0) yield rest;
}

function standsBehind(client: number, clock: number, { form, source, start }: Piece): boolean {
  if (form === 'cut') return true;
  if ((source[start]! & itemFlag.hasLeft) === 0) return false;
  const number = skipNumber(source, start + 1);
  return numberAt(source, start + 1) === client && numberAt(source, number) === clock;
}

function haveSameRight(one: Piece, other: Piece): boolean {
  const [a, b] = [layOut(one.source, one.start), layOut(other.source, other.start)];
  const length = a.content - a.right;
  if (length !== b.content - b.right) return false;
  for (let i = 0; i < length; i++) if (one.source[a.right + i] !== other.source[b.right + i]) return false;
  return true;
}

/** Adds the piece behind it to a piece, if both can be one: a long row of deleted items takes next to nothing. */
export function join(client: number, piece: Piece, next: Piece): boolean {
  const { kind } = piece;
  if (kind !== next.kind || (kind !== structKind.deleted && kind !== structKind.gone)) return false;
  const isItem = kind === structKind.deleted;
  if (isItem && !(standsBehind(client, next.clock - 1, next) && haveSameRight(piece, next))) return false;
  piece.length += next.length;
  if (piece.form === 'as-it-came') piece.form = 'changed';
  return true;
}

/** How many structs it is. */
export const structsOf = ({ kind, length }: Piece): number => (kind === structKind.bytes ? length : 1);

/** Writes a piece that is not as it came. */
export function writePiece(encoder: encoding.Encoder, client: number, piece: Piece): void {
  const { clock, length, kind, source, start, form } = piece;
  if (kind !== structKind.deleted) encoding.writeUint8(encoder, kind);
  else {
    const { right, content } = layOut(source, start);
    const info = source[start]!;
    if (form === 'cut') {
      encoding.writeUint8(encoder, structKind.deleted | itemFlag.hasLeft | (info & itemFlag.hasRight));
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock - 1);
      encoding.writeUint8Array(encoder, source.subarray(right, content));
    } else {
      const flags = info & (itemFlag.hasLeft | itemFlag.hasRight);
      encoding.writeUint8(encoder, structKind.deleted | flags);
      encoding.writeUint8Array(encoder, source.subarray(start + 1, content));
    }
  }
  encoding.writeVarUint(encoder, length);
}
