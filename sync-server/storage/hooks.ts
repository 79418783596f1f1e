import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

export interface StoredHook {
  workspace: string;
  /** Settings that the relay itself must read, encrypted at rest. */
  sealedSettings: string;
}

export interface HookStore {
  hook(workspace: string): Promise<StoredHook | undefined>;
  saveHook(hook: StoredHook): Promise<void>;
  deleteHook(workspace: string): Promise<void>;
}

export function hookQueries(database: Kysely<Tables>): HookStore {
  return {
    async hook(workspace) {
      const row = await database
        .selectFrom('hooks')
        .selectAll()
        .where('workspace', '=', workspace)
        .executeTakeFirst();
      return row && { workspace: row.workspace, sealedSettings: row.sealed_settings };
    },

    async saveHook({ workspace, sealedSettings }) {
      await database
        .insertInto('hooks')
        .values({ workspace, sealed_settings: sealedSettings })
        .onConflict((conflict) =>
          conflict.column('workspace').doUpdateSet({ sealed_settings: sealedSettings }),
        )
        .execute();
    },

    async deleteHook(workspace) {
      await database.deleteFrom('hooks').where('workspace', '=', workspace).execute();
    },
  };
}
