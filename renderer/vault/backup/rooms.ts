import * as Y from 'yjs';
import type { Bytes } from '#shared/lib/bytes.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { applyOuterUpdate } from '#shared/sync/bounded-update.ts';
import type { Library } from '../books/library.ts';
import type { Database } from '../database/database.ts';

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

/**
 * All rooms of this device. The open books come last and in one go, so that they fit together. `left`: names those
 * that are broken in a way in which they cannot be written down; the others do not suffer by it.
 */
export async function readRooms(
  library: Pick<Library, 'books' | 'closedBooks'>,
  database: Pick<Database, 'rooms' | 'readUpdates'>,
): Promise<{ rooms: RoomState[]; left: string[] }> {
  const open = new Set(library.books.map(({ room }) => room));
  const names = new Map([...library.closedBooks].map(([name, { room }]) => [room, name]));
  const closed: Read[] = [];
  for (const room of await database.rooms())
    if (!open.has(room)) closed.push(stateOf(room, names.get(room), await readStored(database, room)));
  const books = library.books.map(({ name, room, outer }) => stateOf(room, name, outer));
  const known = new Set(books.map(({ room }) => room));
  const read = [...closed.filter(({ room }) => !known.has(room)), ...books];
  return {
    rooms: read.filter((state) => 'update' in state),
    left: read.filter((state) => !('update' in state)).map(({ room, name = room }) => name),
  };
}

/** The outer document that the database holds for a room. A damaged row is left out, as a book leaves it out. */
export async function readStored(database: Pick<Database, 'readUpdates'>, room: string): Promise<Y.Doc> {
  const outer = new Y.Doc();
  for (const { bytes } of await database.readUpdates(room)) applies(outer, bytes);
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

/** A room, with what it holds where that can be written down. */
type Read = RoomState | { room: string; name?: string };

function stateOf(room: string, name: string | undefined, outer: Y.Doc): Read {
  const place = name === undefined ? { room } : { room, name };
  try {
    const update = Y.encodeStateAsUpdate(outer) as Bytes;
    return { ...place, update, envelopes: envelopesIn(outer).length };
  } catch {
    // What a relay or a member has sent can be such that Yjs takes it in and then fails over it.
    return place;
  }
}
