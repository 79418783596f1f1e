import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { RequestStatusStore } from './storage.ts';

export function requestStatusQueries(database: Kysely<Tables>): RequestStatusStore {
  return {
    requestStatus: (workspace, code, now) =>
      database
        .selectFrom('request_statuses')
        .select(['state', 'text'])
        .where('workspace', '=', workspace)
        .where('code', '=', code)
        .where('expires_at', '>', now)
        .executeTakeFirst(),

    async saveRequestStatus({ workspace, code, state, text, expiresAt }) {
      const values = { state, text, expires_at: expiresAt };
      await database
        .insertInto('request_statuses')
        .values({ workspace, code, ...values })
        .onConflict((conflict) => conflict.columns(['workspace', 'code']).doUpdateSet(values))
        .execute();
    },
  };
}
