import type { Kysely } from 'kysely';
import type { NoteSide, Tables } from './schema.ts';

/** Times are milliseconds since 1970. */
export interface StoredInvitation {
  workspace: string;
  id: string;
  secretHash: string;
  expiresAt: number;
  withdrawn: boolean;
}

export interface StoredNote {
  workspace: string;
  /** Of the invitation. */
  id: string;
  side: NoteSide;
  /** Counts the notes of its side, from 0. */
  number: number;
  /** Base64url. */
  sealed: string;
}

export interface MailboxStore {
  invitation(workspace: string, id: string): Promise<StoredInvitation | undefined>;
  openInvitations(workspace: string, now: number): Promise<number>;
  /** False when there is one of this id. */
  addInvitation(invitation: StoredInvitation): Promise<boolean>;
  /** Takes its notes away too. */
  withdrawInvitation(workspace: string, id: string): Promise<void>;
  /** Of both sides, each in order. */
  notes(workspace: string, id: string): Promise<Pick<StoredNote, 'side' | 'sealed'>[]>;
  /** False when there is one of this number. */
  addNote(note: StoredNote): Promise<boolean>;
  forgetInvitations(workspace: string, expiredBefore: number): Promise<void>;
}

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
