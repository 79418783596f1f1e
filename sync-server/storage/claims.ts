import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';
import type { ClaimStore, ClaimWish } from './storage.ts';

async function count(
  transaction: Transaction<Tables>,
  workspace: string,
  devices?: string[],
): Promise<number> {
  const { count } = await transaction
    .selectFrom('claims')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace', '=', workspace)
    .$if(devices !== undefined, (query) => query.where('device', 'in', devices!))
    .executeTakeFirstOrThrow();
  return count;
}

/** Others are not stopped by a member that claims without end: each has something left. */
async function isTooMuch(transaction: Transaction<Tables>, wish: ClaimWish): Promise<boolean> {
  const held = await count(transaction, wish.workspace, wish.devices);
  if (held >= wish.mostOfMember) return true;
  return held >= wish.leastOfMember && (await count(transaction, wish.workspace)) >= wish.mostOfWorkspace;
}

export function claimQueries(database: Kysely<Tables>): ClaimStore {
  return {
    claim: (wish) =>
      database.transaction().execute(async (transaction) => {
        const { workspace, key, device, start, expiresAt, now } = wish;
        await transaction
          .deleteFrom('claims')
          .where('workspace', '=', workspace)
          .where('expires_at', '<=', now)
          .execute();
        const find = () =>
          transaction
            .selectFrom('claims')
            .select(['device', 'start', 'expires_at'])
            .where('workspace', '=', workspace)
            .where('key', '=', key)
            .executeTakeFirst();
        if ((await find()) === undefined) {
          if (await isTooMuch(transaction, wish)) return undefined;
          await transaction
            .insertInto('claims')
            .values({ workspace, key, device, start, expires_at: expiresAt })
            .onConflict((conflict) => conflict.columns(['workspace', 'key']).doNothing())
            .execute();
        }
        const held = await find();
        return held && { device: held.device, start: held.start, expiresAt: held.expires_at };
      }),

    async passOn({ workspace, key, device, start }, from) {
      const passed = await database
        .updateTable('claims')
        .set({ start })
        .where('workspace', '=', workspace)
        .where('key', '=', key)
        .where('device', '=', device)
        .where('start', '=', from)
        .executeTakeFirstOrThrow();
      return passed.numUpdatedRows === 1n;
    },

    async isUsed(mark, now) {
      const used = await database
        .selectFrom('used_marks')
        .select('mark')
        .where('mark', '=', mark)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return used !== undefined;
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
