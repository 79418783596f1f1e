import type { Awareness } from 'y-protocols/awareness';
import { z } from 'zod';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Book } from '../books/book.ts';
import type { Keyring } from '../books/keyring.ts';
import {
  type Announcement,
  type AnnouncedHead,
  createAnnouncementSeal,
  indexBook,
  most,
  type SealedAnnouncement,
  sealedSchema,
  type SignedAnnouncement,
} from './announcement.ts';
import { createHeard } from './heard.ts';
import type { RoomSync } from './room-sync.ts';
import type { SealedTextDeps } from './sealed-text.ts';

/**
 * Devices tell each other the heads of their chains, as the relay has confirmed them, in the room of the index, which
 * is everybody's; and what they lack, so that whoever holds it puts it in again. A relay that passes on nothing more
 * of a device in another room is found out, and so is a summary that leaves out what its author wrote last. Who has
 * something on one member's word is told what others have heard of those who are away. A relay can still keep all of
 * this back: then the device looks as if it were offline.
 */
export interface Announcements {
  /** A room was joined: in the one of the index the others are listened to. */
  joined(room: Pick<RoomSync, 'room' | 'awareness'>): void;
  /** The devices of which a book lacks what the relay has confirmed to them. */
  missingIn(book: AnnouncedBook): string[];
  /** The devices that say of themselves something else than what has come of them. */
  contradictedIn(book: AnnouncedBook): string[];
  /** The devices that name work of another one which that one denies. */
  inventedIn(book: AnnouncedBook): string[];
}

type Room = Pick<RoomSync, 'room' | 'awareness' | 'synced' | 'isOnline' | 'stored'>;
type AnnouncedBook = Pick<Book, 'room' | 'chains' | 'announced' | 'unconfirmed'>;

const stateSchema = z.looseObject({
  announcement: sealedSchema,
  /** Of devices that are away, for who asks. */
  passedOn: z.array(sealedSchema).max(50).default([]),
});

const tellMilliseconds = 10_000;
/** Who has written it gives it again at once, others when it is still lacked after this time. */
const othersMilliseconds = 25_000;
/** How soon the same may be given again: a relay that hides it once may hide it always. */
const againMilliseconds = 5 * 60_000;
/** Whoever asks again and again is given the same more and more seldom, down to this. */
const seldomMilliseconds = 24 * 60 * 60_000;

