import * as Y from 'yjs';
import type { Bytes } from '#shared/lib/bytes.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { type Place, sealEnvelope, signStatement, state, updateHash } from '../envelope.ts';
import type { Signer } from '../signing.ts';
import type { Statement } from '../statement.ts';
import type { CryptoKeyHandle, WebCrypto } from '../web-crypto.ts';

/** Whose hand it is, as what, under which key. */
export interface Hand {
  crypto: WebCrypto;
  key: CryptoKeyHandle;
  sign: Signer;
  device: string;
  epoch: number;
}

/** A statement as a device makes its first one in a book, or whatever else `said` has it say. */
export function stateOf(
  hand: Pick<Hand, 'device'>,
  place: Place,
  update: Uint8Array,
  said: Partial<Statement> = {},
) {
  return state({
    workspace: place.workspace,
    book: place.book,
    level: 0,
    device: hand.device,
    counter: 1,
    previous: undefined,
    membership: toBase64Url(new Uint8Array(32)),
    update: updateHash(update),
    clients: clientsOf(update),
    heads: [],
    base: [],
    ...said,
  });
}

/** Seals an update as a device does. For tests: it says whatever it is told to. */
export async function sealUpdate(
  hand: Hand,
  place: Place,
  update: Uint8Array,
  said: Partial<Statement> = {},
): Promise<Bytes> {
  const signed = await signStatement(hand.sign, stateOf(hand, place, update, said));
  return sealEnvelope(hand, place, hand.epoch, signed, update);
}

function clientsOf(update: Uint8Array): number[] {
  try {
    return [...Y.parseUpdateMetaV2(update).to.keys()];
  } catch {
    return [];
  }
}
