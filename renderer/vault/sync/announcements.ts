import type { Awareness } from 'y-protocols/awareness';
import { z } from 'zod';
import { decryptBlob, deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import { pad, unpad } from '#shared/crypto/padme.ts';
import { forPurpose } from '#shared/crypto/signing.ts';
import type { CryptoKeyHandle } from '#shared/crypto/web-crypto.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, fromBase64Url, fromUtf8, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Book } from '../books/book.ts';
import type { Keyring } from '../books/keyring.ts';
import { compartmentKey } from '../keys/keybag.ts';
import type { RoomSync } from './room-sync.ts';

/**
 * Devices tell each other the heads of their chains, as the relay has confirmed them, in the room of the index, which
 * is everybody's; and what they lack, so that whoever holds it puts it in again. A relay that passes on nothing more
 * of a device in another room is found out. It can still keep the announcements back as well: then the device looks
 * as if it were offline.
 */
export interface Announcements {
  /** A room was joined: in the one of the index the others are listened to. */
  joined(room: Pick<RoomSync, 'room' | 'awareness'>): void;
  /** The devices of which a book lacks what the relay has confirmed to them. */
  missingIn(book: Announced): string[];
  /** The devices that say of themselves something else than what has come of them. */
  contradictedIn(book: Announced): string[];
}

type Room = Pick<RoomSync, 'room' | 'awareness' | 'synced' | 'isOnline' | 'stored'>;
type Announced = Pick<Book, 'room' | 'chains'>;

const contentSchema = z.object({ statement: z.base64url(), signature: z.base64url() });
const headSchema = z.object({ counter: z.int().min(1), hash: z.base64url() });
const statementSchema = z.looseObject({
  deviceId: z.string(),
  /** By room, the head of the device's own chain. */
  heads: z.record(z.string(), headSchema),
  /** By room and author, the counters of what this device lacks. */
  lacks: z.record(z.string(), z.record(z.string(), z.array(z.int().min(1)).max(100))).default({}),
});
type Statement = z.infer<typeof statementSchema>;
const stateSchema = z.looseObject({
  announcement: z.looseObject({ epoch: z.int(), sealed: z.base64url().max(60_000) }),
});

const tellMilliseconds = 10_000;
/** Who has written it gives it again at once, others when it is still lacked after this time. */
const othersMilliseconds = 25_000;
/** How soon the same may be given again: a relay that hides it once may hide it always. */
const againMilliseconds = 5 * 60_000;
const mostLacking = 100;
const indexBook = 'index';

export function createAnnouncements(deps: {
  keyring: Keyring;
  books(): Pick<Book, 'name' | 'room' | 'chains' | 'giveAgain'>[];
  rooms(): Room[];
  now(): number;
  work: Work;
}): Announcements {
  const { keyring, work, now } = deps;
  const { crypto } = keyring;
  const { workspace, deviceId } = keyring.keybag;
  /** What each device has said last. */
  const announced = new Map<string, Statement>();
  /** What others lack: since when, and when it was given last. */
  const wanted = new Map<string, { since: number; given?: number }>();
  const confirmed = new Map<string, z.infer<typeof headSchema>>();
  let told = '';

  const roomOf = (name: string): Room | undefined => deps.rooms().find(({ room }) => room === name);
  const indexRoom = (): string | undefined => deps.books().find(({ name }) => name === indexBook)?.room;
  /** Whoever is not in step yet misses nothing. */
  const isInStep = (name: string): boolean => {
    const room = roomOf(name);
    return room !== undefined && room.isOnline() && room.synced();
  };

  async function keyOf(epoch: number): Promise<CryptoKeyHandle | undefined> {
    const secret = compartmentKey(keyring.keybag, indexBook, epoch);
    if (secret === undefined) return undefined;
    const info = `plumbline announcement ${workspace} ${epoch}`;
    return importAesKey(crypto, await deriveBytes(crypto, secret, info, 32));
  }

  /** Of each room the head that the relay has on its disk. */
  function ownHeads(): Statement['heads'] {
    for (const { room, chains } of deps.books()) {
      const head = chains.head(deviceId);
      if (head === undefined || roomOf(room)?.stored() !== true) continue;
      confirmed.set(room, { counter: head.counter, hash: head.hash });
    }
    return Object.fromEntries(confirmed);
  }

  function lacks(): Statement['lacks'] {
    const rooms = deps.books().flatMap(({ room, chains }) => {
      if (!isInStep(room)) return [];
      const devices = new Set([...chains.incomplete(), ...behindOf({ room, chains })]);
      const missing = [...devices].map((id) => [id, lackOf({ room, chains }, id)] as const);
      return missing.length === 0 ? [] : [[room, Object.fromEntries(missing)] as const];
    });
    return Object.fromEntries(rooms);
  }

  function lackOf({ room, chains }: Announced, id: string): number[] {
    const head = announced.get(id)?.heads[room];
    if (head !== undefined) chains.hearOf(id, head.counter);
    return chains.missing(id).slice(0, mostLacking);
  }

  /** The devices whose announced head in a room is not reached here. */
  function behindOf({ room, chains }: Announced): string[] {
    return [...announced].flatMap(([id, { heads }]) => {
      const head = heads[room];
      if (head === undefined || !isListed(id)) return [];
      return chains.reaches([{ ...head, device: id, missing: [], clients: [] }]) ? [] : [id];
    });
  }

  const isListed = (id: string): boolean => keyring.roster.record.devices.some((each) => each.id === id);

  async function tell(): Promise<void> {
    give();
    const index = roomOf(indexRoom() ?? '');
    if (index === undefined) return;
    const { epoch } = keyring.keybag;
    const said: Statement = { deviceId, heads: ownHeads(), lacks: lacks() };
    const text = JSON.stringify(said);
    const isTold = told === `${epoch} ${text}` && index.awareness.getLocalState() !== null;
    const isEmpty = Object.keys(said.heads).length + Object.keys(said.lacks).length === 0;
    const key = isTold || isEmpty ? undefined : await keyOf(epoch);
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

  /** Puts in again what others lack and this device holds. */
  function give(): void {
    for (const book of deps.books())
      for (const { lacks: theirs } of announced.values())
        for (const [author, counters] of Object.entries(theirs[book.room] ?? {})) {
          const due = counters.filter((counter) => isDue(book.room, author, counter));
          if (due.length > 0) book.giveAgain(author, new Set(due));
        }
  }

  function isDue(room: string, author: string, counter: number): boolean {
    const key = `${room} ${author} ${counter}`;
    const known = wanted.get(key) ?? { since: now() };
    wanted.set(key, known);
    const isPatient = author === deviceId || now() - known.since >= othersMilliseconds;
    if (!isPatient || (known.given !== undefined && now() - known.given < againMilliseconds)) return false;
    known.given = now();
    return true;
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
    const { deviceId: author } = statement.data;
    const verify = isListed(author) ? await keyring.roster.verifier(author) : undefined;
    const signature = fromBase64Url(content.data.signature);
    if (await verify?.(signature, signedBytes(workspace, signed))) remember(statement.data);
  }

  /** A relay may show an older one again: a chain only grows. */
  function remember(said: Statement): void {
    const before = announced.get(said.deviceId)?.heads ?? {};
    const heads = { ...said.heads };
    for (const [room, head] of Object.entries(before))
      if (head.counter > (heads[room]?.counter ?? 0)) heads[room] = head;
    announced.set(said.deviceId, { ...said, heads });
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
    missingIn: (book) => (isInStep(book.room) ? behindOf(book) : []),
    contradictedIn: ({ room, chains }) =>
      [...announced].flatMap(([id, { heads }]) => {
        const head = heads[room];
        return head && chains.contradiction([{ ...head, device: id, missing: [], clients: [] }]) ? [id] : [];
      }),
  };
}

const contextOf = (room: string): string => `announcement ${room}`;

function signedBytes(workspace: string, statement: Bytes): Bytes {
  return forPurpose('plumbline announcement v1', concat(utf8(`${workspace}\0`), statement));
}