export function createAnnouncements(
  deps: Pick<SealedTextDeps, 'database'> & {
    keyring: Keyring;
    books(): Pick<Book, 'name' | 'room' | 'chains' | 'announced' | 'unconfirmed' | 'isSaved' | 'giveAgain'>[];
    rooms(): Room[];
    now(): number;
    work: Work;
  },
): Announcements {
  const { keyring, work, now } = deps;
  const { deviceId } = keyring.keybag;
  const seal = createAnnouncementSeal(keyring);
  const heard = createHeard({ ...deps, crypto: keyring.crypto, keybag: keyring.keybag });
  /** What others lack: since when, and when it was given last. */
  const wanted = new Map<string, { since: number; given?: number; pause: number }>();
  /** By room, the head that the relay has on its disk; what changed last comes last. */
  const confirmed = new Map<string, AnnouncedHead>();
  let told = '';

  const roomOf = (name: string): Room | undefined => deps.rooms().find(({ room }) => room === name);
  const indexRoom = (): string | undefined => deps.books().find(({ name }) => name === indexBook)?.room;
  /** Whoever is not in step yet misses nothing. */
  const isInStep = (name: string): boolean => {
    const room = roomOf(name);
    return room !== undefined && room.isOnline() && room.synced();
  };
  const isListed = (id: string): boolean => keyring.roster.record.devices.some((each) => each.id === id);
  const others = () => heard.all().filter(([id]) => id !== deviceId && isListed(id));
  const headOf = (id: string, room: string): AnnouncedHead | undefined => heard.of(id)?.heads[room];

  function ownHeads(): Announcement['heads'] {
    if (confirmed.size === 0)
      for (const [room, head] of Object.entries(heard.of(deviceId)?.heads ?? {})) confirmed.set(room, head);
    for (const book of deps.books()) {
      const head = book.announced.own();
      if (head === undefined || !book.isSaved() || roomOf(book.room)?.stored() !== true) continue;
      if (confirmed.get(book.room)?.hash === head.hash) continue;
      confirmed.delete(book.room);
      confirmed.set(book.room, head);
    }
    return Object.fromEntries([...confirmed].slice(-most.rooms));
  }

  function lacks(): Announcement['lacks'] {
    const said: Announcement['lacks'] = {};
    let left = most.lacks;
    for (const book of deps.books().filter(({ room }) => isInStep(room)))
      for (const id of new Set([...book.chains.incomplete(), ...behindOf(book)].filter(isListed))) {
        const counters = book.announced.lacks(id, headOf(id, book.room)).slice(0, left);
        left -= counters.length;
        if (counters.length > 0) (said[book.room] ??= {})[id] = counters;
      }
    return said;
  }

  /** The devices whose announced head in a room is not reached here. */
  function behindOf({ room, announced }: Pick<AnnouncedBook, 'room' | 'announced'>): string[] {
    return others().flatMap(([id]) => {
      const head = headOf(id, room);
      return head === undefined || announced.reaches(id, head) ? [] : [id];
    });
  }

  function denies(): Announcement['denies'] {
    const all = deps
      .books()
      .flatMap(({ room, announced }) => announced.invented().map(({ hash }) => ({ room, hash })));
    const byRoom = Map.groupBy(all.slice(0, most.denies), ({ room }) => room);
    return Object.fromEntries([...byRoom].map(([room, named]) => [room, named.map(({ hash }) => hash)]));
  }

  /** What this device says now, but for when. */
  function statement(): Announcement {
    const unsure = deps
      .books()
      .filter((book) => book.unconfirmed().length > 0)
      .map(({ room }) => room);
    const known = unsure.length === 0 ? [] : others().map(([id, { said }]) => [id, said.at] as const);
    return {
      deviceId,
      at: 0,
      heads: ownHeads(),
      lacks: lacks(),
      unsure: unsure.slice(0, most.unsure),
      heard: Object.fromEntries(known),
      denies: denies(),
    };
  }

  async function tell(): Promise<void> {
    await heard.ready;
    give();
    const index = roomOf(indexRoom() ?? '');
    if (index === undefined) return;
    const said = statement();
    const passed = wantedOf(index.awareness);
    const text = JSON.stringify([keyring.keybag.epoch, said, passed]);
    const isEmpty = Object.keys({ ...said.heads, ...said.lacks, ...said.denies }).length === 0;
    const saysNothing = isEmpty && said.unsure.length + passed.length === 0;
    if (saysNothing || (told === text && index.awareness.getLocalState() !== null)) return;
    const whole = { ...said, at: Math.max(now(), (heard.of(deviceId)?.said.at ?? 0) + 1) };
    const signed = await seal.sign(whole);
    const announcement = await seal.seal(signed, index.room);
    if (announcement === undefined || work.isOver) return;
    heard.take(whole, signed, true);
    const passedOn = await sealedOf(passed, index.room);
    if (work.isOver) return;
    // Nobody looks at the index: presence says nothing in its room.
    index.awareness.setLocalState({ announcement, ...(passedOn.length > 0 && { passedOn }) });
    told = text;
  }

  /** What somebody who is here asks for, of devices that are away. */
  function wantedOf(awareness: Awareness): SignedAnnouncement[] {
    const here = new Set(present.get(awareness) ?? []);
    const asking = others().filter(([id, { said }]) => here.has(id) && said.unsure.length > 0);
    const isWanted = (id: string, heads: Announcement['heads'], at: number): boolean =>
      asking.some(([, { said }]) => (said.heard[id] ?? -1) < at && said.unsure.some((room) => room in heads));
    return others()
      .filter(([id, { said, heads }]) => !here.has(id) && isWanted(id, heads, said.at))
      .map(([, { signed }]) => signed);
  }

  /** As many as fit: who has heard these asks for the others. */
  async function sealedOf(all: SignedAnnouncement[], room: string): Promise<SealedAnnouncement[]> {
    const passedOn: SealedAnnouncement[] = [];
    let length = 0;
    for (const signed of all) {
      const sealed = await seal.seal(signed, room);
      if (sealed === undefined || (length += sealed.sealed.length) > most.passedOn) break;
      passedOn.push(sealed);
    }
    return passedOn;
  }

  /** Puts in again what others lack and this device holds. */
  function give(): void {
    for (const book of deps.books())
      for (const [, { said, isLive }] of others()) {
        if (!isLive) continue;
        for (const [author, counters] of Object.entries(said.lacks[book.room] ?? {})) {
          const due = counters.filter((counter) => isDue(book.room, author, counter));
          if (due.length > 0) book.giveAgain(author, new Set(due));
        }
      }
  }

  function isDue(room: string, author: string, counter: number): boolean {
    const key = `${room} ${author} ${counter}`;
    const known = wanted.get(key) ?? { since: now(), pause: againMilliseconds };
    wanted.set(key, known);
    const isPatient = author === deviceId || now() - known.since >= othersMilliseconds;
    if (!isPatient || (known.given !== undefined && now() - known.given < known.pause)) return false;
    if (known.given !== undefined) known.pause = Math.min(2 * known.pause, seldomMilliseconds);
    known.given = now();
    return true;
  }

  /** Who is there now, by what they say of themselves. */
  const present = new WeakMap<Awareness, string[]>();

  async function hear(awareness: Awareness, room: string): Promise<void> {
    const here: string[] = [];
    for (const state of awareness.getStates().values()) {
      const parsed = stateSchema.safeParse(state);
      if (!parsed.success) continue;
      const author = await take(parsed.data.announcement, room, true);
      if (author !== undefined) here.push(author);
      for (const one of parsed.data.passedOn) await take(one, room, false);
    }
    present.set(awareness, here);
  }

  async function take(one: SealedAnnouncement, room: string, isLive: boolean): Promise<string | undefined> {
    const opened = await seal.open(one, room);
    if (opened === undefined || opened.said.deviceId === deviceId) return undefined;
    heard.take(opened.said, opened.signed, isLive);
    return opened.said.deviceId;
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
      others().flatMap(([id]) => {
        const head = headOf(id, room);
        return head && chains.contradiction([{ ...head, device: id, missing: [], clients: [] }]) ? [id] : [];
      }),
    inventedIn: ({ room, announced }) =>
      others().flatMap(([id, { said }]) => announced.denied(id, said.denies[room] ?? [])),
  };
}
