import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { MailboxStore } from './storage.ts';

export function mailboxQueries(database: Kysely<Tables>): MailboxStore {
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
