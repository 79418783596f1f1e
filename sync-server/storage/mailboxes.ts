import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { MailboxStore } from './storage.ts';

type Invitations = Pick<
  MailboxStore,
  | 'invitation'
  | 'openInvitations'
  | 'addInvitation'
  | 'withdrawInvitation'
  | 'notes'
  | 'addNote'
  | 'forgetInvitations'
>;

function invitationQueries(database: Kysely<Tables>): Invitations {
  const update = (workspace: string, id: string) =>
    database.updateTable('invitations').where('workspace', '=', workspace).where('id', '=', id);

  return {
    async invitation(workspace, id) {
      const row = await database
        .selectFrom('invitations')
        .selectAll()
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .executeTakeFirst();
      return (
        row && {
          workspace,
          id,
          secretHash: row.secret_hash,
          expiresAt: row.expires_at,
          withdrawn: row.withdrawn === 1,
        }
      );
    },

    async openInvitations(workspace, now) {
      const { count } = await database
        .selectFrom('invitations')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('workspace', '=', workspace)
        .where('withdrawn', '=', 0)
        .where('expires_at', '>', now)
        .executeTakeFirstOrThrow();
      return count;
    },

    async addInvitation({ workspace, id, secretHash, expiresAt }) {
      const added = await database
        .insertInto('invitations')
        .values({
          workspace,
          id,
          secret_hash: secretHash,
          expires_at: expiresAt,
          withdrawn: 0,
        })
        .onConflict((conflict) => conflict.columns(['workspace', 'id']).doNothing())
        .executeTakeFirstOrThrow();
      return added.numInsertedOrUpdatedRows === 1n;
    },

    async withdrawInvitation(workspace, id) {
      await update(workspace, id).set({ withdrawn: 1 }).execute();
      await database
        .deleteFrom('invitation_notes')
        .where('workspace', '=', workspace)
        .where('invitation', '=', id)
        .execute();
    },

    notes: (workspace, id) =>
      database
        .selectFrom('invitation_notes')
        .select(['side', 'sealed'])
        .where('workspace', '=', workspace)
        .where('invitation', '=', id)
        .orderBy('number')
        .execute(),

    async addNote({ workspace, id, side, number, sealed }) {
      const added = await database
        .insertInto('invitation_notes')
        .values({ workspace, invitation: id, side, number, sealed })
        .onConflict((conflict) => conflict.columns(['workspace', 'invitation', 'side', 'number']).doNothing())
        .executeTakeFirstOrThrow();
      return added.numInsertedOrUpdatedRows === 1n;
    },

    async forgetInvitations(workspace, expiredBefore) {
      const over = database
        .selectFrom('invitations')
        .select('id')
        .where('workspace', '=', workspace)
        .where('expires_at', '<', expiredBefore);
      await database
        .deleteFrom('invitation_notes')
        .where('workspace', '=', workspace)
        .where('invitation', 'in', over)
        .execute();
      await database
        .deleteFrom('invitations')
        .where('workspace', '=', workspace)
        .where('expires_at', '<', expiredBefore)
        .execute();
    },
  };
}

type Recovery = Omit<MailboxStore, keyof Invitations>;

function recoveryQueries(database: Kysely<Tables>): Recovery {
  return {
    recovery: (id) =>
      database
        .selectFrom('recovery_drops')
        .select(['workspace', 'sealed'])
        .where('id', '=', id)
        .executeTakeFirst(),

    async recoveryCount(workspace) {
      const { count } = await database
        .selectFrom('recovery_drops')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('workspace', '=', workspace)
        .executeTakeFirstOrThrow();
      return count;
    },

    async saveRecovery({ id, workspace, sealed }) {
      const saved = await database
        .insertInto('recovery_drops')
        .values({ id, workspace, sealed })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet({ sealed }).where('recovery_drops.workspace', '=', workspace),
        )
        .executeTakeFirstOrThrow();
      return saved.numInsertedOrUpdatedRows === 1n;
    },

    async deleteRecovery(workspace, id) {
      await database
        .deleteFrom('recovery_drops')
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .execute();
    },
  };
}

export function mailboxQueries(database: Kysely<Tables>): MailboxStore {
  return { ...invitationQueries(database), ...recoveryQueries(database) };
}
