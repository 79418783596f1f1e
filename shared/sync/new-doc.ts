import * as Y from 'yjs';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';

/**
 * A document to write in: the id under which this device writes comes from the randomness that is passed in. Where
 * somebody else turns out to write under it too, Yjs draws another one.
 */
export function newDoc(crypto: Pick<WebCrypto, 'getRandomValues'>): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = crypto.getRandomValues(new Uint32Array(1))[0]!;
  return doc;
}
