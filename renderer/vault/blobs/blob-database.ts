import { z } from 'zod';
import { createSequencer } from '#shared/lib/async.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { NewRow, Row } from '../storage/row.ts';
import type { Storage } from '../storage/storage.ts';

const blobRowSchema = z.object({
  id: z.string(),
  /** Of the ciphertext. */
  bytes: z.number(),
  pieces: z.number(),
  createdAt: z.number(),
  usedAt: z.number(),
  /** A record names it. Whatever is not kept is swept away after a while. */
  kept: z.literal([0, 1]),
  /** All pieces are here. */
  whole: z.literal([0, 1]),
  /** The relay that has all of it, by its identity. */
  relay: z.string().optional(),
});
/** What is known of a blob on this device, besides its pieces. */
export type BlobRow = z.output<typeof blobRowSchema>;

/** Where blobs lie on this device: ciphertext under random names. On a disk without room nothing is added. */
export interface BlobDatabase {
  all(): Promise<BlobRow[]>;
  get(id: string): Promise<BlobRow | undefined>;
  put(row: BlobRow): Promise<Result<void>>;
  /** Changes fields of a blob that is there. */
  change(id: string, fields: Partial<BlobRow>): Promise<Result<void>>;
  writePiece(id: string, index: number, bytes: Bytes): Promise<Result<void>>;
  readPiece(id: string, index: number): Promise<Bytes | undefined>;
  /** Takes the pieces and the row away. */
  remove(id: string): Promise<void>;
}

/** `storage`: that of now; after locking it is another one. */
export function createBlobDatabase({ storage }: { storage(): Storage }): BlobDatabase {
  /** Changes of rows, one after another: each sees what the one before it left. */
  const inTurn = createSequencer();

  async function write(rows: NewRow[]): Promise<Result<void>> {
    const may = storage().mayBegin();
    return may.ok ? storage().write(rows) : may;
  }

  async function get(id: string): Promise<BlobRow | undefined> {
    return blobIn((await storage().rows('blob', id)).at(-1));
  }

  const put = (about: BlobRow): Promise<Result<void>> =>
    write([{ kind: 'blob', key: about.id, replaces: 'earlier', about }]);

  return {
    all: async () => (await storage().all('blob')).map(blobIn).filter((row) => row !== undefined),
    get,
    put: (row) => inTurn(() => put(row)),
    change: (id, fields) =>
      inTurn(async () => {
        const row = await get(id);
        return row === undefined ? ok() : put({ ...row, ...fields });
      }),
    writePiece: (id, index, bytes) =>
      write([{ kind: 'piece', key: id, part: index, replaces: 'earlier', bytes }]),
    readPiece: async (id, index) => (await storage().rows('piece', id, index)).at(-1)?.bytes,
    remove: (id) =>
      inTurn(async () => {
        // Room is made, not taken: also on a disk that is full.
        await storage().write([
          { kind: 'piece', key: id, removed: true },
          { kind: 'blob', key: id, removed: true },
        ]);
      }),
  };
}

function blobIn(row: Row | undefined): BlobRow | undefined {
  const parsed = blobRowSchema.safeParse(row && parseJson(row.about));
  return parsed.success ? parsed.data : undefined;
}
