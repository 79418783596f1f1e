import * as encoding from 'lib0/encoding';
import type { Bytes } from '#shared/lib/bytes.ts';

/** The top-level Y.Array of every outer document. */
export const envelopesKey = 'envelopes';

/** The id of one item of a Yjs document. */
export interface ItemId {
  client: number;
  clock: number;
}

export interface Append {
  /** The new item's id; its clock must be the next of this client in the document. */
  id: ItemId;
  /** The item to stand after; without one the item goes to the front. */
  left: ItemId | undefined;
  content: Uint8Array;
}

/** References of the Yjs V1 update format: see `Item.write` and `ContentBinary` in yjs 13. */
const contentBinary = 3;
const hasLeftOrigin = 0b1000_0000;
const parentIsTopLevel = 1;

/**
 * A Yjs V1 update that appends one binary item to `envelopes`, made without the document: a relay can add to
 * a room that it does not hold in memory, always as the same client, so that the state vector stays small.
 */
export function encodeAppend({ id, left, content }: Append): Bytes {
  const encoder = encoding.createEncoder();
  const oneClient = 1;
  const oneStruct = 1;
  const noDeletions = 0;
  encoding.writeVarUint(encoder, oneClient);
  encoding.writeVarUint(encoder, oneStruct);
  encoding.writeVarUint(encoder, id.client);
  encoding.writeVarUint(encoder, id.clock);
  if (left === undefined) {
    encoding.writeUint8(encoder, contentBinary);
    encoding.writeVarUint(encoder, parentIsTopLevel);
    encoding.writeVarString(encoder, envelopesKey);
  } else {
    encoding.writeUint8(encoder, contentBinary | hasLeftOrigin);
    encoding.writeVarUint(encoder, left.client);
    encoding.writeVarUint(encoder, left.clock);
  }
  encoding.writeVarUint8Array(encoder, content);
  encoding.writeVarUint(encoder, noDeletions);
  return encoding.toUint8Array(encoder);
}
