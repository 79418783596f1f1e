import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { encodeAppend } from '#shared/sync/append-update.ts';
import { encodeControl, onChannel, readChannelMessage } from '#shared/sync/channels.ts';

/*
 * How a client speaks with each kind of server, as bare messages that are made beforehand, so that the
 * generator costs every server the same.
 */

export type Message = Uint8Array | string;

/** Which of a writer's updates: from `from` up to, not including, `to`. */
export interface Span {
  from: number;
  to: number;
}

/** A client's place in one room. */
export interface Place {
  room: string;
  /** Grows with each room that the client joins on one socket. */
  channel: number;
  /** The Yjs client id of the room's one writer. */
  writer: number;
}

/** What is said from one place. */
export interface Dialect {
  /** What to send when the socket is open. */
  opening(): Message[];
  /** What to send when this arrives, and whether the client is now in sync. */
  handshake(message: Buffer): { replies: Message[]; isReady: boolean };
  /** The writer's next updates, each with random content. */
  updates(first: number, count: number, contentBytes: number): Promise<Message[]>;
  /** Which of the writer's updates this brings, if it does. */
  received(message: Buffer): Span | undefined;
  /** Up to which of the writer's updates all are on disk, if this says so. */
  stored(message: Buffer): number | undefined;
}

export interface Protocol {
  at(place: Place): Dialect;
  /** Rooms share a socket where this tells which place a message is for; else each has its own. */
  share?: { keyOf(message: Buffer): string | undefined; key(place: Place): string };
}

const sync = 0;
const auth = 2;
const persisted = 100;
const step1 = 0;
const step2 = 1;
const update = 2;
const emptyStateVector = new Uint8Array([0]);
const nothing = { replies: [], isReady: false };

function frameOf(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

function syncFrame(step: number, payload: Uint8Array, room?: string): Uint8Array {
  return frameOf((encoder) => {
    if (room !== undefined) encoding.writeVarString(encoder, room);
    encoding.writeVarUint(encoder, sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, payload);
  });
}

function readSync(decoder: decoding.Decoder): { step: number; payload: Uint8Array } | undefined {
  if (decoding.readVarUint(decoder) !== sync) return undefined;
  return { step: decoding.readVarUint(decoder), payload: decoding.readVarUint8Array(decoder) };
}

function spanOf(decoder: decoding.Decoder, writer: number): Span | undefined {
  const message = readSync(decoder);
  if (message?.step !== update) return undefined;
  const { from, to } = Y.parseUpdateMeta(message.payload);
  const first = from.get(writer);
  return first === undefined ? undefined : { from: first, to: to.get(writer) ?? first };
}

function yjsUpdates(writer: number, first: number, count: number, contentBytes: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const clock = first + index;
    return encodeAppend({
      id: { client: writer, clock },
      left: clock === 0 ? undefined : { client: writer, clock: clock - 1 },
      content: randomBytes(contentBytes),
    });
  });
}

/** y-websocket's protocol, and the acknowledgement that our relay adds. */
export const yWebsocket: Protocol = {
  at: ({ writer }) => ({
    opening: () => [syncFrame(step1, emptyStateVector)],
    handshake: (frame) => ({
      replies: [],
      isReady: readSync(decoding.createDecoder(frame))?.step === step2,
    }),
    updates: async (...which) => yjsUpdates(writer, ...which).map((bytes) => syncFrame(update, bytes)),
    received: (frame) => spanOf(decoding.createDecoder(frame), writer),
    stored(frame) {
      const decoder = decoding.createDecoder(frame);
      if (decoding.readVarUint(decoder) !== persisted) return undefined;
      return Y.decodeStateVector(decoding.readVarUint8Array(decoder)).get(writer);
    },
  }),
};

/** Ours: the same frames on the channels of one socket. */
export const plumbline: Protocol = {
  share: {
    key: ({ channel }) => String(channel),
    keyOf(message) {
      const read = readChannelMessage(message);
      return read !== undefined && 'frame' in read ? String(read.channel) : undefined;
    },
  },
  at(place) {
    const { room, channel } = place;
    const inner = yWebsocket.at(place);
    const wrap = (messages: Message[]) => messages.map((one) => onChannel(channel, one as Uint8Array));
    const frame = (message: Buffer): Buffer => {
      const decoder = decoding.createDecoder(message);
      decoding.readVarUint(decoder);
      return message.subarray(decoder.pos);
    };
    return {
      opening: () => [encodeControl({ type: 'open', channel, room }), ...wrap(inner.opening())],
      handshake: (message) => inner.handshake(frame(message)),
      updates: async (...which) => wrap(await inner.updates(...which)),
      received: (message) => inner.received(frame(message)),
      stored: (message) => inner.stored(frame(message)),
    };
  },
};

function afterRoom(frame: Uint8Array): decoding.Decoder {
  const decoder = decoding.createDecoder(frame);
  decoding.readVarString(decoder);
  return decoder;
}

const token = 0;
const authenticated = 2;

export const hocuspocus: Protocol = {
  share: {
    key: ({ room }) => room,
    keyOf: (message) => decoding.readVarString(decoding.createDecoder(message)),
  },
  at: ({ room, writer }) => ({
    opening: () => [
      frameOf((encoder) => {
        encoding.writeVarString(encoder, room);
        encoding.writeVarUint(encoder, auth);
        encoding.writeVarUint(encoder, token);
        encoding.writeVarString(encoder, 'bench');
        encoding.writeVarString(encoder, '4.8.0');
      }),
    ],
    handshake(frame) {
      const decoder = afterRoom(frame);
      const type = decoding.readVarUint(decoder);
      if (type === auth) {
        const isIn = decoding.readVarUint(decoder) === authenticated;
        return isIn ? { replies: [syncFrame(step1, emptyStateVector, room)], isReady: false } : nothing;
      }
      return { replies: [], isReady: readSync(afterRoom(frame))?.step === step2 };
    },
    updates: async (...which) => yjsUpdates(writer, ...which).map((bytes) => syncFrame(update, bytes, room)),
    received: (frame) => spanOf(afterRoom(frame), writer),
    stored: () => undefined,
  }),
};

interface SecsyncClient {
  makeUpdates(of: { room: string; first: number; count: number; contentBytes: number }): string[];
}

interface SecsyncMessage {
  type: string;
  clock?: number;
  publicData?: { clock: number };
}

const secsyncClient = join(import.meta.dirname, '..', 'peers', 'secsync-client.mjs');

/** JSON; each update is encrypted, signed and acknowledged for itself. */
export const secsync: Protocol = {
  at: ({ room }) => ({
    opening: () => [],
    handshake: () => ({ replies: [], isReady: true }),
    async updates(first, count, contentBytes) {
      const client = (await import(secsyncClient)) as SecsyncClient;
      return client.makeUpdates({ room, first, count, contentBytes });
    },
    received(message) {
      const { type, publicData } = JSON.parse(message.toString()) as SecsyncMessage;
      if (type !== 'update' || publicData === undefined) return undefined;
      return { from: publicData.clock, to: publicData.clock + 1 };
    },
    stored(message) {
      const { type, clock } = JSON.parse(message.toString()) as SecsyncMessage;
      return type === 'update-saved' && clock !== undefined ? clock + 1 : undefined;
    },
  }),
};
