import type { PieceStore } from './pieces.ts';

/** Pieces of a relay that keeps nothing. */
export function createMemoryPieces(): PieceStore {
  const pieces = new Map<string, Uint8Array>();

  async function* streamOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes;
  }

  return {
    async put(key, bytes) {
      pieces.set(key, new Uint8Array(bytes));
    },
    async read(key, first, last) {
      const piece = pieces.get(key);
      if (piece === undefined) throw new Error('There is no such piece.');
      return streamOf(piece.slice(first, last + 1));
    },
    async remove(keys) {
      for (const key of keys) pieces.delete(key);
    },
    // Here a folder is a part of a name.
    removeFolder: async () => {},
  };
}
