import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';

/** What is known of a blob on this device, besides its pieces. */
export interface BlobRow {
  id: string;
  /** Of the ciphertext. */
  bytes: number;
  pieces: number;
  createdAt: number;
  usedAt: number;
  /** A record names it. Whatever is not kept is swept away after a while. */
  kept: 0 | 1;
  /** All pieces are here. */
  whole: 0 | 1;
  /** The relay that has all of it, by its identity. */
  relay?: string | undefined;
}

interface PieceRow {
  blob: string;
  index: number;
  bytes: Bytes;
}

type BlobDatabase = Dexie & {
  blobs: EntityTable<BlobRow, 'id'>;
  pieces: Table<PieceRow, [string, number]>;
};

/** Where blobs lie on this device: ciphertext under random names, in a database of their own beside the drawer. */
export interface BlobDrawer {
  all(): Promise<BlobRow[]>;
  get(id: string): Promise<BlobRow | undefined>;
  put(row: BlobRow): Promise<void>;
  change(id: string, fields: Partial<BlobRow>): Promise<void>;
  /** On disk when this resolves. */
  writePiece(id: string, index: number, bytes: Bytes): Promise<Result<void>>;
  readPiece(id: string, index: number): Promise<Bytes | undefined>;
  /** Takes the pieces and the row away. */
  remove(id: string): Promise<void>;
  close(): void;
}

export function createBlobDrawer(deps: { name: string }): BlobDrawer {
  const database = new Dexie(deps.name, { chromeTransactionDurability: 'strict' }) as BlobDatabase;
  database.version(1).stores({ blobs: 'id', pieces: '[blob+index]' });

  return {
    all: () => database.blobs.toArray(),
    get: (id) => database.blobs.get(id),
    async put(row) {
      await database.blobs.put(row);
    },
    async change(id, fields) {
      await database.blobs.update(id, fields);
    },
    async writePiece(blob, index, bytes) {
      try {
        await database.pieces.put({ blob, index, bytes });
        return ok();
      } catch (error) {
        const full = error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
        return full
          ? problem(
              'blob.disk-full',
              'The disk is full, so the file was not stored.',
              'Free some space and try again.',
            )
          : problem('blob.not-stored', 'The file could not be stored on this device.', 'Try again.');
      }
    },
    readPiece: async (blob, index) => (await database.pieces.get([blob, index]))?.bytes,
    async remove(id) {
      await database.transaction('rw', database.blobs, database.pieces, async () => {
        await database.pieces.where('[blob+index]').between([id, Dexie.minKey], [id, Dexie.maxKey]).delete();
        await database.blobs.delete(id);
      });
    },
    close: () => database.close(),
  };
}
