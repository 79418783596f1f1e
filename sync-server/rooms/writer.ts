import { closeCode } from '#shared/sync/protocol.ts';
import type { DiskSpace } from '../disk-space.ts';
import { hasDiskRefused } from '../disk-space.ts';
import { codeOf } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { OpenedRoom, RoomBatch } from '../storage/rooms.ts';
import type { Storage } from '../storage/storage.ts';
import type { Appended, Appender } from './appender.ts';
import type { Budget } from './budget.ts';
import { createBudget } from './budget.ts';
import { readUpdate, weightOf } from './coverage.ts';
import type { Written } from './fan-out.ts';
import { acknowledge, fanOut } from './fan-out.ts';
import type { CatchUp } from './catch-up.ts';
import type { Registry } from './registry.ts';
import type { Appending, Incoming, Room, RoomOnDisk, Tenant } from './room.ts';
import { hasWork } from './room.ts';
import { createTurns } from './turns.ts';

interface Deps {
  storage: Storage;
  registry: Registry;
  appender: Appender;
  catchUp: CatchUp;
  space: DiskSpace;
  limits: Limits;
  metrics: Metrics;
  log: Log;
  /** Lets sockets be read before each tick: see `createPace`. */
  pause: (arrived: () => number) => Promise<void>;
  /** Lets others have their turn in the middle of long work. */
  turn: () => Promise<void>;
}

/** What one room adds to a commit. */
interface Work {
  room: Room;
  disk: RoomOnDisk;
  incoming: Incoming[];
  appending: Appending[];
  appended: Appended | undefined;
}

/** How many rooms are opened or read at once, each for another workspace. */
const mostReads = 4;
/** How many rooms take part in one commit. */
const mostRooms = 256;

/**
 * The one place that writes rooms: a loop that gathers what all rooms got, commits it in one transaction, and
 * only then acknowledges it and passes it on. Opening a room and reading it for who comes back may take long: that
 * goes on beside the loop, which leaves the room out meanwhile, so that what a reader is told and what it is sent
 * afterwards never miss each other, and nobody waits for the rooms of others.
 */
