import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** What a business publishes of a person's request, by the code that names it. */
export interface StoredRequestStatus {
  workspace: string;
  code: string;
  state: string;
  text: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface RequestStatusStore {
  requestStatus(
    workspace: string,
    code: string,
    now: number,
  ): Promise<Pick<StoredRequestStatus, 'state' | 'text'> | undefined>;
  saveRequestStatus(status: StoredRequestStatus): Promise<void>;
}

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
