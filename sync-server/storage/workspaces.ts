import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';
import type { HookStore, NewMemberships, WorkspaceStore } from './storage.ts';

/** `tell`: heard by other relays when the transaction commits, and only then. */
export function workspaceQueries(
  database: Kysely<Tables>,
  tell?: (transaction: Transaction<Tables>, workspace: string) => Promise<void>,
): WorkspaceStore {
  return {
    async membership(workspace) {
      const row = await database
        .selectFrom('workspaces')
        .innerJoin('memberships', (join) =>
          join
            .onRef('memberships.workspace', '=', 'workspaces.id')
            .onRef('memberships.hash', '=', 'workspaces.hash'),
        )
        .select(['workspace', 'sequence', 'memberships.hash', 'payload', 'signature', 'seals'])
        .where('workspaces.id', '=', workspace)
        .executeTakeFirst();
      return row && { ...row, seals: JSON.parse(row.seals) as Record<string, string> };
    },

    memberships: (workspace, after, most) =>
      database
        .selectFrom('memberships')
        .selectAll()
        .where('workspace', '=', workspace)
        .where('sequence', '>', after)
        .orderBy('sequence')
        .limit(most)
        .execute(),

    saveMemberships: (next) =>
      database.transaction().execute(async (transaction) => {
        if (!(await takeHead(transaction, next))) return false;
        const { workspace } = next;
        await transaction
          .deleteFrom('memberships')
          .where('workspace', '=', workspace)
          .where(({ eb, or }) =>
            or([eb('sequence', '>=', next.replacesFrom), eb('sequence', '<', next.forgetsBefore)]),
          )
          .execute();
        for (const { sequence, hash, payload, signature } of next.records)
          await transaction
            .insertInto('memberships')
            .values({ workspace, sequence, hash, payload, signature })
            .execute();
        for (const { device, signKey } of next.removed)
          await transaction
            .insertInto('former_devices')
            .values({ workspace, device, sign_key: signKey })
            .onConflict((conflict) =>
              conflict.columns(['workspace', 'device']).doUpdateSet({ sign_key: signKey }),
            )
            .execute();
        await transaction
          .deleteFrom('nominees')
          .where('workspace', '=', workspace)
          .where('id', '!=', next.nominee ?? '')
          .execute();
        await tell?.(transaction, workspace);
        return true;
      }),

    async workspaceOfRoot(root) {
      const row = await database
        .selectFrom('workspaces')
        .select('id')
        .where('root', '=', root)
        .executeTakeFirst();
      return row?.id;
    },

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

/** Of several that come at once for one place, one is taken. */
async function takeHead(
  transaction: Transaction<Tables>,
  { workspace, records, expects, root, removesAt, createdBy }: NewMemberships,
): Promise<boolean> {
  const last = records.at(-1)!;
  const head = {
    hash: last.hash,
    seals: JSON.stringify(last.seals ?? {}),
    root,
    removes_at: removesAt ?? null,
  };
  if (expects === undefined) {
    const made = await transaction
      .insertInto('workspaces')
      .values({ id: workspace, ...head, created_by: createdBy ?? null })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow();
    return made.numInsertedOrUpdatedRows === 1n;
  }
  const moved = await transaction
    .updateTable('workspaces')
    .set(head)
    .where('id', '=', workspace)
    .where('hash', '=', expects)
    .executeTakeFirstOrThrow();
  return moved.numUpdatedRows === 1n;
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
