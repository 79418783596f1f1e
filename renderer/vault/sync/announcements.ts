import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { z } from 'zod';
import { readHeader } from '#shared/crypto/envelope.ts';
import { decryptBlob, deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import { pad, unpad } from '#shared/crypto/padme.ts';
import { forPurpose } from '#shared/crypto/signing.ts';
import type { CryptoKeyHandle } from '#shared/crypto/web-crypto.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, fromBase64Url, fromUtf8, readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { parseJson } from '#shared/lib/json.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import type { Book } from '../books/book.ts';
import type { Keyring } from '../books/keyring.ts';
import { compartmentKey } from '../keys/keybag.ts';
import type { RoomSync } from './room-sync.ts';

/**
 * Devices tell each other how far they have written in each room, as the relay has confirmed to them, in the room
 * of the index, which is everybody's. So a relay that passes on nothing more of a device in another room is found
 * out. It can still keep the announcements back as well: then the device looks as if it were offline.
 */
export interface Announcements {
  /** A room was joined: in the one of the index the others are listened to. */
  joined(room: Pick<RoomSync, 'room' | 'awareness'>): void;
  /** The devices of which a book lacks what the relay has confirmed to them. */
  missingIn(book: Pick<Book, 'room' | 'outer'>): string[];
}

type Room = Pick<RoomSync, 'room' | 'awareness' | 'storedUpTo' | 'synced' | 'isOnline'>;

const contentSchema = z.object({ statement: z.base64url(), signature: z.base64url() });
const statementSchema = z.looseObject({
  deviceId: z.string(),
  /** By room, the state vector of what the device has written itself. */
  written: z.record(z.string(), z.base64url()),
});
const stateSchema = z.looseObject({
  announcement: z.looseObject({ epoch: z.int(), sealed: z.base64url().max(60_000) }),
});

const tellMilliseconds = 10_000;
const indexBook = 'index';

export function createAnnouncements(deps: {
  keyring: Keyring;
  books(): Pick<Book, 'name' | 'room' | 'outer'>[];
  rooms(): Room[];
  work: Work;
}): Announcements {
  const { keyring, work } = deps;
  const { crypto } = keyring;
  const { workspace, deviceId } = keyring.keybag;
  /** By device and room: the furthest that was announced. */
  const announced = new Map<string, Map<string, Map<number, number>>>();
  let told = '';

  const roomOf = (name: string): Room | undefined => deps.rooms().find(({ room }) => room === name);
  const indexRoom = (): string | undefined => deps.books().find(({ name }) => name === indexBook)?.room;

  async function keyOf(epoch: number): Promise<CryptoKeyHandle | undefined> {
    const secret = compartmentKey(keyring.keybag, indexBook, epoch);
    if (secret === undefined) return undefined;
    const info = `plumbline announcement ${workspace} ${epoch}`;
    return importAesKey(crypto, await deriveBytes(crypto, secret, info, 32));
  }

  /** What of this device is in a room, and confirmed: its envelopes that stand there, and what it writes now. */
  function confirmed({ room, outer }: Pick<Book, 'room' | 'outer'>): Map<number, number> {
    const sync = roomOf(room);
    const clocks = new Map<number, number>();
    for (const client of ownClients(outer, deviceId)) {
      const clock = Math.min(Y.getState(outer.store, client), sync?.storedUpTo(client) ?? 0);
      if (clock > 0) clocks.set(client, clock);
    }
    return clocks;
  }

  async function tell(): Promise<void> {
    const index = roomOf(indexRoom() ?? '');
    if (index === undefined) return;
    const rooms = deps.books().map((book) => [book.room, confirmed(book)] as const);
    const written = rooms
      .filter(([, clocks]) => clocks.size > 0)
      .map(([room, clocks]) => [room, toBase64Url(Y.encodeStateVector(clocks))]);
    const { epoch } = keyring.keybag;
    const text = JSON.stringify({ deviceId, written: Object.fromEntries(written) });
    const isTold = told === `${epoch} ${text}` && index.awareness.getLocalState() !== null;
    const key = isTold || written.length === 0 ? undefined : await keyOf(epoch);
    if (key === undefined) return;
    const signature = await keyring.sign(signedBytes(workspace, utf8(text)));
    const content = JSON.stringify({
      statement: toBase64Url(utf8(text)),
      signature: toBase64Url(signature),
    });
    const sealed = toBase64Url(await encryptBlob(crypto, key, pad(utf8(content)), contextOf(index.room)));
    if (work.isOver) return;
    // Nobody looks at the index: presence says nothing in its room.
    index.awareness.setLocalState({ announcement: { epoch, sealed } });
    told = `${epoch} ${text}`;
  }

  async function hear(awareness: Awareness, room: string): Promise<void> {
    for (const state of awareness.getStates().values()) {
      const parsed = stateSchema.safeParse(state);
      if (parsed.success) await take(parsed.data.announcement, room);
    }
  }

  async function take({ epoch, sealed }: { epoch: number; sealed: string }, room: string): Promise<void> {
    const key = await keyOf(epoch);
    const padded = key && (await decryptBlob(crypto, key, fromBase64Url(sealed), contextOf(room)));
    const bytes = padded && unpad(padded);
    const content = contentSchema.safeParse(bytes && parseJson(fromUtf8(bytes)));
    if (!content.success) return;
    const signed = fromBase64Url(content.data.statement);
    const statement = statementSchema.safeParse(parseJson(fromUtf8(signed)));
    if (!statement.success || statement.data.deviceId === deviceId) return;
    const isOfTeam = keyring.roster.record.devices.some(({ id }) => id === statement.data.deviceId);
    const writer = isOfTeam ? await keyring.roster.ownWriter(statement.data.deviceId) : undefined;
    const signature = fromBase64Url(content.data.signature);
    if (await writer?.verify(signature, signedBytes(workspace, signed))) remember(statement.data);
  }

  function remember(statement: z.infer<typeof statementSchema>): void {
    const rooms = announced.get(statement.deviceId) ?? new Map<string, Map<number, number>>();
    announced.set(statement.deviceId, rooms);
    for (const [room, text] of Object.entries(statement.written)) {
      const known = rooms.get(room) ?? new Map<number, number>();
      rooms.set(room, known);
      for (const [client, clock] of clocksIn(text))
        known.set(client, Math.max(clock, known.get(client) ?? 0));
    }
  }

  // One after another: nothing is opened twice at once.
  const sequence = work.sequencer();
  const inTurn = (step: () => Promise<void>): void =>
    ignore(sequence(async () => (work.isOver ? undefined : step())));
  work.every(tellMilliseconds, () => inTurn(tell));

  return {
    joined({ room, awareness }) {
      if (room !== indexRoom()) return;
      told = '';
      awareness.on('change', () => inTurn(() => hear(awareness, room)));
      inTurn(tell);
    },
    missingIn({ room, outer }) {
      const sync = roomOf(room);
      // Whoever is not in step yet misses nothing.
      if (sync === undefined || !sync.isOnline() || !sync.synced()) return [];
      const { devices } = keyring.roster.record;
      const lacks = (clocks: Map<number, number> | undefined): boolean =>
        [...(clocks ?? [])].some(([client, clock]) => Y.getState(outer.store, client) < clock);
      return devices.map(({ id }) => id).filter((id) => lacks(announced.get(id)?.get(room)));
    },
  };
}

/** The Yjs clients as which a device has written what stands in a room, and as which it writes now. */
function ownClients(outer: Y.Doc, deviceId: string): Set<number> {
  const clients = new Set([outer.clientID]);
  const { _start: first } = outer.getArray(envelopesKey);
  for (let item = first; item !== null; item = item.right) {
    const header = item.content instanceof Y.ContentBinary ? readHeader(item.content.content) : undefined;
    if (header?.ok === true && header.value.device === deviceId) clients.add(item.id.client);
  }
  return clients;
}

function clocksIn(text: string): Map<number, number> {
  try {
    return Y.decodeStateVector(readBase64Url(text) ?? new Uint8Array([0]));
  } catch {
    return new Map();
  }
}

const contextOf = (room: string): string => `announcement ${room}`;

function signedBytes(workspace: string, statement: Bytes): Bytes {
  return forPurpose('plumbline announcement v1', concat(utf8(`${workspace}\0`), statement));
}
