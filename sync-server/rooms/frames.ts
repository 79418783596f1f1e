import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { messageType } from '#shared/sync/protocol.ts';

export type ClientMessage =
  | { type: 'hello'; stateVector: Uint8Array }
  | { type: 'update'; update: Uint8Array }
  | { type: 'awareness'; payload: Uint8Array }
  | { type: 'query-awareness' };

function readSync(decoder: decoding.Decoder): ClientMessage | undefined {
  const step = decoding.readVarUint(decoder);
  const payload = decoding.readVarUint8Array(decoder);
  if (step === messageYjsSyncStep1) return { type: 'hello', stateVector: payload };
  if (step === messageYjsSyncStep2 || step === messageYjsUpdate) return { type: 'update', update: payload };
  return undefined;
}

/** Reads a frame of y-websocket's protocol; `undefined` when it is none. The payloads share its memory. */
export function readMessage(frame: Uint8Array): ClientMessage | undefined {
  try {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type === messageType.sync) return readSync(decoder);
    if (type === messageType.awareness) {
      return { type: 'awareness', payload: decoding.readVarUint8Array(decoder) };
    }
    return type === messageType.queryAwareness ? { type: 'query-awareness' } : undefined;
  } catch {
    return undefined;
  }
}

function syncFrame(step: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageType.sync);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

export const step1Frame = (stateVector: Uint8Array) => syncFrame(messageYjsSyncStep1, stateVector);
export const step2Frame = (update: Uint8Array) => syncFrame(messageYjsSyncStep2, update);
export const updateFrame = (update: Uint8Array) => syncFrame(messageYjsUpdate, update);

export function awarenessFrame(payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageType.awareness);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}
