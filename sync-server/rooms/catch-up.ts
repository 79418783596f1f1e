import { encodeStateVector } from '#shared/sync/outer-update.ts';
import { encodePersisted } from '#shared/sync/protocol.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import type { RoomContent } from '../storage/rooms.ts';
import type { Storage } from '../storage/storage.ts';
import { readUpdate, weightOf, workOf } from './coverage.ts';
import { step1Frame, step2Frame } from './frames.ts';
import type { CatchUpRequest, Room, RoomOnDisk } from './room.ts';
import { inSlices } from './slices.ts';
import type { RoomState } from './state.ts';
import { gather } from './state.ts';

interface Deps {
  storage: Storage;
  space: DiskSpace;
  limits: Limits;
  metrics: Metrics;
  /** Lets others have their turn in the middle of long work. */
  turn: () => Promise<void>;
}

/** What a room may hold in vain without being rewritten when it is read. */
const fewBytes = 64 * 1024;
const nobodyKnows = new Map<number, number>();
/** No structs and no deletions. */
const noUpdate = new Uint8Array(2);

/** Answers sync step 1 from the disk, and rewrites a room as one row when it has grown a long tail. */
export function createCatchUp({ storage, space, limits, metrics, turn }: Deps) {
  function isTailLong({ rows, bytes, compacted }: RoomOnDisk): boolean {
    const tailBytes = bytes - compacted.bytes;
    // A large room is rewritten when its tail is as large, so that the work stays in proportion.
    return rows - compacted.rows > limits.tailRows || tailBytes > Math.max(limits.tailBytes, compacted.bytes);
  }

  /** Rows that are no updates stay on disk and are left out. */
  async function read({ updates }: RoomContent): Promise<{ state: RoomState; damaged: number }> {
    try {
      return { state: await inSlices(gather(updates), turn), damaged: 0 };
    } catch {
      const whole = updates.filter((update) => typeof readUpdate(update, Infinity) === 'object');
      const state = await inSlices(gather(whole), turn);
      return { state, damaged: updates.length - whole.length };
    }
  }

  async function catchUp(room: Room, asked: CatchUpRequest[], state: RoomState): Promise<void> {
    const { tenant, coverage } = room;
    const stateVector = encodeStateVector(state.clocks);
    for (const { reader, known } of asked) {
      const update = await inSlices(state.since(known), turn);
      tenant.work.take(workOf(update.length, known.size));
      reader.send(step2Frame(update));
      reader.send(step1Frame(stateVector));
      reader.send(encodePersisted(stateVector));
    }
    room.catchUps = room.catchUps.slice(asked.length);
    if (!state.hasGap) room.gaps = 0;
    coverage.addAll(state.clocks);
  }

  const neededBy = ({ bytes, parts }: RoomState): number => weightOf(bytes, parts);

  /** Whether the rows hold much in vain by now, as after a checkpoint of a device. */
  function isWasteful({ bytes, compacted }: RoomOnDisk, state: RoomState): boolean {
    const needed = neededBy(state);
    return bytes - compacted.bytes > fewBytes && bytes - needed > Math.max(fewBytes, needed / 4);
  }

  /** While it is rewritten, a room takes its place in the log as well. */
  const hasSpace = ({ bytes }: RoomOnDisk): boolean => space.spareBytes() > 2 * bytes;

  async function compact(room: Room, disk: RoomOnDisk, upTo: number, state: RoomState): Promise<void> {
    const { tenant } = room;
    const before = disk.bytes;
    const update = await inSlices(state.since(nobodyKnows), turn);
    const weight = weightOf(update.length, state.parts);
    tenant.work.take(workOf(update.length, state.parts));
    const { rows, bytes } = await storage.replaceContent(disk.id, upTo, { update, weight });
    Object.assign(disk, { rows, bytes, compacted: { rows, bytes } });
    if (tenant.use !== undefined) tenant.use.bytes += bytes - before;
    metrics.compactions.inc();
  }

  return {
    /** Whether there is anything to do for this room. */
    isDue: ({ disk, catchUps, packs }: Room): boolean =>
      disk !== undefined && (catchUps.length > 0 || packs.length > 0 || isTailLong(disk)),

    /** For a room of which there is nothing yet. */
    serveEmpty(room: Room): void {
      const noClocks = encodeStateVector(nobodyKnows);
      for (const { reader } of room.catchUps) {
        reader.send(step2Frame(noUpdate));
        reader.send(step1Frame(noClocks));
      }
      room.catchUps = [];
    },

    async serve(room: Room): Promise<void> {
      const { disk, tenant } = room;
      if (disk === undefined) return;
      room.catchUps = room.catchUps.filter(({ reader, known }) => !reader.postpones(known));
      const asked = room.catchUps;
      const long = isTailLong(disk);
      const packs = room.packs.splice(0);
      if (asked.length === 0 && packs.length === 0 && !long) return;
      let isPacked = false;
      const content = await storage.readContent(disk.id);
      const { state, damaged } = await read(content);
      metrics.damagedUpdates.inc(damaged);
      tenant.work.take(workOf(disk.bytes, state.parts));
      await catchUp(room, asked, state);
      // A damaged row is kept as it came, so such a room is left as it is until its next tail.
      if (damaged === 0 && (long || packs.length > 0 || isWasteful(disk, state)) && hasSpace(disk)) {
        await compact(room, disk, content.upTo, state);
        if (packs.length > 0) await storage.forget();
        isPacked = true;
      } else if (long) disk.compacted = { rows: disk.rows, bytes: disk.bytes };
      for (const tell of packs) tell(isPacked);
    },
  };
}
export type CatchUp = ReturnType<typeof createCatchUp>;
