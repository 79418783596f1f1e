import type * as Y from 'yjs';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { newDoc } from '#shared/sync/new-doc.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { applyOuterUpdate } from '#shared/sync/bounded-update.ts';
import type { StoredUpdate } from '../database/database.ts';
import type { Came } from './envelope-reader.ts';
import { takenOut } from './taken-out.ts';

/** Marks pushes of this device into the outer document: these need not be opened again. */
export const ownEnvelope = Symbol('own envelope');
/** Marks what this device puts back into the outer document after somebody took it out. */
export const givenBack = Symbol('given back');

/** The outer document of a book: how envelopes travel. That one is taken out of it says nothing about the book. */
export interface Carrier {
  doc: Y.Doc;
  items(): Uint8Array[];
  /** Applies rows of the disk; gives what lies there now. */
  applyRows(rows: StoredUpdate[]): Came[];
  /** From now on: what others put in and take out; `isTaken`: some of it they took out. */
  follow(onCame: (came: Came[], isTaken: boolean) => void): void;
  /** Puts envelopes in at the end; gives the items that they are. */
  push(envelopes: Uint8Array[], origin: symbol): Uint8Array[];
  /** Takes items out and puts one in, at once. */
  replace(items: ReadonlySet<Uint8Array>, envelope: Uint8Array): Uint8Array;
  /** Rows that are no updates. */
  damaged(): number;
}

export function createCarrier(deps: {
  crypto: Pick<WebCrypto, 'getRandomValues'>;
  withstand(step: () => void): void;
}): Carrier {
  const doc = newDoc(deps.crypto);
  const array = doc.getArray<Uint8Array>(envelopesKey);
  let damaged = 0;

  const isBytes = (item: unknown): item is Uint8Array => item instanceof Uint8Array;
  const items = (): Uint8Array[] => array.toArray().filter(isBytes);

  function applyRow(row: unknown): void {
    try {
      applyOuterUpdate(doc, row as Uint8Array);
    } catch {
      damaged++;
    }
  }

  /** Yjs stores a copy of what is pushed: the array's own objects are the ones to remember. */
  const last = (count: number): Uint8Array[] => array.slice(array.length - count);

  return {
    doc,
    items,
    applyRows(rows) {
      deps.withstand(() => doc.transact(() => rows.forEach(({ bytes }) => applyRow(bytes))));
      return items().map((envelope) => ({ envelope }));
    },
    follow(onCame) {
      array.observe((event, transaction) => {
        const { origin } = transaction;
        if (origin === ownEnvelope || origin === givenBack) return;
        const inserted = event.changes.delta
          .flatMap(({ insert }) => (Array.isArray(insert) ? (insert as unknown[]) : []))
          .filter(isBytes);
        const taken = takenOut(transaction);
        onCame(
          [...inserted, ...taken].map((envelope) => ({ envelope })),
          taken.length > 0,
        );
      });
    },
    push(envelopes, origin) {
      doc.transact(() => array.push(envelopes), origin);
      return last(envelopes.length);
    },
    replace(replaced, envelope) {
      doc.transact(() => {
        takeOut(array, replaced);
        array.push([envelope]);
      }, ownEnvelope);
      return last(1)[0]!;
    },
    damaged: () => damaged,
  };
}

/** In runs, from the end: each deletion walks through the document. */
function takeOut(array: Y.Array<Uint8Array>, items: ReadonlySet<Uint8Array>): void {
  const all = array.toArray();
  for (let end = all.length; end > 0;) {
    let start = end;
    while (start > 0 && items.has(all[start - 1]!)) start--;
    if (start < end) array.delete(start, end - start);
    end = start === end ? end - 1 : start;
  }
}
