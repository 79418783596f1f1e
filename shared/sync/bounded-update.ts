import type * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { readAny } from './read-any.ts';

/**
 * The most parts that one update may bring. Yjs's V2 format counts repetitions, so that a hundred bytes can ask
 * for billions of parts; V1 makes about fifty bytes of memory of one. A book of 10,000 records has 120,000.
 */
const mostParts = 2_000_000;

class TooManyParts extends RangeError {}

function createCounter(): () => void {
  let left = mostParts;
  return () => {
    if (left-- === 0) throw new TooManyParts('The update has too many parts');
  };
}

class BoundedDecoderV1 extends Y.UpdateDecoderV1 {
  readonly #count = createCounter();
  override readInfo(): number {
    this.#count();
    return super.readInfo();
  }
  override readDsLen(): number {
    this.#count();
    return super.readDsLen();
  }
}

/** A value of an update, and where it ends. */
interface ReadValue {
  value: unknown;
  end: number;
}

/**
 * By update, in order, what was read of its values: whoever takes an update in has looked at it before, and reading
 * values is most of both.
 */
const valuesOf = new WeakMap<Uint8Array, ReadValue[]>();

class BoundedDecoderV2 extends Y.UpdateDecoderV2 {
  readonly #count = createCounter();
  readonly #values: ReadValue[];
  #next = 0;

  constructor(decoder: decoding.Decoder) {
    super(decoder);
    this.#values = valuesOf.get(decoder.arr) ?? [];
    valuesOf.set(decoder.arr, this.#values);
  }

  override readInfo(): number {
    this.#count();
    return super.readInfo();
  }
  /** Of one part several may be asked for. */
  override readString(): string {
    this.#count();
    return super.readString();
  }
  override readDsLen(): number {
    this.#count();
    return super.readDsLen();
  }
  override readAny(): unknown {
    const known = this.#values[this.#next++];
    if (known !== undefined) {
      this.restDecoder.pos = known.end;
      return known.value;
    }
    const value = readAny(this.restDecoder);
    this.#values.push({ value, end: this.restDecoder.pos });
    return value;
  }
}

/** Applies an update V1 (of an outer document) of unknown make. Throws where it is none, or has too many parts. */
export function applyOuterUpdate(doc: Y.Doc, update: Uint8Array, origin?: unknown): void {
  Y.applyUpdateV2(doc, update, origin, BoundedDecoderV1);
}

/** The same for an update V2 (of an inner document). */
export function applyInnerUpdate(doc: Y.Doc, update: Uint8Array): void {
  Y.applyUpdateV2(doc, update, undefined, BoundedDecoderV2);
}

type Decoded = ReturnType<typeof Y.decodeUpdateV2>;

/** Several look at an update before it is taken in. */
const decoded = new WeakMap<Uint8Array, Decoded>();

/** What an update V2 brings, without a document. Throws as `applyInnerUpdate` does. */
export function decodeInnerUpdate(update: Uint8Array): Decoded {
  const known = decoded.get(update) ?? Y.decodeUpdateV2(update, BoundedDecoderV2);
  decoded.set(update, known);
  return known;
}

/** The Yjs clients as which an update V2 writes. Throws as `applyInnerUpdate` does. */
export function clientsOfInnerUpdate(update: Uint8Array): number[] {
  return [...Y.parseUpdateMetaV2(update, BoundedDecoderV2).to.keys()];
}
