import * as Y from 'yjs';
import { readHeader } from '#shared/crypto/envelope.ts';

/** The authors of envelopes that wait in an outer document, because what was pushed before them is missing. */
export function waitingAuthors(outer: Y.Doc): string[] {
  const { pendingStructs } = outer.store;
  if (pendingStructs === null) return [];
  return Y.decodeUpdateV2(pendingStructs.update).structs.flatMap((struct) => {
    const isEnvelope = struct instanceof Y.Item && struct.content instanceof Y.ContentBinary;
    const header = isEnvelope ? readHeader((struct.content as Y.ContentBinary).content) : undefined;
    return header?.ok === true ? [header.value.device] : [];
  });
}
