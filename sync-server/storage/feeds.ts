import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** A calendar that whoever has its address may read. The one thing in plain text. Times: ms since 1970. */
export interface StoredFeed {
  id: string;
  workspace: string;
  text: string;
  /** What stands there when nobody has renewed it for too long. */
  expiredText: string;
  etag: string;
  expiredEtag: string;
  expiresAt: number;
}

export interface FeedStore {
  feed(id: string): Promise<StoredFeed | undefined>;
  /** Forgets those of the workspace that expired before a moment. False, and nothing saved, where another workspace has the id, or there are too many. */
  saveFeed(feed: StoredFeed, limits: { most: number; expiredBefore: number }): Promise<boolean>;
  deleteFeed(workspace: string, id: string): Promise<void>;
}

export function feedQueries(database: Kysely<Tables>): FeedStore {
  return {
    async feed(id) {
      const row = await database.selectFrom('feeds').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) return undefined;
      const { expired_text: expiredText, expired_etag: expiredEtag, expires_at: expiresAt, ...rest } = row;
      return { ...rest, expiredText, expiredEtag, expiresAt };
    },

    saveFeed: (feed, { most, expiredBefore }) =>
      database.transaction().execute(async (transaction) => {
        const { id, workspace, text, expiredText, etag, expiredEtag, expiresAt } = feed;
        await transaction
          .deleteFrom('feeds')
          .where('workspace', '=', workspace)
          .where('expires_at', '<', expiredBefore)
          .execute();
        const known = await transaction
          .selectFrom('feeds')
          .select('workspace')
          .where('id', '=', id)
          .executeTakeFirst();
        if (known !== undefined && known.workspace !== workspace) return false;
        const { count } = await transaction
          .selectFrom('feeds')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('workspace', '=', workspace)
          .executeTakeFirstOrThrow();
        if (known === undefined && count >= most) return false;
        const values = {
          text,
          expired_text: expiredText,
          etag,
          expired_etag: expiredEtag,
          expires_at: expiresAt,
        };
        await transaction
          .insertInto('feeds')
          .values({ id, workspace, ...values })
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet(values).where('feeds.workspace', '=', workspace),
          )
          .execute();
        return true;
      }),

    async deleteFeed(workspace, id) {
      await database.deleteFrom('feeds').where('workspace', '=', workspace).where('id', '=', id).execute();
    },
  };
}
