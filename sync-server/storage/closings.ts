import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { StoredBlob } from './blobs.ts';
import type { Database, Tables } from './schema.ts';

/** How much there was of a workspace when it was removed. */
export interface RemovedRows {
  rooms: number;
  /** Of the rooms. */
  bytes: number;
  blobs: number;
  blobBytes: number;
  feeds: number;
  pages: number;
  webhooks: number;
  claims: number;
  invitations: number;
}

export interface StoredClosing {
  id: string;
  sealed: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface ClosingStore {
  /** Those whose time to be removed has come, and those of which the removal was cut off. */
  dueClosings(now: number): Promise<string[]>;
  /**
   * Keeps what is left of a workspace, and takes away all but its rooms and blobs: from then on nobody is let in.
   * `undefined` where its newest record is another than `hash`, so that an owner who opens it again is not overtaken.
   */
  beginRemoval(
    workspace: string,
    hash: string,
    left: (removed: RemovedRows) => StoredClosing,
  ): Promise<RemovedRows | undefined>;
  /** Takes away so many rows of its rooms; `false` when nothing of them is left. */
  removeRoomRows(workspace: string, most: number): Promise<boolean>;
  /** Of its blobs. */
  blobsOf(workspace: string, most: number): Promise<StoredBlob[]>;
  /** Nothing is left of it. */
  endRemoval(workspace: string): Promise<void>;
  /** What is left of a workspace that was removed. */
  closed(id: string, now: number): Promise<string | undefined>;
}

/** All that names a workspace but its rooms and blobs, which may be large. */
const small = [
  'memberships',
  'former_devices',
  'hooks',
  'webhook_sources',
  'invitation_notes',
  'invitations',
  'claims',
  'feeds',
  'public_pages',
  'bookings',
  'free_times',
  'time_claims',
  'time_lists',
  'request_statuses',
  'nominees',
] as const;

async function count(
  database: Database,
  table: 'hooks' | 'invitations' | 'claims' | 'feeds' | 'public_pages',
  workspace: string,
): Promise<number> {
  const { rows } = await database
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('workspace', '=', workspace)
    .executeTakeFirstOrThrow();
  return rows;
}

async function removedRows(database: Database, workspace: string): Promise<RemovedRows> {
  const rooms = await database
    .selectFrom('rooms')
    .leftJoin('room_rows', 'room_rows.room_id', 'rooms.id')
    .select(({ fn }) => [
      fn.count<number>('rooms.id').distinct().as('rooms'),
      fn.sum<number | null>('room_rows.size').as('bytes'),
    ])
    .where('rooms.workspace', '=', workspace)
    .executeTakeFirstOrThrow();
  const blobs = await database
    .selectFrom('blobs')
    .select(({ fn }) => [fn.countAll<number>().as('blobs'), fn.sum<number | null>('size').as('bytes')])
    .where('workspace', '=', workspace)
    .executeTakeFirstOrThrow();
  return {
    rooms: rooms.rooms,
    bytes: rooms.bytes ?? 0,
    blobs: blobs.blobs,
    blobBytes: blobs.bytes ?? 0,
    feeds: await count(database, 'feeds', workspace),
    pages: await count(database, 'public_pages', workspace),
    webhooks: await count(database, 'hooks', workspace),
    claims: await count(database, 'claims', workspace),
    invitations: await count(database, 'invitations', workspace),
  };
}

/** `tell`: see `workspaceQueries`. */
export function closingQueries(
  database: Kysely<Tables>,
  tell?: (transaction: Transaction<Tables>, workspace: string) => Promise<void>,
): ClosingStore {
  return {
    async dueClosings(now) {
      await database.deleteFrom('closed_workspaces').where('expires_at', '<=', now).execute();
      const due = await database
        .selectFrom('workspaces')
        .select('id')
        .where('removes_at', '<=', now)
        .execute();
      return due.map(({ id }) => id);
    },

    beginRemoval: (workspace, hash, left) =>
      database.transaction().execute(async (transaction) => {
        const removed = await removedRows(transaction, workspace);
        // Its row stays until its rooms are gone, and is nobody's head any more: nobody comes in, and nobody makes it anew.
        const taken = await transaction
          .updateTable('workspaces')
          .set({ hash: '', seals: '{}' })
          .where('id', '=', workspace)
          .where('hash', '=', hash)
          .executeTakeFirstOrThrow();
        if (taken.numUpdatedRows !== 1n) return undefined;
        const { id, sealed, expiresAt } = left(removed);
        await transaction
          .insertInto('closed_workspaces')
          .values({ id, sealed, expires_at: expiresAt })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ sealed, expires_at: expiresAt }))
          .execute();
        for (const table of small)
          await transaction.deleteFrom(table).where('workspace', '=', workspace).execute();
        await tell?.(transaction, workspace);
        return removed;
      }),

    async removeRoomRows(workspace, most) {
      const found = await database
        .selectFrom('room_rows')
        .innerJoin('rooms', 'rooms.id', 'room_rows.room_id')
        .select(['room_rows.room_id', 'room_rows.seq'])
        .where('rooms.workspace', '=', workspace)
        .limit(most)
        .execute();
      for (const { room_id, seq } of found)
        await database
          .deleteFrom('room_rows')
          .where('room_id', '=', room_id)
          .where('seq', '=', seq)
          .execute();
      return found.length > 0;
    },

    blobsOf: (workspace, most) =>
      database.selectFrom('blobs').selectAll().where('workspace', '=', workspace).limit(most).execute(),

    endRemoval: (workspace) =>
      database.transaction().execute(async (transaction) => {
        const rooms = transaction.selectFrom('rooms').select('id').where('workspace', '=', workspace);
        await transaction.deleteFrom('room_rows').where('room_id', 'in', rooms).execute();
        await transaction.deleteFrom('rooms').where('workspace', '=', workspace).execute();
        await transaction.deleteFrom('workspaces').where('id', '=', workspace).execute();
      }),

    async closed(id, now) {
      const row = await database
        .selectFrom('closed_workspaces')
        .select('sealed')
        .where('id', '=', id)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row?.sealed;
    },
  };
}

/** What SQLite's log still holds goes into the file, where it was overwritten, and the log is emptied. */
export async function emptyLog(database: Kysely<Tables>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(database);
}
