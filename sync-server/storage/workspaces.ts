import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';
import type { HookStore, WorkspaceStore } from './storage.ts';

/** `tell`: heard by other relays when the transaction commits, and only then. */
export function workspaceQueries(
  database: Kysely<Tables>,
  tell?: (transaction: Transaction<Tables>, workspace: string) => Promise<void>,
): WorkspaceStore {
  return {
    async membership(workspace) {
      const row = await database
        .selectFrom('workspaces')
        .select(['id', 'sequence', 'payload', 'signature'])
        .where('id', '=', workspace)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { id, ...signed } = row;
      return { workspace: id, ...signed };
    },

    saveMembership: ({ workspace, sequence, payload, signature }, { removed = [], createdBy } = {}) =>
      database.transaction().execute(async (transaction) => {
        const result = await transaction
          .insertInto('workspaces')
          .values({ id: workspace, sequence, payload, signature, created_by: createdBy ?? null })
          .onConflict((conflict) =>
            conflict
              .column('id')
              .doUpdateSet({ sequence, payload, signature })
              .where('workspaces.sequence', '<', sequence),
          )
          .executeTakeFirstOrThrow();
        if (result.numInsertedOrUpdatedRows !== 1n) return false;
        for (const { device, signKey } of removed) {
          await transaction
            .insertInto('former_devices')
            .values({ workspace, device, sign_key: signKey })
            .onConflict((conflict) =>
              conflict.columns(['workspace', 'device']).doUpdateSet({ sign_key: signKey }),
            )
            .execute();
        }
        await tell?.(transaction, workspace);
        return true;
      }),

    async formerKey(workspace, device) {
      const row = await database
        .selectFrom('former_devices')
        .select('sign_key')
        .where('workspace', '=', workspace)
        .where('device', '=', device)
        .executeTakeFirst();
      return row?.sign_key;
    },

    async hasWorkspaces() {
      const found = await database.selectFrom('workspaces').select('id').limit(1).executeTakeFirst();
      return found !== undefined;
    },

    async createdBy(tokenHash) {
      const row = await database
        .selectFrom('workspaces')
        .select('id')
        .where('created_by', '=', tokenHash)
        .executeTakeFirst();
      return row?.id;
    },
  };
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
