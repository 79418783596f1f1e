import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** One row holds what one room got in one tick: length-prefixed updates, one after the other. */
export function encodeRow(updates: Uint8Array[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const update of updates) encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

/** Throws on a truncated row. */
export function decodeRow(data: Uint8Array): Uint8Array[] {
  const decoder = decoding.createDecoder(data);
  const updates: Uint8Array[] = [];
  while (decoding.hasContent(decoder)) updates.push(decoding.readVarUint8Array(decoder));
  return updates;
}
