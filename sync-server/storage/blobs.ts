import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { BlobIndex } from './storage.ts';

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
