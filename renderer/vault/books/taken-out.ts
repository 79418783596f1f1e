import * as Y from 'yjs';

/**
 * What a transaction has taken out of an outer document, read while Yjs still holds it: a deletion there is anybody's
 * word, and decides nothing about what a device has stored. Also what came and was taken out in one.
 */
export function takenOut(transaction: Y.Transaction): Uint8Array[] {
  const taken: Uint8Array[] = [];
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentBinary)
      taken.push(struct.content.content);
  });
  return taken;
}
