import { setTimeout } from 'node:timers/promises';
import type { Room } from './client.ts';
import { nextUpdates, send } from './client.ts';
import { delivered } from './load.ts';
import type { Contender } from './servers.ts';

/** Milliseconds from sending, one value an update and reader, and one an update. */
export interface Latencies {
  toPeer: number[];
  toStored: number[];
}

export interface Pace {
  /** Of all rooms together. */
  updatesPerSecond: number;
  seconds: number;
  contentBytes: number;
}

/** Notes when each update arrives at each reader, and when its acknowledgement arrives at the writer. */
function follow(room: Room, sentAt: number[], first: number, latencies: Latencies): void {
  const watch = (subscription: Room['writer'], reached: () => number, into: number[]) => {
    let seen = first;
    subscription.onProgress = () => {
      const now = performance.now();
      for (; seen < reached(); seen++) into.push(now - sentAt[seen - first]!);
    };
  };
  for (const reader of room.readers) watch(reader, () => reader.received, latencies.toPeer);
  watch(room.writer, () => room.writer.stored, latencies.toStored);
}

/** Writes at an even pace that every server can follow, one room after another, and times each update. */
export async function measureLatency(contender: Contender, rooms: Room[], pace: Pace): Promise<Latencies> {
  const latencies: Latencies = { toPeer: [], toStored: [] };
  const total = pace.updatesPerSecond * pace.seconds;
  const perRoom = Math.ceil(total / rooms.length);
  const lanes = await Promise.all(
    rooms.map(async (room) => {
      const lane = {
        room,
        sentAt: [] as number[],
        messages: await nextUpdates(room, perRoom, pace.contentBytes),
      };
      follow(room, lane.sentAt, room.sent, latencies);
      return lane;
    }),
  );
  const start = performance.now();
  for (let index = 0; index < perRoom * lanes.length; index++) {
    const due = start + (index * 1000) / pace.updatesPerSecond;
    if (due > performance.now()) await setTimeout(due - performance.now());
    const { room, sentAt, messages } = lanes[index % lanes.length]!;
    const message = messages[sentAt.length]!;
    sentAt.push(performance.now());
    send(room, message);
  }
  await delivered(rooms, contender.isDurable);
  for (const { writer, readers } of rooms)
    for (const subscription of [writer, ...readers]) subscription.onProgress = () => {};
  return latencies;
}
