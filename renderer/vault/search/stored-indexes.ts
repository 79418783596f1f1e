import { decryptBlob, encryptBlob } from '#shared/crypto/keys.ts';
import type { CryptoKeyHandle, WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Database } from '../database/database.ts';
import type { OrderedSegment } from './segment.ts';
import { decodeSegment, encodeSegment } from './segment-bytes.ts';

/** Search indexes on disk, each sealed on its own, so that a closed book's is read without the book. */
export interface StoredIndexes {
  /** `undefined` where there is none, or one of another version. */
  read(room: string): Promise<{ segment: OrderedSegment; state: string } | undefined>;
  write(room: string, segment: OrderedSegment, state: string): Promise<void>;
}

export function createStoredIndexes(deps: {
  crypto: WebCrypto;
  key: Promise<CryptoKeyHandle>;
  database: Pick<Database, 'readDerived' | 'writeDerived'>;
}): StoredIndexes {
  const { crypto, key, database } = deps;
  const rowOf = (room: string): string => `search ${room}`;
  return {
    async read(room) {
      const sealed = await database.readDerived(rowOf(room));
      const bytes = sealed && (await decryptBlob(crypto, await key, sealed, rowOf(room)));
      return bytes && decodeSegment(bytes);
    },
    async write(room, segment, state) {
      const bytes = encodeSegment(segment, state);
      await database.writeDerived(rowOf(room), await encryptBlob(crypto, await key, bytes, rowOf(room)));
    },
  };
}
