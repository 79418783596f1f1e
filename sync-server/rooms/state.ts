import * as encoding from 'lib0/encoding';
import { OuterReader, partsOfSection, structKind } from '#shared/sync/outer-update.ts';
import type { Piece, Range } from './pieces.ts';
import { cutAt, extend, gap, join, pieceOf, structsOf, without, writePiece } from './pieces.ts';
import type { Runs } from './runs.ts';
import { addTo, sorted, united } from './runs.ts';
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

interface Client {
  client: number;
  structs: Runs<Piece>;
  deletions: Runs<Range>;
  /** Once in order: each clock once, what was deleted without its bytes, and gaps as such. */
  pieces: Piece[];
  deleted: Range[];
}

/**
 * Puts updates of one room together. It sorts bytes and integrates nothing, so its work is in proportion to the
 * parts, however they are made: a document would take time that grows with their square, if its writer wants it to.
 * Throws where one of the updates is none.
 */
export function* gather(updates: Uint8Array[]): Slices<RoomState> {
  const byNumber = new Map<number, Client>();
  for (const update of updates) yield* collect(update, byNumber);
  // Yjs writes and merges the highest client first.
  const clients: Client[] = [];
  const clocks = new Map<number, number>();
  for (const number of Float64Array.from(byNumber.keys()).toSorted().toReversed()) {
    const client = byNumber.get(number)!;
    byNumber.delete(number);
    yield* putInOrder(client);
    clients.push(client);
    if (client.pieces[0]?.clock === 0) clocks.set(number, endWithoutGap(client.pieces));
    yield;
  }
  return yield* stateOf(clients, clocks);
}

function* collect(update: Uint8Array, byNumber: Map<number, Client>): Slices<void> {
  const reader = new OuterReader(update);
  let current: Client | undefined;
  const place = (): Client => {
    if (current?.client === reader.client) return current;
    current = byNumber.get(reader.client);
    if (current !== undefined) return current;
    current = { client: reader.client, structs: [], deletions: [], pieces: [], deleted: [] };
    byNumber.set(reader.client, current);
    return current;
  };
  for (; reader.nextStruct(); yield) {
    if (reader.kind === structKind.gap) continue;
    const { structs } = place();
    const last = structs.at(-1)?.at(-1);
    if (last === undefined || !extend(last, reader)) addTo(structs, pieceOf(reader));
  }
  for (; reader.nextDeletion(); yield)
    addTo(place().deletions, { clock: reader.clock, length: reader.length });
}

function* putInOrder(client: Client): Slices<void> {
  const { structs, deletions } = client;
  if (deletions.length > 0) client.deleted = yield* united(yield* sorted(deletions));
  client.pieces = yield* inOrder(client, structs.length > 1 ? yield* sorted(structs) : (structs[0] ?? []));
  client.structs = client.deletions = [];
  // What Yjs would write as deleted: also where only an empty item tells of it.
  const both: Runs<Range> = client.deleted.length > 0 ? [client.deleted] : [];
  for (const piece of client.pieces) {
    if (isEmpty(piece)) addTo(both, piece);
    yield;
  }
  if (both.length > 0) client.deleted = yield* united(yield* sorted(both));
}

function* inOrder({ client, deleted }: Client, structs: Piece[]): Slices<Piece[]> {
  const pieces: Piece[] = [];
  let reach = 0;
  let at = 0;
  for (const struct of structs) {
    yield;
    const { clock, length } = struct;
    const end = clock + length;
    if (end <= reach) continue;
    const piece = clock < reach ? cutAt(struct, reach) : struct;
    if (pieces.length > 0 && piece.clock > reach) pieces.push(gap(reach, piece.clock - reach));
    while (at < deleted.length && endOf(deleted[at]!) <= piece.clock) at++;
    const isTouched = piece.kind === structKind.bytes && at < deleted.length && deleted[at]!.clock < end;
    for (const one of isTouched ? without(piece, rangesUpTo(deleted, at, end)) : [piece]) {
      const last = pieces.at(-1);
      if (last === undefined || !join(client, last, one)) pieces.push(one);
      yield;
    }
    reach = end;
  }
  return pieces;
}

function* rangesUpTo(ranges: Range[], from: number, end: number): Generator<Range> {
  for (let i = from; i < ranges.length && ranges[i]!.clock < end; i++) yield ranges[i]!;
}

const isEmpty = ({ kind }: Piece): boolean => kind === structKind.deleted || kind === structKind.gone;

/** What Yjs would write as deleted: also where only an empty item tells of it. */
function endWithoutGap(pieces: Piece[]): number {
  const end = pieces.find(({ kind }) => kind === structKind.gap) ?? endOf(pieces.at(-1)!);
  return typeof end === 'number' ? end : end.clock;
}

const endOf = ({ clock, length }: Range): number => clock + length;

/** About how many bytes the numbers of a section or deletion, and a piece that was changed, take. */
const [perSection, ofChanged] = [10, 30];

function* stateOf(clients: Client[], clocks: Map<number, number>): Slices<RoomState> {
  let [bytes, parts, hasGap] = [0, 0, false];
  for (const { pieces, deleted } of clients) {
    const sections = Number(pieces.length > 0) + Number(deleted.length > 0);
    bytes += perSection * (sections + deleted.length);
    parts += deleted.length + partsOfSection * sections;
    if (pieces.length > 0 && pieces[0]!.clock > 0) hasGap = true;
    for (const piece of pieces) {
      bytes += piece.form === 'as-it-came' ? piece.end - piece.start : ofChanged;
      parts += structsOf(piece);
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
    const behind = pieces.slice(index);
    const first = behind[0]!;
    if (first.clock < has) behind.splice(0, 1, cutAt(first, has));
    encoding.writeVarUint(
      encoder,
      behind.reduce((sum, piece) => sum + structsOf(piece), 0),
    );
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, behind[0]!.clock);
    yield* writePieces(encoder, client, behind);
  }
  encoding.writeUint8Array(encoder, deletions);
  return encoding.toUint8Array(encoder);
}

function* writePieces(encoder: encoding.Encoder, client: number, pieces: Piece[]): Slices<void> {
  for (const piece of pieces) {
    const { source, start, end, form } = piece;
    if (form === 'as-it-came') encoding.writeUint8Array(encoder, source.subarray(start, end));
    else writePiece(encoder, client, piece);
    yield;
  }
}
