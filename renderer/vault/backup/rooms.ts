import * as Y from 'yjs';
import type { Bytes } from '#shared/lib/bytes.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { applyOuterUpdate } from '#shared/sync/bounded-update.ts';
import type { Library } from '../books/library.ts';
import type { Drawer } from '../drawer/drawer.ts';

/** A room's outer document as it is now: sealed envelopes, no key needed. */
export interface RoomState {
  room: string;
  /** The book, where this device knows it. */
  name?: string;
  update: Bytes;
  envelopes: number;
}

export function envelopesIn(outer: Y.Doc): Uint8Array[] {
  return outer.getArray<Uint8Array>(envelopesKey).toArray();
}

/** All rooms of this device. The open books come last and in one go, so that they fit together. */
export async function readRooms(library: Library, drawer: Drawer): Promise<RoomState[]> {
  const open = new Set(library.books.map(({ room }) => room));
  const names = new Map([...library.closedBooks].map(([name, { room }]) => [room, name]));
  const closed: RoomState[] = [];
  for (const room of await drawer.rooms()) {
    const name = names.get(room);
    if (!open.has(room))
      closed.push({
        ...(name === undefined ? {} : { name }),
        ...stateOf(room, await readStored(drawer, room)),
      });
  }
  const books = library.books.map(({ name, room, outer }) => ({ name, ...stateOf(room, outer) }));
  const known = new Set(books.map(({ room }) => room));
  return [...closed.filter(({ room }) => !known.has(room)), ...books];
}

/** The outer document that the drawer holds for a room. A damaged row is left out, as a book leaves it out. */
export async function readStored(drawer: Drawer, room: string): Promise<Y.Doc> {
  const outer = new Y.Doc();
  for (const row of await drawer.readUpdates(room)) applies(outer, row);
  return outer;
}

/** Applies an update of unknown make; `false` where it is none. */
export function applies(outer: Y.Doc, update: unknown): boolean {
  try {
    applyOuterUpdate(outer, update as Uint8Array);
    return true;
  } catch {
    return false;
  }
}

function stateOf(room: string, outer: Y.Doc): RoomState {
  return {
    room,
    update: Y.encodeStateAsUpdate(outer) as Bytes,
    envelopes: envelopesIn(outer).length,
  };
}
