import * as Y from 'yjs';

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

class BoundedDecoderV2 extends Y.UpdateDecoderV2 {
  readonly #count = createCounter();
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
}

/** Applies an update V1 (of an outer document) of unknown make. Throws where it is none, or has too many parts. */
export function applyOuterUpdate(doc: Y.Doc, update: Uint8Array, origin?: unknown): void {
  Y.applyUpdateV2(doc, update, origin, BoundedDecoderV1);
}

/** The same for an update V2 (of an inner document). */
export function applyInnerUpdate(doc: Y.Doc, update: Uint8Array): void {
  Y.applyUpdateV2(doc, update, undefined, BoundedDecoderV2);
}
