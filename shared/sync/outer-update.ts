import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Bytes } from '../lib/bytes.ts';
import { utf8 } from '../lib/bytes.ts';
import { envelopesKey } from './append-update.ts';

/**
 * The Yjs V1 update format, as far as outer documents need it: one top-level array of byte arrays, what of it was
 * deleted, and gaps. Source: `encoding.js`, `Item.js` and `DeleteSet.js` of yjs 13. Nothing else is read, so that
 * whoever reads it builds no document, and no object for a part.
 */
export const structKind = { gone: 0, deleted: 1, bytes: 3, gap: 10 } as const;

/** Flags beside the kind of an item. */
export const itemFlag = { hasLeft: 0b1000_0000, hasRight: 0b0100_0000 } as const;
const kindBits = 0b0001_1111;
const parentIsTopLevel = 1;
/** A client's section is kept apart from others', which takes as much memory as so many of its parts. */
export const partsOfSection = 2;
const nameOfArray = utf8(envelopesKey);

/** Numbers of an update stay exact, also after those that follow from them. */
function exact(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('No document has such a number');
  return value;
}

export class TooManyParts extends RangeError {}

/**
 * Goes through an update from its start to its end: first `nextStruct` until it is false, then `nextDeletion`. Both
 * throw where it is no update of an outer document, or has more parts than asked for. The fields tell what was read last.
 */
export class OuterReader {
  readonly bytes: Uint8Array;
  client = 0;
  clock = 0;
  length = 0;
  /** One of `structKind`. */
  kind: number = structKind.gap;
  /** Where the struct begins, and where it is over. */
  start = 0;
  end = 0;
  readonly #decoder: decoding.Decoder;
  #sectionsLeft: number;
  #partsLeft = 0;
  #isInDeletions = false;
  readonly #mostParts: number;
  #parts = 0;

  constructor(bytes: Uint8Array, mostParts = Infinity) {
    this.bytes = bytes;
    this.#mostParts = mostParts;
    this.#decoder = decoding.createDecoder(bytes);
    this.#sectionsLeft = this.#number();
  }

  nextStruct(): boolean {
    while (this.#partsLeft === 0) {
      if (this.#sectionsLeft-- === 0) return false;
      this.#count(partsOfSection);
      this.#partsLeft = this.#number();
      this.client = this.#number();
      this.clock = this.#number();
      this.length = 0;
    }
    this.#partsLeft--;
    this.#count(1);
    this.clock += this.length;
    this.start = this.#decoder.pos;
    this.#struct(decoding.readUint8(this.#decoder));
    this.end = this.#decoder.pos;
    if (this.end > this.bytes.length) throw new RangeError('The update is cut off');
    exact(this.clock + this.length);
    return true;
  }

  nextDeletion(): boolean {
    if (!this.#isInDeletions) {
      this.#isInDeletions = true;
      this.#sectionsLeft = this.#number();
    }
    while (this.#partsLeft === 0) {
      if (this.#sectionsLeft-- === 0) return false;
      this.#count(partsOfSection);
      this.client = this.#number();
      this.#partsLeft = this.#number();
    }
    this.#partsLeft--;
    this.#count(1);
    this.clock = this.#number();
    this.length = this.#number();
    // Yjs writes none of nothing, and cannot pass one on.
    if (this.length === 0) throw new RangeError('A deletion of nothing');
    exact(this.clock + this.length);
    return true;
  }

  /** What was read so far counts for: structs, deletions, and sections. */
  get parts(): number {
    return this.#parts;
  }

  /** Stops before it is too much, so that nobody works through what nobody takes. */
  #count(parts: number): void {
    this.#parts += parts;
    if (this.#parts > this.#mostParts) throw new TooManyParts('The update has too many parts');
  }

  #number(): number {
    return exact(decoding.readVarUint(this.#decoder));
  }

  #struct(info: number): void {
    this.kind = info & kindBits;
    if (info === structKind.gap || info === structKind.gone) {
      this.length = this.#number();
      if (this.length === 0 && info === structKind.gone) throw new RangeError('A part of nothing');
      return;
    }
    if (info & ~(kindBits | itemFlag.hasLeft | itemFlag.hasRight)) throw new RangeError('An entry of a map');
    if (info & itemFlag.hasLeft) this.#neighbour();
    if (info & itemFlag.hasRight) this.#neighbour();
    if (!(info & (itemFlag.hasLeft | itemFlag.hasRight))) this.#parent();
    const amount = this.#number();
    if (this.kind === structKind.bytes) {
      this.length = 1;
      this.#decoder.pos += amount;
    } else if (this.kind === structKind.deleted && amount > 0) this.length = amount;
    else throw new RangeError('Outer documents hold byte arrays only');
  }

  /** No item stands beside one that its own client has yet to make: Yjs would stumble over it. */
  #neighbour(): void {
    const client = this.#number();
    const clock = this.#number();
    if (client === this.client && clock >= this.clock) throw new RangeError('An item beside a later one');
  }

  #parent(): void {
    const isTopLevel = this.#number() === parentIsTopLevel;
    let isName = this.#number() === nameOfArray.length;
    const from = this.#decoder.pos;
    for (let i = 0; isName && i < nameOfArray.length; i++) isName = this.bytes[from + i] === nameOfArray[i];
    if (!isTopLevel || !isName) throw new RangeError('Outer documents have one array only');
    this.#decoder.pos += nameOfArray.length;
  }
}

/** From which clock and up to which an update reaches, for each client. Throws where it is none. */
export function reachOf(update: Uint8Array): Map<number, { from: number; to: number }> {
  const reader = new OuterReader(update);
  const reach = new Map<number, { from: number; to: number }>();
  while (reader.nextStruct()) {
    const { client, clock, length } = reader;
    const known = reach.get(client);
    if (known === undefined) reach.set(client, { from: clock, to: clock + length });
    else known.to = clock + length;
  }
  return reach;
}

/** A state vector: up to which clock each client's work is there. Throws where it is none or has more clients. */
export function readStateVector(bytes: Uint8Array, mostClients: number): Map<number, number> {
  const decoder = decoding.createDecoder(bytes);
  const count = decoding.readVarUint(decoder);
  if (count > mostClients) throw new RangeError('Too many clients');
  const clocks = new Map<number, number>();
  for (let left = count; left > 0; left--) {
    const client = exact(decoding.readVarUint(decoder));
    clocks.set(client, exact(decoding.readVarUint(decoder)));
  }
  return clocks;
}

/** As Yjs writes it, but for the order of clients, which means nothing. */
export function encodeStateVector(clocks: ReadonlyMap<number, number>): Bytes {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, clocks.size);
  for (const [client, clock] of clocks) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
  }
  return encoding.toUint8Array(encoder);
}
