import { encodePersisted } from '#shared/sync/protocol.ts';
import { updateFrame } from './frames.ts';
import type { Incoming, Reader, Room } from './room.ts';
import { atOnce } from './slices.ts';
import { gather } from './state.ts';

/** What one party of a tick wrote. `writer` is undefined for what the relay itself appended. */
export interface Written {
  writer: Reader | undefined;
  update: Uint8Array;
  /** See `weightOf`. */
  weight: number;
}

const chunkCount = 256;
const chunkWeight = 1024 * 1024;
/** More writers at once get their own work back as well: a frame for each would take their number squared. */
const mostOwnFrames = 16;
const nobodyKnows = new Map<number, number>();

/** Cuts a list where putting its updates together would take a while. */
function chunks(written: Written[]): Uint8Array[][] {
  const result: Uint8Array[][] = [];
  let sum = Infinity;
  for (const { update, weight } of written) {
    const chunk = result.at(-1);
    if (chunk === undefined || chunk.length >= chunkCount || sum + weight > chunkWeight) {
      result.push([update]);
      sum = weight;
    } else {
      chunk.push(update);
      sum += weight;
    }
  }
  return result;
}

function merge(updates: Uint8Array[]): Uint8Array {
  return updates.length === 1 ? updates[0]! : atOnce(atOnce(gather(updates)).since(nobodyKnows));
}

/** A tick's updates as few frames: what makes a busy room cheap for each reader. */
export function mergedFrames(written: Written[]): Uint8Array[] {
  return chunks(written).map(merge).map(updateFrame);
}

/** Sends what was committed to every reader of the room, except to its own writer. */
export function fanOut(room: Room, written: Written[]): void {
  if (written.length === 0 || room.readers.size === 0) return;
  const writers = new Set(written.map(({ writer }) => writer));
  let forAll: Uint8Array[] | undefined;
  for (const reader of room.readers) {
    const isOwn = writers.has(reader) && writers.size <= mostOwnFrames;
    const frames = isOwn
      ? mergedFrames(written.filter(({ writer }) => writer !== reader))
      : (forAll ??= mergedFrames(written));
    for (const frame of frames) reader.send(frame);
  }
}

/** Tells each writer up to where its work is on disk now. */
export function acknowledge(room: Room, committed: Incoming[]): void {
  const clients = new Map<Reader, Set<number>>();
  for (const one of committed) {
    const { writer, ranges } = one;
    const gaps = room.coverage.add(ranges);
    room.gaps += gaps;
    one.hasGap = gaps > 0;
    const own = clients.get(writer) ?? new Set();
    for (const range of ranges) own.add(range.client);
    clients.set(writer, own);
  }
  for (const [writer, own] of clients) writer.send(encodePersisted(room.coverage.of(own)));
}
