import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Bytes } from '../lib/bytes.ts';

/**
 * Many rooms on one socket. Every message begins with the number of a channel; on channel 0 socket and relay
 * speak about channels, on every other the rest of the message is a frame of y-websocket's protocol.
 */
const controlChannel = 0;

const controlType = { open: 0, close: 1, heartbeat: 2 } as const;

export type Control =
  /** From the device: what follows on this channel is about this room. A channel that is open begins anew. */
  | { type: 'open'; channel: number; room: string }
  /** From either side: the channel has ended, for one of the reasons of `closeCode`. */
  | { type: 'close'; channel: number; code: number; reason: string }
  /** From the relay: the socket is alive. */
  | { type: 'heartbeat' };

export type ChannelMessage = { channel: number; frame: Uint8Array } | Control;

/** Puts a frame on a channel. */
export function onChannel(channel: number, frame: Uint8Array): Bytes {
  // The usual case without an encoder: a relay does this for every reader of every frame.
  if (channel < 128) {
    const message = new Uint8Array(frame.length + 1);
    message[0] = channel;
    message.set(frame, 1);
    return message;
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, channel);
  encoding.writeUint8Array(encoder, frame);
  return encoding.toUint8Array(encoder);
}

export function encodeControl(control: Control): Bytes {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, controlChannel);
  encoding.writeVarUint(encoder, controlType[control.type]);
  if (control.type !== 'heartbeat') encoding.writeVarUint(encoder, control.channel);
  if (control.type === 'open') encoding.writeVarString(encoder, control.room);
  if (control.type === 'close') {
    encoding.writeVarUint(encoder, control.code);
    encoding.writeVarString(encoder, control.reason);
  }
  return encoding.toUint8Array(encoder);
}

/** Reads a message; `undefined` when it is none that is known. The frame shares its memory. */
export function readChannelMessage(message: Uint8Array): ChannelMessage | undefined {
  try {
    const decoder = decoding.createDecoder(message);
    const channel = readChannel(decoder);
    return channel === controlChannel
      ? readControl(decoder)
      : { channel, frame: message.subarray(decoder.pos) };
  } catch {
    return undefined;
  }
}

/** lib0 reads numbers that it could not write again. */
function readChannel(decoder: decoding.Decoder): number {
  const channel = decoding.readVarUint(decoder);
  if (!Number.isSafeInteger(channel)) throw new RangeError('No channel has such a number');
  return channel;
}

function readControl(decoder: decoding.Decoder): Control | undefined {
  const type = decoding.readVarUint(decoder);
  if (type === controlType.heartbeat) return { type: 'heartbeat' };
  if (type !== controlType.open && type !== controlType.close) return undefined;
  const channel = readChannel(decoder);
  if (type === controlType.open) return { type: 'open', channel, room: decoding.readVarString(decoder) };
  const code = decoding.readVarUint(decoder);
  return { type: 'close', channel, code, reason: decoding.readVarString(decoder) };
}