export function createWriter(deps: Deps) {
  const { storage, registry, appender, catchUp, space, limits, metrics, log } = deps;
  const waiting = new Set<Room>();
  /** How much has come since the start: whether it grows says whether more is on its way. */
  let arrived = 0;
  let running: Promise<void> | undefined;
  const reads = createTurns(mostReads);

  function wake(room: Room): void {
    arrived++;
    if (room.isBeingRead) return;
    waiting.add(room);
    running ??= run();
  }

  async function run(): Promise<void> {
    try {
      while (waiting.size > 0) {
        await deps.pause(() => arrived);
        const rooms = [...waiting].slice(0, mostRooms);
        for (const room of rooms) waiting.delete(room);
        await tick(rooms);
        for (const room of rooms) goOn(room);
      }
    } finally {
      // At once, so that whoever wakes a room from now on starts it again.
      running = undefined;
    }
  }

  function goOn(room: Room): void {
    if (room.isBeingRead) return;
    if (hasWork(room)) wake(room);
    else registry.releaseIfIdle(room);
  }

  async function tick(rooms: Room[]): Promise<void> {
    const fitsDisk = createBudget(rooms.some(brings) ? space.spareBytes() / copiesWritten : Infinity);
    const works = rooms.map((room) => take(room, fitsDisk)).filter((work) => work !== undefined);
    if (!(await commit(works))) return;
    for (const work of works) deliver(work);
    for (const room of rooms) if (room.disk === undefined || room.behind || catchUp.isDue(room)) read(room);
  }

  async function open(room: Room): Promise<void> {
    const { tenant } = room;
    if (tenant.use === undefined || storage.peers !== undefined) {
      tenant.use = await storage.workspaceUse(tenant.workspace);
    }
    const found = await find(room);
    if (found === undefined) return;
    const isCompact = found.rows <= 1;
    room.disk = { ...found, compacted: isCompact ? found : { rows: 0, bytes: 0 } };
    registry.opened(room);
    // A notice may have come between the look at the disk and now.
    room.behind = storage.peers !== undefined;
  }

  /** The room on disk. Where it can have no place there, whoever is in it has been told. */
  async function find(room: Room): Promise<OpenedRoom | undefined> {
    try {
      const { workspace } = room.tenant;
      const found = await storage.openRoom(workspace, room.name, limits.roomsPerWorkspace);
      if (found === undefined) reject(room);
      return found;
    } catch (error) {
      // A room that cannot be made has nothing in it: who wants to read it needs no disk for that.
      if (!hasDiskRefused(error) || brings(room)) throw error;
      catchUp.serveEmpty(room);
      return undefined;
    }
  }

  /** Takes what waits and fits; refuses what does not fit. */
  function take(room: Room, fitsDisk: Budget): Work | undefined {
    const { disk } = room;
    if (disk === undefined || !brings(room)) return undefined;
    const fits = roomFor(room.tenant, disk);
    const incoming = room.incoming.filter((one) => {
      if (!fits(one.weight)) {
        one.writer.settled(one.update.length);
        one.writer.close(closeCode.full, 'The room is full.');
        return false;
      }
      if (fitsDisk(one.update.length)) return true;
      refuse([one], []);
      return false;
    });
    const appending = room.appending.filter((one) => {
      const isFull = !fits(one.content.length);
      if (!isFull && fitsDisk(one.content.length)) return true;
      one.done(isFull ? 'full' : 'failed');
      return false;
    });
    room.incoming = [];
    room.appending = [];
    const contents = appending.map(({ content }) => content);
    const appended = contents.length > 0 ? appender.append(disk.id, disk.lastAppend, contents) : undefined;
    return { room, disk, incoming, appending, appended };
  }

  function roomFor(tenant: Tenant, disk: RoomOnDisk): Budget {
    const ofWorkspace = limits.workspaceBytes - (tenant.use?.bytes ?? 0);
    return createBudget(Math.min(limits.roomBytes - disk.bytes, ofWorkspace));
  }

  async function commit(works: Work[]): Promise<boolean> {
    const writing = works.filter(({ incoming, appending }) => incoming.length + appending.length > 0);
    if (writing.length === 0) return true;
    const stopTimer = metrics.commitSeconds.startTimer();
    try {
      const seqs = await storage.commit(writing.map(batchOf));
      for (const [i, { room, disk }] of writing.entries()) advance(room, disk, seqs[i]!);
      return true;
    } catch (error) {
      log.error({ code: codeOf(error) }, 'a commit failed; nothing of it was acknowledged');
      metrics.commitFailures.inc();
      for (const work of works) refuse(work.incoming, work.appending);
      return false;
    } finally {
      stopTimer();
    }
  }

  /** With other relays, rows of theirs may lie between the last one known and ours. */
  function advance(room: Room, disk: RoomOnDisk, seq: number): void {
    if (storage.peers === undefined || seq === disk.seq + 1) disk.seq = seq;
    else room.behind = true;
  }

  /** Passes on what other relays have written. */
  async function readPeers(room: Room): Promise<void> {
    const { disk } = room;
    if (!room.behind || disk === undefined) return;
    room.behind = false;
    const content = await storage.readContent(disk.id, disk.seq).catch((error: unknown) => {
      // They connect again and get everything then.
      for (const reader of room.readers) reader.close(closeCode.tryAgainLater, 'Try again later.');
      throw error;
    });
    const { updates, upTo, rows } = content;
    disk.seq = upTo;
    disk.rows += rows;
    const readable = updates.flatMap((update) => {
      const read = readUpdate(update, Infinity);
      if (typeof read === 'string') {
        disk.bytes += update.length;
        return [];
      }
      disk.bytes += read.weight;
      room.coverage.add(read.ranges);
      return [{ writer: undefined, update, weight: read.weight }];
    });
    fanOut(room, readable);
  }

  function giveUp(room: Room, error: unknown): void {
    log.error({ code: codeOf(error) }, 'a room could not be opened');
    refuse(room.incoming, room.appending);
    for (const { reader } of room.catchUps) reader.putOff();
    forgetWork(room);
  }

  /** The workspace may have no more rooms. */
  function reject(room: Room): void {
    for (const reader of room.readers) reader.close(closeCode.full, 'The workspace has too many rooms.');
    for (const one of room.appending) one.done('full');
    forgetWork(room);
  }

  function refuse(incoming: Incoming[], appending: Appending[]): void {
    for (const { writer, update } of incoming) {
      writer.settled(update.length);
      writer.putOff();
    }
    for (const one of appending) one.done('failed');
  }

  function deliver({ room, disk, incoming, appending, appended }: Work): void {
    const written: Written[] = [...incoming];
    for (const update of appended?.updates ?? [])
      written.push({ writer: undefined, update, weight: weightOf(update.length, 1) });
    if (written.length === 0) return;
    const weight = weightOfBatch(incoming, appended);
    disk.rows += 1;
    disk.bytes += weight;
    if (room.tenant.use !== undefined) room.tenant.use.bytes += weight;
    metrics.updates.inc(written.length);
    metrics.updateBytes.inc(written.reduce((sum, { update }) => sum + update.length, 0));
    if (appended !== undefined) {
      appended.committed();
      disk.lastAppend = appended.lastAppend;
    }
    acknowledge(room, incoming);
    boundGaps(room, incoming);
    for (const one of appending) one.done('stored');
    fanOut(room, written);
    for (const { writer, update } of incoming) writer.settled(update.length);
  }

  /**
   * Every device has to keep what waits for what comes before it, and looks at it with each arrival. Who connects
   * again is asked for what is missing, so an honest device closes its gap.
   */
  function boundGaps(room: Room, incoming: Incoming[]): void {
    if (room.gaps <= limits.gapsPerRoom) return;
    for (const writer of new Set(incoming.filter(({ hasGap }) => hasGap).map((one) => one.writer)))
      writer.close(closeCode.tryAgainLater, 'Something that comes before is missing.');
  }

  /** Opens a room where that is still to be done, and brings whoever asked for it up to date. */
  function read(room: Room): void {
    room.isBeingRead = true;
    reads.add(room.tenant, async () => {
      try {
        // Storage may answer at once: without a turn of others a thousand rooms would go by in one go.
        await deps.turn();
        if (room.disk === undefined) await open(room);
        // What came first is written first, so that whoever asks next to it is told of it.
        else await bringUpToDate(room);
      } catch (error) {
        giveUp(room, error);
      } finally {
        room.isBeingRead = false;
        goOn(room);
      }
    });
  }

  async function bringUpToDate(room: Room): Promise<void> {
    await readPeers(room);
    await catchUp.serve(room);
  }

  return {
    receive(room: Room, incoming: Incoming): void {
      room.incoming.push(incoming);
      wake(room);
    },
    catchUp(room: Room, request: Room['catchUps'][number]): void {
      room.catchUps.push(request);
      wake(room);
    },
    /** Writes the room anew, so that nothing of what was deleted is left; tells whether that was done. */
    pack(room: Room): Promise<boolean> {
      return new Promise((resolve) => {
        room.packs.push(resolve);
        wake(room);
      });
    },
    /** Reads what other relays may have written to the room. */
    readAnew(room: Room): void {
      room.behind = true;
      wake(room);
    },
    /** Adds one item to the room; resolves when it is on disk, or why it is not. */
    append(room: Room, content: Uint8Array): Promise<'stored' | 'full' | 'failed'> {
      return new Promise((resolve) => {
        room.appending.push({ content, done: resolve });
        wake(room);
      });
    },
    /** Resolves when nothing waits any more. */
    async finished(): Promise<void> {
      await running;
      await reads.over();
      if (running !== undefined) await this.finished();
    },
  };
}
export type Writer = ReturnType<typeof createWriter>;

/** What is committed is written to the log, and from there to the database. */
const copiesWritten = 2;

const brings = ({ incoming, appending }: Room): boolean => incoming.length > 0 || appending.length > 0;

function batchOf({ disk, incoming, appended }: Work): RoomBatch {
  return {
    roomId: disk.id,
    updates: [...incoming.map(({ update }) => update), ...(appended?.updates ?? [])],
    weight: weightOfBatch(incoming, appended),
    lastAppend: appended?.lastAppend,
  };
}

function weightOfBatch(incoming: Incoming[], appended: Appended | undefined): number {
  const ofIncoming = incoming.reduce((sum, { weight }) => sum + weight, 0);
  return (appended?.updates ?? []).reduce((sum, update) => sum + weightOf(update.length, 1), ofIncoming);
}

function forgetWork(room: Room): void {
  room.incoming = [];
  room.appending = [];
  room.catchUps = [];
  for (const tell of room.packs.splice(0)) tell(false);
  room.behind = false;
}
