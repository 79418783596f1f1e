import * as Y from 'yjs';
import { encodePersisted } from '#shared/sync/protocol.ts';
import { updateFrame } from './frames.ts';
import type { Incoming, Reader, Room } from './room.ts';

const chunkCount = 256;
const chunkBytes = 1024 * 1024;

/** Cuts a list where it gets long: `Y.mergeUpdates` takes more than linear time. */
function chunks(updates: Uint8Array[]): Uint8Array[][] {
  const result: Uint8Array[][] = [];
  let bytes = Infinity;
  for (const update of updates) {
    const chunk = result.at(-1);
    if (chunk === undefined || chunk.length >= chunkCount || bytes + update.length > chunkBytes) {
      result.push([update]);
      bytes = update.length;
    } else {
      chunk.push(update);
      bytes += update.length;
    }
  }
  return result;
}

function merge(updates: Uint8Array[]): Uint8Array[] {
  if (updates.length === 1) return updates;
  try {
    return [Y.mergeUpdates(updates)];
  } catch {
    // A member may send what reads well and does not merge; then each reader judges for itself.
    return updates;
  }
}

/** A tick's updates as few frames: what makes a busy room cheap for each reader. */
export function mergedFrames(updates: Uint8Array[]): Uint8Array[] {
  return chunks(updates).flatMap(merge).map(updateFrame);
}

/** What one party of a tick wrote. `writer` is undefined for what the relay itself appended. */
export interface Written {
  writer: Reader | undefined;
  update: Uint8Array;
}

/** Sends what was committed to every reader of the room, except to its own writer. */
export function fanOut(room: Room, written: Written[]): void {
  if (written.length === 0 || room.readers.size === 0) return;
  const writers = new Set(written.map(({ writer }) => writer));
  let forAll: Uint8Array[] | undefined;
  for (const reader of room.readers) {
    const frames = writers.has(reader)
      ? mergedFrames(written.filter(({ writer }) => writer !== reader).map(({ update }) => update))
      : (forAll ??= mergedFrames(written.map(({ update }) => update)));
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
