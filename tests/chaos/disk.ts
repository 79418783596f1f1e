import { ok, problem } from '#shared/lib/result.ts';
import type { Database, NewUpdate } from '#renderer/vault/database/database.ts';
import type { Life } from './life.ts';

/** What a device keeps when its process ends, and what can go wrong while it writes. */
export interface Disk {
  full: boolean;
  /** Becomes full when the next keys have been written. */
  fullAfterKeys: boolean;
  /** Ends the process at its next write: before the write, or after it and before it is acknowledged. */
  crash: 'before' | 'after' | undefined;
  /** The database as one process sees it. */
  open(life: Life): Database;
}

export function createDisk(settings: {
  keys: unknown;
  /** For the proof that the suite notices: what is appended is acknowledged and not kept. */
  forgets?: (() => boolean) | undefined;
}): Disk {
  let keys = structuredClone(settings.keys);
  let rows: (NewUpdate & { sequence: number })[] = [];
  let last = 0;
  const derived = new Map<string, NewUpdate['bytes']>();

  const disk: Disk = {
    full: false,
    fullAfterKeys: false,
    crash: undefined,
    open(life) {
      /** Each access takes a moment, in which other things happen. */
      const access = <T>(work: () => T, gone: T): Promise<T> =>
        life.answer(async () => {
          await moment();
          return life.alive ? work() : gone;
        }, gone);

      /** An envelope that is stored by itself has a place of its own, and may be taken away again. */
      function add({ room, kept, removed, ...row }: NewUpdate & { sequence: number }): void {
        if (kept === undefined) return void rows.push({ room, ...row });
        rows = rows.filter((other) => other.room !== `${room}/kept` || other.kept !== kept);
        if (removed !== true) rows.push({ room: `${room}/kept`, kept, ...row });
      }

      function write<T>(work: () => T): T {
        const { crash } = disk;
        disk.crash = undefined;
        if (crash === 'before') life.end();
        if (!life.alive) return undefined as T;
        const result = work();
        if (crash === 'after') life.end();
        return result;
      }

      return {
        mayBegin: () => ok(),
        readKeys: () => access(() => structuredClone(keys), undefined),
        writeKeys: (value) =>
          access(() => {
            if (disk.full) return full;
            write(() => (keys = structuredClone(value)));
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
            return found.map(({ bytes, team = 0, sequence }) => ({ bytes: bytes.slice(), team, sequence }));
          }, []),
        readKept: (room) =>
          access(() => {
            const found = rows.filter((row) => row.room === `${room}/kept`);
            return found.map(({ kept: name = '', bytes, team = 0 }) => ({
              name,
              bytes: bytes.slice(),
              team,
            }));
          }, []),
        append: (updates) =>
          access(() => {
            if (disk.full) return full;
            const added = updates.map((row) => ({ ...row, bytes: row.bytes.slice(), sequence: ++last }));
            write(() => {
              if (settings.forgets?.() !== true) for (const row of added) add(row);
            });
            return ok();
          }, ended),
        compact: (room, whole, upTo) =>
          access(() => {
            if (disk.full) return full;
            write(() => {
              rows = rows.filter((row) => row.room !== room || row.sequence > upTo);
              rows.push({ room, bytes: whole.slice(), sequence: ++last });
            });
            return ok();
          }, ended),
        readDerived: (name) => access(() => derived.get(name)?.slice(), undefined),
        writeDerived: (name, bytes) =>
          access(() => {
            if (!disk.full) write(() => derived.set(name, bytes.slice()));
          }, undefined),
      };
    },
  };
  return disk;
}

const full = problem('database.full', 'The disk is full.');
const ended = problem('database.failed', 'The process has ended.');

function moment(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
