import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** How a client speaks with one kind of server, as bare frames, so that the generator costs every server the same. */
export interface Protocol {
  /** What to send when the socket opens. */
  opening(room: string): Uint8Array[];
  /** What to send when this arrives, and whether the client is now in sync. */
  handshake(room: string, frame: Uint8Array): { replies: Uint8Array[]; isReady: boolean };
  updateFrame(room: string, update: Uint8Array): Uint8Array;
  /** The Yjs update inside a frame, if it is one. */
  readUpdate(frame: Uint8Array): Uint8Array | undefined;
  /** The state vector inside an acknowledgement of durable storage, if it is one. */
  readStored(frame: Uint8Array): Uint8Array | undefined;
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

function payloadOf(decoder: decoding.Decoder): Uint8Array | undefined {
  const message = readSync(decoder);
  return message?.step === update ? message.payload : undefined;
}

export const yWebsocket: Protocol = {
  opening: () => [syncFrame(step1, emptyStateVector)],
  handshake(_room, frame) {
    const message = readSync(decoding.createDecoder(frame));
    return { replies: [], isReady: message?.step === step2 };
  },
  updateFrame: (_room, bytes) => syncFrame(update, bytes),
  readUpdate: (frame) => payloadOf(decoding.createDecoder(frame)),
  readStored(frame) {
    const decoder = decoding.createDecoder(frame);
    return decoding.readVarUint(decoder) === persisted ? decoding.readVarUint8Array(decoder) : undefined;
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
  opening: (room) => [
    frameOf((encoder) => {
      encoding.writeVarString(encoder, room);
      encoding.writeVarUint(encoder, auth);
      encoding.writeVarUint(encoder, token);
      encoding.writeVarString(encoder, 'bench');
      encoding.writeVarString(encoder, '4.8.0');
    }),
  ],
  handshake(room, frame) {
    const decoder = afterRoom(frame);
    const type = decoding.readVarUint(decoder);
    if (type === auth) {
      const isIn = decoding.readVarUint(decoder) === authenticated;
      return isIn ? { replies: [syncFrame(step1, emptyStateVector, room)], isReady: false } : nothing;
    }
    return { replies: [], isReady: readSync(afterRoom(frame))?.step === step2 };
  },
  updateFrame: (room, bytes) => syncFrame(update, bytes, room),
  readUpdate: (frame) => payloadOf(afterRoom(frame)),
  readStored: () => undefined,
};
