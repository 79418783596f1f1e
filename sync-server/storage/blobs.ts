import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

export interface StoredBlob {
  workspace: string;
  id: string;
  /** What has arrived of it, and how much it will be. Bytes. */
  received: number;
  size: number;
}

export interface BlobIndex {
  blob(workspace: string, id: string): Promise<StoredBlob | undefined>;
  /** False when it exists already. */
  addBlob(blob: StoredBlob): Promise<boolean>;
  /** Counts a piece that follows what was received; a piece that another writer was faster with counts once. */
  growBlob(blob: StoredBlob, bytes: number): Promise<void>;
  deleteBlob(workspace: string, id: string): Promise<void>;
  /** Bytes are as announced, whether they have arrived or not. */
  blobUse(workspace: string): Promise<{ blobs: number; bytes: number }>;
}

export function blobQueries(database: Kysely<Tables>): BlobIndex {
  return {
    blob: (workspace, id) =>
      database
        .selectFrom('blobs')
        .selectAll()
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .executeTakeFirst(),

    async addBlob(blob) {
      const added = await database
        .insertInto('blobs')
        .values(blob)
        .onConflict((conflict) => conflict.columns(['workspace', 'id']).doNothing())
        .executeTakeFirstOrThrow();
      return added.numInsertedOrUpdatedRows === 1n;
    },

    async growBlob({ workspace, id, received }, bytes) {
      await database
        .updateTable('blobs')
        .set({ received: received + bytes })
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .where('received', '=', received)
        .execute();
    },

    async deleteBlob(workspace, id) {
      await database.deleteFrom('blobs').where('workspace', '=', workspace).where('id', '=', id).execute();
    },

    async blobUse(workspace) {
      const { blobs, bytes } = await database
        .selectFrom('blobs')
        .select(({ fn }) => [fn.countAll<number>().as('blobs'), fn.sum<number | null>('size').as('bytes')])
        .where('workspace', '=', workspace)
        .executeTakeFirstOrThrow();
      return { blobs, bytes: bytes ?? 0 };
    },
  };
}
