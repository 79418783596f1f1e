import * as Y from 'yjs';
import { encodePersisted } from '#shared/sync/protocol.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import type { RoomContent, Storage } from '../storage/storage.ts';
import { weightOf } from './coverage.ts';
import { partsOf, passingDocument } from './document.ts';
import { step1Frame, step2Frame } from './frames.ts';
import type { Room, RoomOnDisk } from './room.ts';

interface Deps {
  storage: Storage;
  space: DiskSpace;
  limits: Limits;
  metrics: Metrics;
}

/** What a room may hold in vain without being rewritten when it is read. */
const fewBytes = 64 * 1024;

/** Answers sync step 1 from the disk, and rewrites a room as one row when it has grown a long tail. */
export function createCatchUp({ storage, space, limits, metrics }: Deps) {
  function isTailLong({ rows, bytes, compacted }: RoomOnDisk): boolean {
    const tailBytes = bytes - compacted.bytes;
    // A large room is rewritten when its tail is as large, so that the work stays in proportion.
    return rows - compacted.rows > limits.tailRows || tailBytes > Math.max(limits.tailBytes, compacted.bytes);
  }

  function catchUp(room: Room, doc: Y.Doc): void {
    const stateVector = Y.encodeStateVector(doc);
    for (const { reader, stateVector: theirs } of room.catchUps) {
      reader.send(step2Frame(Y.encodeStateAsUpdate(doc, theirs)));
      reader.send(step1Frame(stateVector));
      reader.send(encodePersisted(stateVector));
    }
    room.catchUps = [];
    if (doc.store.pendingStructs === null) room.gaps = 0;
    room.coverage.addAll(Y.decodeStateVector(stateVector));
  }

  /** Whether the rows hold much in vain by now, as after a checkpoint of a device. */
  function isWasteful({ bytes, compacted }: RoomOnDisk, doc: Y.Doc): boolean {
    if (bytes - compacted.bytes <= fewBytes) return false;
    const needed = weightOf(Y.encodeStateAsUpdate(doc).length, partsOf(doc));
    return bytes - needed > Math.max(fewBytes, needed / 4);
  }

  /** While it is rewritten, a room takes its place in the log as well. */
  const hasSpace = ({ bytes }: RoomOnDisk): boolean => space.spareBytes() > 2 * bytes;

  async function compact(room: Room, disk: RoomOnDisk, content: RoomContent, doc: Y.Doc): Promise<void> {
    const before = disk.bytes;
    const update = Y.encodeStateAsUpdate(doc);
    const weight = weightOf(update.length, partsOf(doc));
    const { rows, bytes } = await storage.replaceContent(disk.id, content.upTo, { update, weight });
    Object.assign(disk, { rows, bytes, compacted: { rows, bytes } });
    if (room.tenant.use !== undefined) room.tenant.use.bytes += bytes - before;
    metrics.compactions.inc();
  }

  return {
    async serve(room: Room): Promise<void> {
      const { disk } = room;
      if (disk === undefined) return;
      room.catchUps = room.catchUps.filter(({ reader, stateVector }) => !reader.postpones(stateVector));
      const long = isTailLong(disk);
      if (room.catchUps.length === 0 && !long) return;
      const content = await storage.readContent(disk.id);
      const { doc, damaged } = passingDocument(content.updates);
      metrics.damagedUpdates.inc(damaged);
      catchUp(room, doc);
      // A damaged row is kept as it came, so such a room is left as it is until its next tail.
      if (damaged === 0 && (long || isWasteful(disk, doc)) && hasSpace(disk))
        await compact(room, disk, content, doc);
      else if (long) disk.compacted = { rows: disk.rows, bytes: disk.bytes };
      doc.destroy();
    },
  };
}
export type CatchUp = ReturnType<typeof createCatchUp>;
