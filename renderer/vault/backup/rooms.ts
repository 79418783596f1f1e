import * as Y from 'yjs';
import type { Bytes } from '#shared/lib/bytes.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { applyOuterUpdate } from '#shared/sync/bounded-update.ts';
import type { Book } from '../books/book.ts';
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
  database: Pick<Database, 'rooms' | 'readUpdates' | 'readKept'>,
): Promise<{ rooms: RoomState[]; left: string[] }> {
  const open = new Set(library.books.map(({ room }) => room));
  const names = new Map([...library.closedBooks].map(([name, { room }]) => [room, name]));
  const closed: Read[] = [];
  for (const room of await database.rooms())
    if (!open.has(room)) closed.push(stateOf(room, names.get(room), await readStored(database, room)));
  const books = library.books.map((book) => stateOf(book.room, book.name, wholeOf(book)));
  const known = new Set(books.map(({ room }) => room));
  const read = [...closed.filter(({ room }) => !known.has(room)), ...books];
  return {
    rooms: read.filter((state) => 'update' in state),
    left: read.filter((state) => !('update' in state)).map(({ room, name = room }) => name),
  };
}

/** With what was taken out of it and stays with this device. */
function wholeOf(book: Book): Y.Doc {
  const taken = book.takenAway();
  if (taken.length === 0) return book.outer;
  const whole = new Y.Doc();
  Y.applyUpdate(whole, Y.encodeStateAsUpdate(book.outer));
  whole.getArray<Uint8Array>(envelopesKey).push(taken.map(({ envelope }) => envelope));
  return whole;
}

/** The outer document that the database holds for a room. A damaged row is left out, as a book leaves it out. */
export async function readStored(
  database: Pick<Database, 'readUpdates' | 'readKept'>,
  room: string,
): Promise<Y.Doc> {
  const outer = new Y.Doc();
  for (const { bytes } of await database.readUpdates(room)) applies(outer, bytes);
  const kept = (await database.readKept(room)).map(({ bytes }) => bytes).filter(({ length }) => length > 0);
  if (kept.length > 0) outer.getArray<Uint8Array>(envelopesKey).push(kept);
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
