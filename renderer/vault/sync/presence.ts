import { z } from 'zod';
import type { Awareness } from 'y-protocols/awareness';
import type { CryptoKeyHandle } from '#shared/crypto/web-crypto.ts';
import { type CollectionName, collections, compartmentOf } from '#shared/domain/collections.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import type { Present } from './api.ts';
import type { Book } from '../books/book.ts';
import type { Keyring } from '../books/keyring.ts';
import { compartmentKey } from '../keys/keybag.ts';
import { derivePresenceKey, openPresence, type Said, sealPresence } from './presence-seal.ts';

/** A record that somebody looks at. */
export interface Place {
  collection: CollectionName;
  id: string;
}

/** Where the devices of a book tell each other who is here. */
export interface PresenceRoom {
  room: string;
  awareness: Awareness;
}

/** Who looks at which record. It goes through the relay sealed, is stored nowhere, and is over after 30 seconds. */
export interface Presence extends Disposable {
  /** What this device's owner looks at now; all of it, each time. */
  set(places: Place[]): void;
  /** A room was joined: its members are listened to from now on. */
  joined(room: PresenceRoom): void;
}

export interface PresenceDeps {
  keyring: Keyring;
  books(): Book[];
  rooms(): PresenceRoom[];
  /** Epoch milliseconds, alike on all devices: see `RelayClock`. */
  now(): number;
  /** Everybody else who is somewhere. */
  onChange(present: Present[]): void;
  work: Work;
}

/** What the relay passes on: it says no more than that a device is in a room that it knows anyway. */
const stateSchema = z.looseObject({ epoch: z.number().int(), sealed: z.base64url().max(10_000) });

const repeatMilliseconds = 10_000;
const lifeMilliseconds = 30_000;
const mostRemembered = 500;

export function createPresence(deps: PresenceDeps): Presence {
  const { keyring, work } = deps;
  const { crypto } = keyring;
  const { workspace, deviceId } = keyring.keybag;
  const keys = new Map<string, Promise<CryptoKeyHandle>>();
  /** What was opened, by its sealed text: each state is opened once. */
  const opened = new Map<string, Promise<Said | undefined>>();
  let places: Place[] = [];
  let shown = '[]';

  function keyOf(book: string, epoch: number): Promise<CryptoKeyHandle> | undefined {
    const secret = compartmentKey(keyring.keybag, compartmentOf(book), epoch);
    if (secret === undefined) return undefined;
    // Two branches of the team's history may have begun epochs of one number.
    const name = `${book} ${epoch} ${toBase64Url(secret)}`;
    const key = keys.get(name) ?? derivePresenceKey(crypto, secret, { workspace, book, epoch });
    keys.set(name, key);
    return key;
  }

  function bookOf({ collection, id }: Place): Book | undefined {
    return deps
      .books()
      .find(
        (book) =>
          compartmentOf(book.name) === collections[collection].compartment &&
          book.tables.records(collection).has(id),
      );
  }

  /** Tells each room which of its records this device's owner looks at. */
  async function tell(): Promise<void> {
    const byRoom = Map.groupBy(places, (place) => bookOf(place)?.room);
    for (const { room, awareness } of deps.rooms()) {
      const here = byRoom.get(room);
      const book = deps.books().find((one) => one.room === room);
      // In the index's room devices say something else: see `Announcements`.
      if (book?.name === 'index') continue;
      if (here === undefined || book === undefined) {
        if (awareness.getLocalState() !== null) awareness.setLocalState(null);
        continue;
      }
      const state = await seal(book, here);
      if (state !== undefined && !work.isOver) awareness.setLocalState(state);
    }
  }

  async function seal(book: Book, here: Place[]) {
    const { epoch } = keyring.keybag;
    const key = await keyOf(book.name, epoch);
    if (key === undefined) return undefined;
    const records = here.map(({ collection, id }) => `${collection}/${id}`);
    return {
      epoch,
      sealed: await sealPresence(crypto, key, book.room, { deviceId, at: deps.now(), records }),
    };
  }

  function open(book: Book, state: unknown): Promise<Said | undefined> {
    const parsed = stateSchema.safeParse(state);
    if (!parsed.success) return Promise.resolve(undefined);
    const { sealed } = parsed.data;
    const known = opened.get(sealed) ?? openSealed(book, parsed.data);
    opened.set(sealed, known);
    for (const text of opened.keys()) if (opened.size > mostRemembered) opened.delete(text);
    return known;
  }

  async function openSealed(book: Book, { epoch, sealed }: z.infer<typeof stateSchema>) {
    const key = await keyOf(book.name, epoch);
    if (key === undefined) return undefined;
    return openPresence(crypto, key, book.room, sealed);
  }

  /** Listens to what all rooms say now. */
  async function hear(): Promise<void> {
    const present: Present[] = [];
    for (const { room, awareness } of deps.rooms()) {
      const book = deps.books().find((one) => one.room === room);
      if (book === undefined) continue;
      for (const state of awareness.getStates().values()) {
        const said = await open(book, state);
        if (said !== undefined) present.push(...presentOf(said));
      }
    }
    const text = JSON.stringify(present);
    if (work.isOver || text === shown) return;
    shown = text;
    deps.onChange(present);
  }

  /** Of one's own team, of another member, and not older than it may be. */
  function presentOf({ deviceId: other, at, records }: Said): Present[] {
    const { devices } = keyring.roster.record;
    const memberId = devices.find(({ id }) => id === other)?.memberId;
    const isOwn = memberId === keyring.keybag.memberId;
    if (memberId === undefined || isOwn || Math.abs(deps.now() - at) > lifeMilliseconds) return [];
    return records.flatMap((record) => {
      const [collection, id] = record.split('/');
      return collection === undefined || id === undefined || !(collection in collections)
        ? []
        : [{ memberId, deviceId: other, collection: collection as CollectionName, id }];
    });
  }

  // One after another, so that what is told or heard last is what counts.
  const sequence = work.sequencer();
  const inTurn = (step: () => Promise<void>): void =>
    ignore(sequence(async () => (work.isOver ? undefined : step())));
  work.every(repeatMilliseconds, () => {
    if (places.length > 0) inTurn(tell);
    inTurn(hear);
  });

  return {
    set(next) {
      places = next;
      inTurn(tell);
    },
    joined({ awareness }) {
      awareness.on('change', () => inTurn(hear));
      if (places.length > 0) inTurn(tell);
    },
    [Symbol.dispose]() {
      for (const { awareness } of deps.rooms()) awareness.setLocalState(null);
    },
  };
}
