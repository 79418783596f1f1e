import type { ItemId } from '#shared/sync/append-update.ts';
import type { Awareness } from './awareness.ts';
import { createAwareness } from './awareness.ts';
import type { Bucket } from './bucket.ts';
import type { ClockRange, Coverage } from './coverage.ts';
import { createCoverage } from './coverage.ts';

/** One socket's subscription, as its room sees it. */
export interface Reader {
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
  /** Called when this many bytes that it sent have been dealt with. */
  settled(bytes: number): void;
  /** What it sent or asked for cannot be taken in now: its channel ends after a while, so that it comes again. */
  putOff(): void;
  /** Whether so much is unread that it is caught up later. Then its request comes again by itself. */
  postpones(known: Map<number, number>): boolean;
}

/** An update of a socket, waiting for the next commit. */
export interface Incoming {
  writer: Reader;
  update: Uint8Array;
  ranges: ClockRange[];
  /** See `weightOf`. */
  weight: number;
  /** Set when it is on disk: whether it waits for what comes before it. */
  hasGap?: boolean;
}

/** Something that the relay itself adds to a room. */
export interface Appending {
  content: Uint8Array;
  done(outcome: 'stored' | 'full' | 'failed'): void;
}

export interface CatchUpRequest {
  reader: Reader;
  /** Up to where the reader has each client's work. */
  known: Map<number, number>;
}

/** What all rooms of one workspace take together. */
export interface Tenant {
  workspace: string;
  use: { rooms: number; bytes: number } | undefined;
  rooms: Map<string, Room>;
  /** What it may still use of the processor: see `workOf`. */
  work: Bucket;
}

/** A room in use. Its document is on disk only; here is who listens and what waits for the next tick. */
export interface Room {
  name: string;
  tenant: Tenant;
  readers: Set<Reader>;
  /** `undefined` owns what another relay told. */
  awareness: Awareness<Reader | undefined>;
  coverage: Coverage;
  /** How much waits on disk for what comes before it, as far as is known. */
  gaps: number;
  incoming: Incoming[];
  appending: Appending[];
  catchUps: CatchUpRequest[];
  /** Who has asked that nothing be left of what was deleted; told whether that is so. */
  packs: ((isPacked: boolean) => void)[];
  /** Another relay may have written rows that these readers have not got. */
  behind: boolean;
  /** While it is read from the disk, nothing is written to it, so that what is told and what is sent fit. */
  isBeingRead: boolean;
  /** Set at the room's first tick. */
  disk: RoomOnDisk | undefined;
}

export interface RoomOnDisk {
  id: number;
  rows: number;
  /** As they weigh: see `weightOf`. */
  bytes: number;
  /** The newest row that the readers have got. */
  seq: number;
  /** Rows and bytes right after the last compaction. */
  compacted: { rows: number; bytes: number };
  lastAppend: ItemId | undefined;
}

/** `elapsed`: milliseconds that only grow. */
export function createRoom(tenant: Tenant, name: string, elapsed: () => number): Room {
  return {
    name,
    tenant,
    readers: new Set(),
    awareness: createAwareness(elapsed),
    coverage: createCoverage(),
    gaps: 0,
    incoming: [],
    appending: [],
    catchUps: [],
    packs: [],
    behind: false,
    isBeingRead: false,
    disk: undefined,
  };
}

export function hasWork(room: Room): boolean {
  const { incoming, appending, catchUps, packs, behind } = room;
  return [incoming, appending, catchUps, packs].some(({ length }) => length > 0) || behind;
}
