import { stat, statfs } from 'node:fs/promises';
import type { CallHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import type { DiskLevel, DiskState } from '#shared/bridge/contract.ts';
import { diskIsFull } from '#shared/domain/disk.ts';
import { createWork } from '#shared/lib/async.ts';
import { diskLimits } from '#shared/lib/disk-limits.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { backgroundTimers } from '../timers.ts';
import { fitsReserve, hasRoomFor, mayStillWrite, nextLevel, smallBytes } from './level.ts';
import { createReserve } from './reserve.ts';

/** Of a file system: blocks for this user, a block's bytes, all blocks. */
export type AskDisk = (folder: string) => Promise<{ bavail: number; bsize: number; blocks: number }>;

export interface DiskServiceDeps {
  /** The profile: its disk is watched, and the reserve lies in it. */
  folder: string;
  /** Node's own, but in tests. */
  statfs?: AskDisk;
  /** Between two looks while somebody watches or the disk is not well, in milliseconds. */
  interval?: number;
}

export interface DiskService {
  calls: Pick<CallHandlers, 'disk.inspect'>;
  streams: Pick<StreamHandlers, 'disk.watch'>;
  /**
   * Whether something new of this size may begin in a folder, by the strict rule of `disk.inspect`: the disk has to be
   * well, and well after it. The folder may lie on another disk than the profile, which then counts.
   */
  roomIn(folder: string, bytes: number): Promise<{ room: boolean; freeBytes: number }>;
  /**
   * Whether a write may be made that may be the end of something: the vault refuses new work by itself, so what
   * still comes to the journal is what was under way. Up to 1 MiB it is let through while the level is `low`, and in
   * `last`, where the reserve has been given back for it, as long as 1 MiB is free. More than that needs room by the
   * strict rule. Fails with `disk.full`.
   */
  mayWrite(bytes: number): Promise<Result<void>>;
  /** Ends all watching. The reserve stays. */
  close(): Promise<void>;
}

/** A disk that cannot be asked counts as one with enough: a later write says what is wrong. */
const unknown: DiskState = { level: 'enough', freeBytes: 0, totalBytes: 0, limitBytes: 0 };

/** Watches the disk that holds the profile, and keeps a reserve on it. See shared/lib/disk-limits.ts. */
export function createDiskService(deps: DiskServiceDeps): DiskService {
  const { folder, interval = 2000 } = deps;
  const ask: AskDisk = deps.statfs ?? statfs;
  const reserve = createReserve({ folder });
  /** Who watches, with what ends it. */
  const watchers = new Map<(state: DiskState) => void, () => void>();
  let level: DiskLevel = 'enough';
  /** What the watchers have heard last. */
  let told: DiskState | undefined;
  const work = createWork(backgroundTimers);
  /** Who asks while an inspection is under way gets what that finds. */
  const inspect = work.shared(inspectNow);
  const alarm = work.alarm(inspect);

  async function spaceIn(place: string): Promise<{ free: number; total: number } | undefined> {
    try {
      const { bavail, bsize, blocks } = await ask(place);
      return { free: bavail * bsize, total: blocks * bsize };
    } catch {
      return undefined;
    }
  }

  async function examine(): Promise<DiskState> {
    const space = await spaceIn(folder);
    if (space === undefined || space.total === 0) return unknown;
    const limits = diskLimits(space.total);
    const found = { free: space.free, limits, hasReserve: await reserve.isWhole(limits.reserve) };
    level = nextLevel(level, found);
    if (level === 'low') await reserve.stopMaking();
    if (level === 'last') await reserve.giveBack();
    if (level === 'enough' && !work.isOver && !found.hasReserve && fitsReserve(found))
      reserve.make(limits.reserve);
    const now = level === 'last' ? ((await spaceIn(folder)) ?? space) : space;
    return { level, freeBytes: now.free, totalBytes: now.total, limitBytes: limits.limit };
  }

  async function inspectNow(): Promise<DiskState> {
    const found = await examine();
    level = found.level;
    const isNews = told === undefined || found.level !== told.level || isFar(found, told);
    if (isNews) told = found;
    if (isNews) for (const tell of watchers.keys()) tell(found);
    plan();
    return found;
  }

  function plan(): void {
    alarm.clear();
    if (watchers.size > 0 || level !== 'enough') alarm.set(interval);
  }

  async function inspectFor(bytes: number): Promise<DiskState & { room: boolean }> {
    const found = await inspect();
    return { ...found, room: hasRoomFor(found, bytes) };
  }

  return {
    calls: { 'disk.inspect': async ({ bytes }) => ok(await inspectFor(bytes)) },
    streams: {
      async 'disk.watch'(_args, emit, signal) {
        emit(await inspect());
        if (work.isOver || signal.aborted) return ok({});
        const ended = Promise.withResolvers<void>();
        watchers.set(emit, ended.resolve);
        signal.addEventListener('abort', () => ended.resolve());
        plan();
        await ended.promise;
        watchers.delete(emit);
        return ok({});
      },
    },
    async roomIn(place, bytes) {
      if (await areOnOneDisk(place, folder)) return inspectFor(bytes);
      const space = await spaceIn(place);
      if (space === undefined) return { room: true, freeBytes: 0 };
      return { room: space.free - bytes >= diskLimits(space.total).limit, freeBytes: space.free };
    },
    async mayWrite(bytes) {
      // The last look is then not older than the interval, and the limit leaves room for many small writes.
      if (bytes <= smallBytes && level === 'enough' && watchers.size > 0) return ok();
      const found = await inspect();
      return mayStillWrite(found, bytes) ? ok() : diskIsFull(found.freeBytes);
    },
    async close() {
      work.end();
      for (const end of watchers.values()) end();
      await work.quiet();
      await reserve.stopMaking();
    },
  };
}

/** A folder that is not there yet will be made in the profile. */
async function areOnOneDisk(place: string, folder: string): Promise<boolean> {
  try {
    const [one, other] = await Promise.all([stat(place), stat(folder)]);
    return one.dev === other.dev;
  } catch {
    return true;
  }
}

/** Worth telling: every disk changes by a little all the time. */
function isFar(a: DiskState, b: DiskState): boolean {
  return Math.abs(a.freeBytes - b.freeBytes) > Math.max(1_000_000, Math.min(a.freeBytes, b.freeBytes) / 500);
}
