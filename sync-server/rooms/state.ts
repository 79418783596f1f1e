import * as encoding from 'lib0/encoding';
import { OuterReader, structKind } from '#shared/sync/outer-update.ts';
import type { Piece, Range } from './pieces.ts';
import { bytesOf, cutAt, emptied, gap, join, pieceOf, writePiece } from './pieces.ts';
import { Runs, united } from './runs.ts';
import type { Slices } from './slices.ts';

/** What some updates hold together, in order and each part once. */
export interface RoomState {
  /** Up to where each client's work is here without a gap. */
  clocks: Map<number, number>;
  /** Whether something waits for what comes before it. */
  hasGap: boolean;
  /** How much it takes as one update, about, and of how many parts. */
  bytes: number;
  parts: number;
  /** As one update, what lies behind the clocks that a reader has. */
  since(known: Map<number, number>): Slices<Uint8Array>;
}

interface Gathered {
  structs: Runs<Piece>;
  deletions: Runs<Range>;
}

interface Client {
  client: number;
  pieces: Piece[];
  deleted: Range[];
}

/**
 * Puts updates of one room together. It sorts bytes and integrates nothing, so its work is in proportion to the
 * parts, however they are made: a document would take time that grows with their square, if its writer wants it to.
 * Throws where one of the updates is none.
 */
export function* gather(updates: Uint8Array[]): Slices<RoomState> {
  const gathered = new Map<number, Gathered>();
  for (const update of updates) yield* collect(update, gathered);
  // Yjs writes and merges the highest client first.
  const clients: Client[] = [];
  const clocks = new Map<number, number>();
  for (const client of Float64Array.from(gathered.keys()).toSorted().reverse()) {
    const { structs, deletions } = gathered.get(client)!;
    gathered.delete(client);
    const deleted = yield* united(yield* deletions.sorted());
    const pieces = yield* inOrder(client, yield* structs.sorted(), deleted);
    clients.push({ client, pieces, deleted: yield* withEmptied(deleted, pieces) });
    const first = pieces[0];
    if (first?.clock === 0) clocks.set(client, endWithoutGap(pieces));
    yield;
  }
  return yield* stateOf(clients, clocks);
}

function* collect(update: Uint8Array, gathered: Map<number, Gathered>): Slices<void> {
  const reader = new OuterReader(update);
  const place = () => {
    const known = gathered.get(reader.client);
    if (known !== undefined) return known;
    const fresh = { structs: new Runs<Piece>(), deletions: new Runs<Range>() };
    gathered.set(reader.client, fresh);
    return fresh;
  };
  for (; reader.nextStruct(); yield) if (reader.kind !== structKind.gap) place().structs.add(pieceOf(reader));
  for (; reader.nextDeletion(); yield) place().deletions.add({ clock: reader.clock, length: reader.length });
}

/** Each clock once, what was deleted without its bytes, and gaps as such. */
function* inOrder(client: number, structs: Piece[], deleted: Range[]): Slices<Piece[]> {
  const pieces: Piece[] = [];
  let reach = 0;
  let at = 0;
  for (const struct of structs) {
    yield;
    const { clock, length } = struct;
    if (clock + length <= reach) continue;
    let piece = clock < reach ? cutAt(struct, reach) : struct;
    while (at < deleted.length && deleted[at]!.clock + deleted[at]!.length <= piece.clock) at++;
    if (piece.kind === structKind.bytes && at < deleted.length && deleted[at]!.clock <= piece.clock)
      piece = emptied(piece);
    const last = pieces.at(-1);
    if (last !== undefined && piece.clock > reach) pieces.push(gap(reach, piece.clock - reach), piece);
    else if (last === undefined || !join(client, last, piece)) pieces.push(piece);
    reach = clock + length;
  }
  return pieces;
}

const isEmpty = ({ kind }: Piece): boolean => kind === structKind.deleted || kind === structKind.gone;

/** What Yjs would write as deleted: also where only an empty item tells of it. */
function* withEmptied(deleted: Range[], pieces: Piece[]): Slices<Range[]> {
  const runs = new Runs<Range>();
  for (const range of deleted) runs.add(range);
  for (const piece of pieces) if (isEmpty(piece)) runs.add(piece);
  return yield* united(yield* runs.sorted());
}

function endWithoutGap(pieces: Piece[]): number {
  const end = pieces.find(({ kind }) => kind === structKind.gap) ?? endOf(pieces.at(-1)!);
  return typeof end === 'number' ? end : end.clock;
}

const endOf = ({ clock, length }: Range): number => clock + length;

function* stateOf(clients: Client[], clocks: Map<number, number>): Slices<RoomState> {
  let [bytes, parts, hasGap] = [0, 0, false];
  for (const { pieces, deleted } of clients) {
    const perSection = 10;
    bytes += 2 * perSection + perSection * deleted.length;
    parts += pieces.length + deleted.length + 2;
    if (pieces.length > 0 && pieces[0]!.clock > 0) hasGap = true;
    for (const piece of pieces) {
      bytes += bytesOf(piece);
      if (piece.kind === structKind.gap) hasGap = true;
      yield;
    }
  }
  const deletions = yield* encodeDeletions(clients.filter(({ deleted }) => deleted.length > 0));
  return { clocks, hasGap, bytes, parts, since: (known) => encodeSince(clients, deletions, known) };
}

function* encodeDeletions(clients: Client[]): Slices<Uint8Array> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, clients.length);
  for (const { client, deleted } of clients) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, deleted.length);
    for (const { clock, length } of deleted) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, length);
      yield;
    }
  }
  return encoding.toUint8Array(encoder);
}

/** The first piece that reaches beyond a clock, and is none that is missing. */
function indexBehind(pieces: Piece[], clock: number): number {
  let [from, to] = [0, pieces.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (endOf(pieces[middle]!) <= clock) from = middle + 1;
    else to = middle;
  }
  return pieces[from]?.kind === structKind.gap ? from + 1 : from;
}

function* encodeSince(
  clients: Client[],
  deletions: Uint8Array,
  known: Map<number, number>,
): Slices<Uint8Array> {
  const wanted: { client: number; pieces: Piece[]; index: number; has: number }[] = [];
  for (const { client, pieces } of clients) {
    const has = known.get(client) ?? 0;
    const index = indexBehind(pieces, has);
    if (index < pieces.length) wanted.push({ client, pieces, index, has });
    yield;
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, wanted.length);
  for (const { client, pieces, index, has } of wanted) {
    const first = pieces[index]!;
    encoding.writeVarUint(encoder, pieces.length - index);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, Math.max(first.clock, has));
    if (first.clock < has) writePiece(encoder, client, cutAt(first, has));
    yield* writePieces(encoder, client, pieces, first.clock < has ? index + 1 : index);
  }
  encoding.writeUint8Array(encoder, deletions);
  return encoding.toUint8Array(encoder);
}

/** Pieces that lie side by side in one update are copied as one. */
function* writePieces(
  encoder: encoding.Encoder,
  client: number,
  pieces: Piece[],
  from: number,
): Slices<void> {
  for (let i = from; i < pieces.length; yield) {
    const piece = pieces[i++]!;
    if (piece.form !== 'as-it-came') {
      writePiece(encoder, client, piece);
      continue;
    }
    const { source, start } = piece;
    let { end } = piece;
    for (; i < pieces.length && follows(pieces[i]!, source, end); yield) end = pieces[i++]!.end;
    encoding.writeUint8Array(encoder, source.subarray(start, end));
  }
}

const follows = ({ form, source, start }: Piece, behind: Uint8Array, end: number): boolean =>
  form === 'as-it-came' && source === behind && start === end;
