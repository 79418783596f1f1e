import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Book } from '../books/book.ts';
import type { HeldEnvelope } from '../books/held-envelopes.ts';
import { readRooms } from './rooms.ts';

/** A book whose document took something in that it can no more give out. */
function book(name: string, isBroken: boolean): Book {
  const outer = new Y.Doc();
  outer.getArray('envelopes').push([new Uint8Array([1])]);
  if (isBroken) outer.store.pendingStructs = { missing: new Map(), update: new Uint8Array([1]) };
  return { name, room: `room of ${name}`, outer, takenAway: () => [] as HeldEnvelope[] } as Book;
}

test('a book that is too broken to be written down is left out of a backup, and named; all others are in it', async () => {
  const books = [book('people', false), book('desk', true), book('talk', false)];
  const database = { rooms: async () => [], readUpdates: async () => [], readKept: async () => [] };
  const { rooms, left } = await readRooms({ books, closedBooks: new Map() }, database);
  expect(rooms.map(({ name, envelopes }) => [name, envelopes])).toEqual([
    ['people', 1],
    ['talk', 1],
  ]);
  expect(left).toEqual(['desk']);
});
