import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { ClaimStore } from './storage.ts';

export function claimQueries(database: Kysely<Tables>): ClaimStore {
  return {
    claim: ({ workspace, key, device, expiresAt, now }) =>
      database.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('claims')
          .where('workspace', '=', workspace)
          .where('expires_at', '<=', now)
          .execute();
        await transaction
          .insertInto('claims')
          .values({ workspace, key, device, expires_at: expiresAt })
          .onConflict((conflict) => conflict.columns(['workspace', 'key']).doNothing())
          .execute();
        const held = await transaction
          .selectFrom('claims')
          .select(['device', 'expires_at'])
          .where('workspace', '=', workspace)
          .where('key', '=', key)
          .executeTakeFirstOrThrow();
        return { device: held.device, expiresAt: held.expires_at };
      }),

    async claimCount(workspace) {
      const { count } = await database
        .selectFrom('claims')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('workspace', '=', workspace)
        .executeTakeFirstOrThrow();
      return count;
    },

    async useOnce(mark, expiresAt, now) {
      await database.deleteFrom('used_marks').where('expires_at', '<=', now).execute();
      const used = await database
        .insertInto('used_marks')
        .values({ mark, expires_at: expiresAt })
        .onConflict((conflict) => conflict.column('mark').doNothing())
        .executeTakeFirstOrThrow();
      return used.numInsertedOrUpdatedRows === 1n;
    },
  };
}
