import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { OuterReader } from '#shared/sync/outer-update.ts';
import { itemFlag, structKind } from '#shared/sync/outer-update.ts';

/** Clocks of one client: from `clock` on, so many. */
export interface Range {
  clock: number;
  length: number;
}

/** A struct of one client. Its bytes stay in the update that brought it. */
export interface Piece extends Range {
  /** One of `structKind`. */
  kind: number;
  source: Uint8Array;
  /** In `source`: where it begins, where its content does, and where it is over. */
  start: number;
  content: number;
  end: number;
  /** `cut`: it begins later than in `source`. `changed`: its kind or length is another. */
  form: 'as-it-came' | 'changed' | 'cut';
}

const nowhere = new Uint8Array();

/** What the reader has read last. */
export function pieceOf({ clock, length, kind, bytes, start, content, end }: OuterReader): Piece {
  return { clock, length, kind, source: bytes, start, content, end, form: 'as-it-came' };
}

export function gap(clock: number, length: number): Piece {
  const kind = structKind.gap;
  return { clock, length, kind, source: nowhere, start: 0, content: 0, end: 0, form: 'changed' };
}

/** What of it begins at `clock`. */
export function cutAt(piece: Piece, clock: number): Piece {
  return { ...piece, clock, length: piece.length - (clock - piece.clock), form: 'cut' };
}

/** The item without its bytes, as Yjs keeps deleted ones: its place is needed by those beside it. */
export function emptied(piece: Piece): Piece {
  return { ...piece, kind: structKind.deleted, form: 'changed' };
}

const infoOf = ({ source, start }: Piece): number => source[start]!;

function skipNumber(source: Uint8Array, from: number): number {
  let at = from;
  while ((source[at++]! & 0b1000_0000) !== 0);
  return at;
}

/** Where the item on the right is named: up to the content. Nothing lies there where none is. */
function startOfRight(piece: Piece): number {
  const { source, start, content } = piece;
  if ((infoOf(piece) & itemFlag.hasRight) === 0) return content;
  if ((infoOf(piece) & itemFlag.hasLeft) === 0) return start + 1;
  return skipNumber(source, skipNumber(source, start + 1));
}

function standsBehind(client: number, clock: number, piece: Piece): boolean {
  if (piece.form === 'cut') return true;
  if ((infoOf(piece) & itemFlag.hasLeft) === 0) return false;
  const decoder = decoding.createDecoder(piece.source);
  decoder.pos = piece.start + 1;
  return decoding.readVarUint(decoder) === client && decoding.readVarUint(decoder) === clock;
}

function haveSameRight(one: Piece, other: Piece): boolean {
  const [from, to] = [startOfRight(one), startOfRight(other)];
  const length = one.content - from;
  if (length !== other.content - to) return false;
  for (let i = 0; i < length; i++) if (one.source[from + i] !== other.source[to + i]) return false;
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

/** About how many bytes it takes in an update. */
export function bytesOf(piece: Piece): number {
  const numbers = 5;
  if (piece.form === 'as-it-came') return piece.end - piece.start;
  return piece.kind === structKind.deleted ? piece.content - piece.start + numbers : numbers;
}

/** Writes a piece that is not as it came. */
export function writePiece(encoder: encoding.Encoder, client: number, piece: Piece): void {
  const { clock, length, kind, source, start, content, form } = piece;
  if (kind !== structKind.deleted) encoding.writeUint8(encoder, kind);
  else if (form === 'cut') {
    const right = infoOf(piece) & itemFlag.hasRight;
    encoding.writeUint8(encoder, structKind.deleted | itemFlag.hasLeft | right);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock - 1);
    encoding.writeUint8Array(encoder, source.subarray(startOfRight(piece), content));
  } else {
    const flags = infoOf(piece) & (itemFlag.hasLeft | itemFlag.hasRight);
    encoding.writeUint8(encoder, structKind.deleted | flags);
    encoding.writeUint8Array(encoder, source.subarray(start + 1, content));
  }
  encoding.writeVarUint(encoder, length);
}
