import { Kysely, SqliteDialect } from 'kysely';
import type { Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { openNodeSqlite } from './node-sqlite.ts';
import { decodeRow, encodeRow } from './rows.ts';
import type { Tables } from './schema.ts';
import { migrations } from './schema.ts';
import type { OpenedRoom, RoomBatch, Storage } from './storage.ts';

type Database = Kysely<Tables> | Transaction<Tables>;

async function migrate(database: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function use(database: Database, roomId: number): Promise<{ rows: number; bytes: number }> {
  const found = await database
    .selectFrom('room_rows')
    .select(({ fn }) => [fn.countAll<number>().as('rows'), fn.sum<number | null>('size').as('bytes')])
    .where('room_id', '=', roomId)
    .executeTakeFirstOrThrow();
  return { rows: found.rows, bytes: found.bytes ?? 0 };
}

async function openRoom(database: Database, workspace: string, name: string): Promise<OpenedRoom> {
  await database
    .insertInto('rooms')
    .values({ workspace, name })
    .onConflict((conflict) => conflict.columns(['workspace', 'name']).doNothing())
    .execute();
  const { id, last_client, last_clock } = await database
    .selectFrom('rooms')
    .select(['id', 'last_client', 'last_clock'])
    .where('workspace', '=', workspace)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  const hasAppended = last_client !== null && last_clock !== null;
  return {
    id,
    ...(await use(database, id)),
    lastAppend: hasAppended ? { client: last_client, clock: last_clock } : undefined,
  };
}

async function writeBatch(transaction: Transaction<Tables>, batch: RoomBatch): Promise<void> {
  await insertRow(transaction, batch.roomId, encodeRow(batch.updates));
  if (batch.lastAppend === undefined) return;
  await transaction
    .updateTable('rooms')
    .set({ last_client: batch.lastAppend.client, last_clock: batch.lastAppend.clock })
    .where('id', '=', batch.roomId)
    .execute();
}

async function insertRow(transaction: Transaction<Tables>, roomId: number, data: Uint8Array): Promise<void> {
  await transaction.insertInto('room_rows').values({ room_id: roomId, size: data.length, data }).execute();
}

function roomQueries(database: Kysely<Tables>) {
  return {
    openRoom: (workspace, name) =>
      database.transaction().execute((transaction) => openRoom(transaction, workspace, name)),

    async workspaceUse(workspace) {
      const found = await database
        .selectFrom('rooms')
        .leftJoin('room_rows', 'room_rows.room_id', 'rooms.id')
        .select(({ fn }) => [
          fn.count<number>('rooms.id').distinct().as('rooms'),
          fn.sum<number | null>('room_rows.size').as('bytes'),
        ])
        .where('rooms.workspace', '=', workspace)
        .executeTakeFirstOrThrow();
      return { rooms: found.rooms, bytes: found.bytes ?? 0 };
    },

    commit: (batches) =>
      database.transaction().execute(async (transaction) => {
        for (const batch of batches) await writeBatch(transaction, batch);
      }),

    async readContent(roomId) {
      const rows = await database
        .selectFrom('room_rows')
        .select(['seq', 'data'])
        .where('room_id', '=', roomId)
        .orderBy('seq')
        .execute();
      return {
        updates: rows.flatMap((row) => decodeRow(row.data)),
        upTo: rows.at(-1)?.seq ?? 0,
        rows: rows.length,
      };
    },

    replaceContent: (roomId, upTo, update) =>
      database.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('room_rows')
          .where('room_id', '=', roomId)
          .where('seq', '<=', upTo)
          .execute();
        await insertRow(transaction, roomId, encodeRow([update]));
        return use(transaction, roomId);
      }),
  } satisfies Partial<Storage>;
}

function workspaceQueries(database: Kysely<Tables>) {
  return {
    async membership(workspace) {
      const row = await database
        .selectFrom('workspaces')
        .selectAll()
        .where('id', '=', workspace)
        .executeTakeFirst();
      return row && { ...row, workspace: row.id };
    },

    async saveMembership({ workspace, sequence, payload, signature }) {
      const result = await database
        .insertInto('workspaces')
        .values({ id: workspace, sequence, payload, signature })
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet({ sequence, payload, signature })
            .where('workspaces.sequence', '<', sequence),
        )
        .executeTakeFirstOrThrow();
      return result.numInsertedOrUpdatedRows === 1n;
    },

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
  } satisfies Partial<Storage>;
}

/** Storage in one SQLite file. Throws when another relay holds the file. */
export async function openSqliteStorage(file: string): Promise<Storage> {
  const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openNodeSqlite(file) }) });
  await migrate(database);
  return {
    ...workspaceQueries(database),
    ...roomQueries(database),
    close: () => database.destroy(),
  };
}
