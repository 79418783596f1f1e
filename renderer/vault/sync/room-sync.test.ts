import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodePersisted } from '#shared/sync/protocol.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { createRoomSync, type RoomSocketClass } from './room-sync.ts';

/** A relay of one room, played by hand. */
function playRelay() {
  const sockets: Socket[] = [];
  class Socket {
    binaryType = 'arraybuffer';
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    constructor() {
      sockets.push(this);
    }
    send(): void {}
    close(): void {}
  }
  return {
    socketClass: Socket as unknown as RoomSocketClass,
    connections: () => sockets.length,
    open: () => sockets.at(-1)!.onopen!(),
    lose: () => sockets.at(-1)!.onclose!({ code: 1006, reason: '' }),
    say: (...frame: number[]) => sockets.at(-1)!.onmessage!({ data: new Uint8Array(frame).buffer }),
  };
}

const step1 = (stateVector: Uint8Array): number[] => [0, 0, stateVector.length, ...stateVector];

test('work does not count as stored on a new connection before the relay has shown that it still has it', async () => {
  const relay = playRelay();
  const doc = new Y.Doc();
  const told: boolean[] = [];
  let mayWrite = true;
  const room = createRoomSync({
    doc,
    room: 'a room',
    socketClass: relay.socketClass,
    whenStored: (action) => action(),
    mayWrite: () => mayWrite,
    random: () => 0,
    onChange: () => told.push(room.isOnline() && room.stored()),
    memory: { greeted() {}, stored() {} },
  });
  doc.getMap('work').set('name', 'Ann');
  relay.open();
  expect(room.stored()).toBe(false);
  relay.say(...step1(new Uint8Array([0])));
  expect(room.stored()).toBe(false);
  relay.say(...encodePersisted(Y.encodeStateVector(doc)));
  expect(room.stored()).toBe(true);

  relay.lose();
  // It was said once, and nothing is known to the contrary.
  expect(room.stored()).toBe(true);
  await eventually(() => relay.connections() === 2, 'the device to connect again');
  told.length = 0;
  relay.open();
  // What the relay confirms anew is no proof that it has kept what was before.
  relay.say(...encodePersisted(new Uint8Array([0])));
  expect(told).not.toContain(true);
  expect(room.stored()).toBe(false);
  // It was set back.
  relay.say(...step1(new Uint8Array([0])));
  expect(room.stored()).toBe(false);
  relay.say(...encodePersisted(Y.encodeStateVector(doc)));
  expect(room.stored()).toBe(true);

  // What a relay puts into a room that the device only reads, the device could never store there.
  doc.getMap('work').set('name', 'Put in by the relay');
  expect(room.stored()).toBe(false);
  mayWrite = false;
  expect(room.stored()).toBe(true);
  room.close();
});
