import * as Y from 'yjs';
import fc from 'fast-check';
import { createRoomSync } from '#renderer/vault/sync/room-sync.ts';
import { encodeControl, onChannel, readChannelMessage } from '#shared/sync/channels.ts';
import { encodeDenied, encodePersisted, tokenOffered } from '#shared/sync/protocol.ts';
import { createSharedSocket, type WireListener } from '#shared/sync/shared-socket.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { encodeStateVector, readStateVector } from '#shared/sync/outer-update.ts';
import { createAwareness } from '#sync-server/rooms/awareness.ts';
import { createCoverage, readUpdate } from '#sync-server/rooms/coverage.ts';
import {
  awarenessFrame,
  readMessage,
  step1Frame,
  step2Frame,
  updateFrame,
} from '#sync-server/rooms/frames.ts';
import { atOnce } from '#sync-server/rooms/slices.ts';
import { gather } from '#sync-server/rooms/state.ts';
import { createStamps } from '#sync-server/auth/stamps.ts';
import { canonicalJson } from '#shared/lib/json.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { defineTarget, must, type Target } from '../engine.ts';
import { mutatedBytes, mutatedText } from '../mutations.ts';

/** Updates of a room: items, what was deleted, and a gap. */
export function roomUpdates(): Uint8Array[] {
  const outer = new Y.Doc();
  outer.clientID = 3;
  const parts: Uint8Array[] = [];
  outer.on('update', (update: Uint8Array) => parts.push(update));
  const items = outer.getArray(envelopesKey);
  for (let number = 1; number <= 6; number++) items.push([new Uint8Array(number * 20).fill(number)]);
  items.delete(1, 3);
  return [...parts, Y.encodeStateAsUpdate(outer), Y.mergeUpdates([parts[0]!, parts[4]!])];
}

function present(): Uint8Array {
  const text = '{"at":"c1"}';
  return new Uint8Array([2, 9, 1, text.length, ...utf8(text), 8, 3, 4, ...utf8('null')]);
}

/** Frames of a device that may write, at the relay: refused as a whole, or passed on as something others can read. */
export function relayFrameTarget(): Target {
  const updates = roomUpdates();
  const vector = Y.encodeStateVectorFromUpdate(updates.at(-2)!);
  const frames = [
    step1Frame(vector),
    ...updates.map(updateFrame),
    step2Frame(updates.at(-2)!),
    awarenessFrame(present()),
    new Uint8Array([3]),
  ];
  return defineTarget({
    name: 'relay-frames',
    share: 16_000,
    inputs: mutatedBytes(frames),
    attempt(frame) {
      const message = readMessage(frame);
      if (message?.type === 'update') receiveUpdate(message.update);
      if (message?.type === 'awareness') receiveAwareness(message.payload);
      if (message?.type === 'hello') readsOrThrows(message.stateVector);
    },
    control() {
      const types = frames.map((frame) => readMessage(frame)?.type);
      must(
        types.every((type) => type !== undefined),
        'genuine frames are read',
      );
      const read = readUpdate(updates[0]!, 10);
      must(typeof read === 'object' && read.ranges.length === 1, 'a genuine update is read');
    },
  });
}

/** What the relay takes, it must be able to acknowledge and to give to the next reader. */
function receiveUpdate(update: Uint8Array): void {
  const read = readUpdate(update, 1000);
  if (typeof read === 'string') return;
  const { ranges } = read;
  const coverage = createCoverage();
  coverage.add(ranges);
  Y.decodeStateVector(coverage.of(ranges.map(({ client }) => client)));
  const state = atOnce(gather([update, roomUpdates()[0]!]));
  Y.decodeStateVector(encodeStateVector(state.clocks));
  Y.applyUpdate(new Y.Doc(), atOnce(state.since(new Map())));
}

function receiveAwareness(payload: Uint8Array): void {
  const awareness = createAwareness<string>(() => 0);
  const received = awareness.receive(payload, 'a');
  if (received === 'malformed') return;
  const passed = received.news ?? awareness.all();
  if (passed !== undefined)
    must(
      createAwareness<string>(() => 0).receive(passed, 'b') !== 'malformed',
      'presence that others cannot read',
    );
  awareness.leave('a');
}

/** The connection catches this one, and closes. */
function readsOrThrows(stateVector: Uint8Array): void {
  try {
    readStateVector(stateVector, 1000);
  } catch {
    // Refused.
  }
}

