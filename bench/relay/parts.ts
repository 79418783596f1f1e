import { setTimeout } from 'node:timers/promises';
import { quantile } from '../lib/figure.ts';
import type { Room } from './client.ts';
import { createClient, nextUpdates, openRooms, send } from './client.ts';
import type { Latencies } from './latency.ts';
import { measureLatency } from './latency.ts';
import type { Load, Throughput } from './load.ts';
import { delivered, measureThroughput, warmUp } from './load.ts';
import { report } from './report.ts';
import { inRounds } from './rounds.ts';
import { contenders, ours } from './servers.ts';
import { peakMegabytes, processorMilliseconds, residentMegabytes } from './usage.ts';

const everybody = [ours, ...contenders];
/** Those whom the budgets name, and the one that is fastest at the least. */
const ofBudgets = everybody.filter(({ name }) => !name.endsWith('sqlite'));

/** The loads of the budgets. With a bound a writer waits for its readers; without one it only waits for its socket. */
export async function throughput(name: string, load: Load, rounds: number): Promise<void> {
  const measured = await inRounds(ofBudgets, rounds, {
    prepare: (contender, server) => warmUp(contender, server, load),
    async measure(contender, server, _prepared, round) {
      const rooms = await openRooms(server, load, `round-${round}`);
      const values = await measureThroughput(contender, server, rooms, load);
      for (const room of rooms) room.leave();
      return { ...values, peakMegabytes: await peakMegabytes(server.pid) };
    },
  });
  report(measured, [
    { name: `updates.${name}`, unit: 'updates/s', pick: (each) => each.updatesPerSecond },
    { name: `cpu.${name}`, unit: 'ms per 1,000 updates', pick: (each) => each.processorMillisecondsPer1000 },
    { name: `peak-memory.${name}`, unit: 'MB', pick: (each) => each.peakMegabytes },
  ]);
}

const steady = { updatesPerSecond: 200, seconds: 1, contentBytes: 200 };
const bound = 128;

interface TeamValues extends Throughput {
  latencies: Latencies;
}

function share(values: number[], of: number): number | undefined {
  return values.length === 0 ? undefined : quantile(values, of);
}

/** So many clients in rooms of five (or all of them): times at a steady pace, then as much as goes through. */
export async function clients(count: number, rounds: number): Promise<void> {
  const perRoom = Math.min(count, 5);
  const rooms = count / perRoom;
  const shape = { rooms, readersPerRoom: perRoom - 1 };
  const load: Load = {
    ...shape,
    updatesPerRoom: Math.ceil(3000 / rooms),
    contentBytes: 200,
    mostUnderway: bound,
  };
  const measured = await inRounds(everybody, rounds, {
    async prepare(contender, server): Promise<Room[]> {
      await warmUp(contender, server, load);
      return openRooms(server, shape, 'team');
    },
    async measure(contender, server, open): Promise<TeamValues> {
      const latencies = await measureLatency(contender, open, steady);
      return { latencies, ...(await measureThroughput(contender, server, open, load)) };
    },
  });
  const name = `${count}-clients`;
  report(measured, [
    { name: `to-peer-p50.${name}`, unit: 'ms', pick: ({ latencies }) => share(latencies.toPeer, 0.5) },
    { name: `to-peer-p99.${name}`, unit: 'ms', pick: ({ latencies }) => share(latencies.toPeer, 0.99) },
    { name: `to-disk-p50.${name}`, unit: 'ms', pick: ({ latencies }) => share(latencies.toStored, 0.5) },
    { name: `to-disk-p99.${name}`, unit: 'ms', pick: ({ latencies }) => share(latencies.toStored, 0.99) },
    { name: `updates.${name}`, unit: 'updates/s', pick: (each) => each.updatesPerSecond },
    { name: `cpu.${name}`, unit: 'ms per 1,000 updates', pick: (each) => each.processorMillisecondsPer1000 },
  ]);
}

const idle = { devices: 50, roomsPerDevice: 20, seconds: 1 };

/** A thousand rooms in which nothing happens, of fifty devices, beside one in which something does. */
export async function idleRooms(): Promise<void> {
  const measured = await inRounds(everybody, 1, {
    async prepare(_contender, server) {
      const [active] = await openRooms(server, { rooms: 1, readersPerRoom: 1 }, 'active');
      const before = await residentMegabytes(server.pid);
      for (let device = 0; device < idle.devices; device++) {
        const client = createClient(server);
        for (let room = 0; room < idle.roomsPerDevice; room++) {
          await client.join(`bench-idle-${device}-${String(room).padStart(8, '0')}`, 1);
        }
      }
      return { active: active!, before };
    },
    async measure(contender, server, { active, before }) {
      const processorBefore = await processorMilliseconds(server.pid);
      await setTimeout(idle.seconds * 1000);
      const processor = (await processorMilliseconds(server.pid)) - processorBefore;
      const grown = (await residentMegabytes(server.pid)) - before;
      const { toPeer } = await measureLatency(contender, [active], steady);
      return { grown, processor: processor / idle.seconds, toPeer };
    },
  });
  report(measured, [
    { name: 'memory.1000-idle-rooms', unit: 'MB', pick: ({ grown }) => grown },
    { name: 'cpu.1000-idle-rooms', unit: 'ms per s', pick: ({ processor }) => processor },
    { name: 'to-peer-p50.1000-idle-rooms', unit: 'ms', pick: ({ toPeer }) => share(toPeer, 0.5) },
    { name: 'to-peer-p99.1000-idle-rooms', unit: 'ms', pick: ({ toPeer }) => share(toPeer, 0.99) },
  ]);
}

const pieceBytes = 100_000;
/** LevelDB changes nothing in what y-websocket-server holds. */
const inMemory = ofBudgets.filter(({ name }) => !name.endsWith('leveldb'));
const documents = { rooms: 10, readersPerRoom: 1 };
const small: Load = { ...documents, updatesPerRoom: 400, contentBytes: 200, mostUnderway: bound };

/** What a server holds under one small load, in documents that are of this size already. */
async function memoryWith(documentBytes: number) {
  return inRounds(inMemory, 1, {
    async prepare(contender, server) {
      await warmUp(contender, server, small);
      const rooms = await openRooms(server, documents, 'document');
      for (const room of rooms) {
        for (const piece of await nextUpdates(room, documentBytes / pieceBytes, pieceBytes)) {
          send(room, piece);
          await delivered([room], false);
        }
      }
      return rooms;
    },
    async measure(contender, server, rooms) {
      await measureThroughput(contender, server, rooms, small);
      return residentMegabytes(server.pid);
    },
  });
}

/** The same load in ten documents of 100 kB each, and in ten of 20 MB. */
export async function documentSize(): Promise<void> {
  const unit = 'MB';
  const pick = (megabytes: number) => megabytes;
  const slim = await memoryWith(100_000);
  const large = await memoryWith(20_000_000);
  const grown = new Map(
    [...large].map(([contender, [after]]) => [contender, [after! - slim.get(contender)![0]!]]),
  );
  report(slim, [{ name: 'memory.documents-100kB', unit, pick }]);
  report(large, [{ name: 'memory.documents-20MB', unit, pick }]);
  report(grown, [
    { name: 'memory.document-growth', unit, pick, note: 'ten documents, 20 MB each against 100 kB' },
  ]);
}
