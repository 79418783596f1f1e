import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, fromUtf8, utf8 } from '#shared/lib/bytes.ts';
import type { Json } from '#shared/lib/json.ts';
import { isJsonObject, parseJson } from '#shared/lib/json.ts';

/**
 * How the browser shell carries a call or an answer: `length of the JSON 4 ‖ JSON ‖ bytes`. What arguments and values
 * hold of bytes is always the one field `bytes`, which stands apart from the JSON.
 */
const lengthBytes = 4;

export function encodeFrame(json: unknown, bytes: Uint8Array): Bytes {
  const head = utf8(JSON.stringify(json));
  const length = new Uint8Array(lengthBytes);
  new DataView(length.buffer).setUint32(0, head.length);
  return concat(length, head, bytes);
}

/** `undefined` where it is no frame. */
export function decodeFrame(frame: Uint8Array): { json: Json; bytes: Bytes } | undefined {
  if (frame.length < lengthBytes) return undefined;
  const length = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  if (length > frame.length - lengthBytes) return undefined;
  const json = parseJson(safeText(frame.subarray(lengthBytes, lengthBytes + length)));
  return json === undefined
    ? undefined
    : { json, bytes: new Uint8Array(frame.subarray(lengthBytes + length)) };
}

/** Arguments or a value apart from their bytes. */
export function takeBytes(value: unknown): { rest: unknown; bytes: Uint8Array | undefined } {
  if (typeof value !== 'object' || value === null || !('bytes' in value))
    return { rest: value, bytes: undefined };
  const { bytes, ...rest } = value;
  return isBytes(bytes) ? { rest, bytes } : { rest: value, bytes: undefined };
}

/** The other way round; what is no object stays as it is. */
export function giveBytes(rest: Json, bytes: Bytes): unknown {
  return isJsonObject(rest) ? { ...rest, bytes } : rest;
}

/** Also for an array that another window or process made, whose class is not ours. */
export function isBytes(value: unknown): value is Bytes {
  return Object.prototype.toString.call(value) === '[object Uint8Array]';
}

function safeText(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    return '';
  }
}