/** The messages that carry those frames, and what is said about channels. */
export function channelTarget(): Target {
  const messages = [
    encodeControl({ type: 'open', channel: 3, room: 'A'.repeat(24) }),
    encodeControl({ type: 'close', channel: 300, code: 4405, reason: 'No.' }),
    encodeControl({ type: 'heartbeat' }),
    onChannel(200, step1Frame(new Uint8Array([0]))),
  ];
  return defineTarget({
    name: 'channels',
    share: 9000,
    inputs: mutatedBytes(messages),
    attempt(message) {
      const read = readChannelMessage(message);
      if (read === undefined) return;
      const { channel } = { channel: 0, ...read };
      must(Number.isSafeInteger(channel) && channel >= 0, 'a channel without a number');
    },
    control: () =>
      must(
        messages.every((each) => readChannelMessage(each) !== undefined),
        'genuine messages',
      ),
  });
}

/** A relay's messages on a device: whatever comes, the room goes on when something genuine comes again. */
export function deviceMessageTarget(): Target {
  const updates = roomUpdates();
  const whole = updates.at(-2)!;
  const vector = Y.encodeStateVectorFromUpdate(whole);
  const frames = [
    step1Frame(vector),
    step2Frame(whole),
    updateFrame(updates[0]!),
    awarenessFrame(present()),
    encodePersisted(vector),
    encodeDenied('read-only'),
  ];
  const messages = [...frames.map((frame) => onChannel(1, frame)), encodeControl({ type: 'heartbeat' })];
  const attempt = async (received: Uint8Array[]): Promise<number> => {
    const { wire, doc, end } = openRoom();
    await Promise.resolve();
    wire.opened();
    for (const message of received) wire.received(message);
    // Where the room began anew, it opens its channel again; here the answer comes on the one that was there.
    const items = doc.getArray(envelopesKey).length;
    end();
    return items;
  };
  return defineTarget({
    name: 'device-messages',
    share: 2500,
    inputs: fc.array(mutatedBytes(messages), { minLength: 1, maxLength: 3 }),
    attempt: (received) => quietly(() => attempt(received)),
    control: async () => must((await attempt([onChannel(1, step2Frame(whole))])) === 3, 'a genuine update'),
  });
}

/** A room of a device on a line that the case speaks on. */
function openRoom() {
  let wire: WireListener | undefined;
  const socket = createSharedSocket({
    dial: (listener) => ((wire = listener), { send() {}, close() {} }),
    random: () => 0.5,
    now: () => performance.now(),
    later: (action, milliseconds) => {
      if (milliseconds === 0) action();
      return () => {};
    },
  });
  const doc = new Y.Doc();
  const { socketClass } = socket;
  const memory = { greeted() {}, stored() {} };
  const room = 'A'.repeat(24);
  const whenStored = (action: () => void): void => action();
  const random = (): number => 0.5;
  const sync = createRoomSync({
    doc,
    room,
    whenStored,
    mayWrite: () => true,
    socketClass,
    random,
    onChange() {},
    memory,
  });
  const listener: WireListener = {
    opened: () => wire?.opened(),
    received: (message) => wire?.received(message),
    closed: (code, reason) => wire?.closed(code, reason),
  };
  return {
    wire: listener,
    doc,
    end() {
      sync.close();
      socket.close();
      doc.destroy();
    },
  };
}

/** y-protocols writes to the console what does not apply, and y-websocket what is denied. */
async function quietly(step: () => Promise<unknown>): Promise<void> {
  const { error, warn } = console;
  Object.assign(console, { error() {}, warn() {} });
  try {
    await step();
  } finally {
    Object.assign(console, { error, warn });
  }
}

/** Tokens and challenges: only what this relay has written. */
export function stampTarget(): Target {
  const stamps = createStamps(new Uint8Array(32).fill(1));
  const others = createStamps(new Uint8Array(32).fill(2));
  const content = { workspace: 'w', device: 'd', expires: 9_999_999_999_999, epoch: 1 };
  const genuine = stamps.issue(content);
  return defineTarget({
    name: 'tokens',
    share: 9000,
    inputs: mutatedText([genuine, others.issue({ ...content, device: 'other' })]),
    attempt(text) {
      const read = stamps.read(text);
      must(read === undefined || canonicalJson(read) === canonicalJson(content), 'a forged token was taken');
      tokenOffered(text.split(','));
    },
    control: () => must(stamps.read(genuine)?.['device'] === 'd', 'a genuine token'),
  });
}
