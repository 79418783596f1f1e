import type { Attempts } from '#renderer/vault/database/attempts.ts';
import type { ClosingNote } from '#renderer/vault/database/closing-note.ts';
import { rowKeySchema } from '#shared/bridge/contract/journal.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { type Database, type NewUpdate, rowOf } from '#renderer/vault/database/database.ts';
import type { Life } from './life.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** What a device keeps when its process ends, and what can go wrong while it writes. */
export interface Disk {
  full: boolean;
  /** The shell says that it is nearly full: what is begun is still written, and nothing new is begun. */
  nearlyFull: boolean;
  /** Becomes full when the next keys have been written. */
  fullAfterKeys: boolean;
  /** Ends the process at one of its next writes: before it, or after it and before it is acknowledged. */
  crash: { writes: number; when: 'before' | 'after' } | undefined;
  /** For the proof that the suite notices: whether what is appended now is acknowledged and not kept. */
  forgets: (() => boolean) | undefined;
  /** All that lies on it, for who takes it or brings it back. */
  image(): DiskImage;
  /** The database as one process sees it. */
  open(life: Life): Database;
}

/** What lies on a disk at one moment. */
export interface DiskImage {
  keys: unknown;
  rows: readonly (NewUpdate & { sequence: number })[];
  derived: ReadonlyMap<string, NewUpdate['bytes']>;
}

export const emptyImage = (keys: unknown): DiskImage => ({ keys, rows: [], derived: new Map() });

export function createDisk(deps: {
  name: string;
  image: DiskImage;
  scheduler: Pick<Scheduler, 'sleep' | 'note'>;
  random: Random;
}): Disk {
  const { name, scheduler, random } = deps;
  let keys = structuredClone(deps.image.keys);
  let rows = [...deps.image.rows];
  let last = rows.at(-1)?.sequence ?? 0;
  const derived = new Map(deps.image.derived);
  let noted: ClosingNote | undefined;
  let attempts: Attempts | undefined;

  const disk: Disk = {
    full: false,
    nearlyFull: false,
    fullAfterKeys: false,
    crash: undefined,
    forgets: undefined,
    image: () => ({ keys: structuredClone(keys), rows: [...rows], derived: new Map(derived) }),
    open(life) {
      /** Each access takes a moment, in which other things happen. */
      const access = <T>(work: () => T, gone: T): Promise<T> =>
        life.answer(async () => {
          await scheduler.sleep(0.1 + random.next() * 3);
          return life.alive ? work() : gone;
        }, gone);

      /** An envelope that is stored by itself has a place of its own, and may be taken away again. */
      function add({ room, kept, removed, ...row }: NewUpdate & { sequence: number }): void {
        if (kept === undefined) return void rows.push({ room, ...row });
        rows = rows.filter((other) => other.room !== `${room}/kept` || other.kept !== kept);
        if (removed !== true) rows.push({ room: `${room}/kept`, kept, ...row });
      }

      function write<T>(what: string, bytes: Uint8Array | undefined, work: () => T): T {
        const crash = disk.crash?.writes === 0 ? disk.crash.when : undefined;
        if (crash !== undefined) disk.crash = undefined;
        else if (disk.crash !== undefined) disk.crash = { ...disk.crash, writes: disk.crash.writes - 1 };
        if (crash === 'before') life.end();
        if (!life.alive) return undefined as T;
        const result = work();
        if (crash === 'after') life.end();
        scheduler.note(`${name} has written ${what}`, bytes);
        return result;
      }

      return {
        mayBegin: () => (disk.nearlyFull ? full : ok()),
        readKeys: () => access(() => structuredClone(keys), undefined),
        writeKeys: (value) =>
          access(() => {
            if (disk.full) return full;
            write('keys', undefined, () => (keys = structuredClone(value)));
            disk.full = disk.fullAfterKeys;
            return ok();
          }, ended),
        rooms: () =>
          access(
            () => [...new Set(rows.map(({ room }) => room))].filter((room) => !room.includes('/')).toSorted(),
            [],
          ),
        readUpdates: (room) =>
          access(() => {
            const found = rows.filter((row) => row.room === room);
            return found.map(({ bytes, sequence }) => ({ bytes: bytes.slice(), sequence }));
          }, []),
        readKept: (room) =>
          access(() => {
            const found = rows.filter((row) => row.room === `${room}/kept`);
            return found.map(({ kept: name = '', bytes }) => ({
              name,
              bytes: bytes.slice(),
            }));
          }, []),
        append: (updates) =>
          access(() => {
            if (disk.full) return full;
            // The shell refuses what the contract does not allow.
            for (const row of updates) rowKeySchema.parse(rowOf(row).key);
            const added = updates.map((row) => ({ ...row, bytes: row.bytes.slice(), sequence: ++last }));
            write('rows', added.at(-1)?.bytes, () => {
              if (disk.forgets?.() !== true) for (const row of added) add(row);
            });
            return ok();
          }, ended),
        compact: (room, whole, upTo) =>
          access(() => {
            if (disk.full) return full;
            write('a room anew', whole, () => {
              rows = rows.filter((row) => row.room !== room || row.sequence > upTo);
              rows.push({ room, bytes: whole.slice(), sequence: ++last });
            });
            return ok();
          }, ended),
        // Devices of a run are open or off: none is locked and goes on sending.
        senderLog: async () => [],
        appendToSenderLog: async () => full,
        clearSenderLog: async () => ok(),
        closing: async () => noted,
        noteClosing: async (note) => {
          noted = note;
          return ok();
        },
        // Nobody of a run unlocks by a key store.
        quick: async () => undefined,
        noteQuick: async () => full,
        attempts: async () => attempts,
        noteAttempts: async (next) => {
          attempts = next;
          return ok();
        },
        readDerived: (name) => access(() => derived.get(name)?.slice(), undefined),
        writeDerived: (name, bytes) =>
          access(() => {
            if (!disk.full) write('what can be made anew', undefined, () => derived.set(name, bytes.slice()));
          }, undefined),
      };
    },
  };
  return disk;
}

const full = problem('database.full', 'The disk is full.');
const ended = problem('database.failed', 'The process has ended.');
