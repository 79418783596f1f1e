import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** Addresses at which webhooks of other programs are taken in, by their hash. */
export interface WebhookSourceStore {
  /** The workspace whose it is. */
  webhookSource(hash: string): Promise<string | undefined>;
  /** False, and nothing saved, where the workspace has too many. */
  saveWebhookSource(workspace: string, hash: string, most: number): Promise<boolean>;
  deleteWebhookSource(workspace: string, hash: string): Promise<void>;
}

export function webhookSourceQueries(database: Kysely<Tables>): WebhookSourceStore {
  return {
    async webhookSource(hash) {
      const row = await database
        .selectFrom('webhook_sources')
        .select('workspace')
        .where('hash', '=', hash)
        .executeTakeFirst();
      return row?.workspace;
    },

    saveWebhookSource: (workspace, hash, most) =>
      database.transaction().execute(async (transaction) => {
        const { count } = await transaction
          .selectFrom('webhook_sources')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('workspace', '=', workspace)
          .where('hash', '!=', hash)
          .executeTakeFirstOrThrow();
        if (count >= most) return false;
        await transaction
          .insertInto('webhook_sources')
          .values({ hash, workspace })
          .onConflict((conflict) => conflict.column('hash').doNothing())
          .execute();
        return true;
      }),

    async deleteWebhookSource(workspace, hash) {
      await database
        .deleteFrom('webhook_sources')
        .where('workspace', '=', workspace)
        .where('hash', '=', hash)
        .execute();
    },
  };
}
