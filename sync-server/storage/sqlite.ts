import { Kysely, SqliteDialect, sql } from 'kysely';
import type { Transaction } from 'kysely';
import { emptyLog } from './closings.ts';
import { openNodeSqlite, type OpenedSqlite } from './node-sqlite.ts';
import { queries } from './queries.ts';
import { encodeRow } from './rows.ts';
import type { Tables } from './schema.ts';
import { migrate } from './migrations.ts';
import type { RoomBatch } from './rooms.ts';
import type { Storage } from './storage.ts';

async function writeBatch(transaction: Transaction<Tables>, batch: RoomBatch): Promise<number> {
  const data = encodeRow(batch.updates);
  const { seq } = await transaction
    .insertInto('room_rows')
    .values({ room_id: batch.roomId, size: batch.weight ?? data.length, data })
    .returning('seq')
    .executeTakeFirstOrThrow();
  if (batch.lastAppend === undefined) return seq;
  await transaction
    .updateTable('rooms')
    .set({ last_client: batch.lastAppend.client, last_clock: batch.lastAppend.clock })
    .where('id', '=', batch.roomId)
    .execute();
  return seq;
}

/** Storage in one SQLite file. Throws when another relay holds the file. */
export async function openSqliteStorage(file: string): Promise<Storage> {
  const opened = openNodeSqlite(file);
  try {
    await makeTables(opened);
  } catch (error) {
    opened.database.close();
    throw error;
  }
  return sqliteStorage(opened);
}

function queriesOver({ database }: OpenedSqlite): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}

/** Brings a new database to the tables of today. */
export async function makeTables(opened: OpenedSqlite): Promise<void> {
  await migrate(queriesOver(opened), 'sqlite');
}

/** Storage over a database that has its tables. */
export function sqliteStorage(opened: OpenedSqlite): Storage {
  const database = queriesOver(opened);
  // One relay a file and one transaction at a time: there is nobody to lock out.
  const lockRoom = async () => {};
  const answers = queries({ database, lockRoom });
  return {
    ...answers,
    async endRemoval(workspace) {
      await answers.endRemoval(workspace);
      await emptyLog(database);
    },
    commit: (batches) =>
      database.transaction().execute(async (transaction) => {
        const seqs: number[] = [];
        for (const batch of batches) seqs.push(await writeBatch(transaction, batch));
        return seqs;
      }),
    async forget() {
      await sql`pragma wal_checkpoint(truncate)`.execute(database);
    },
    peers: undefined,
    copyTo: opened.copyTo,
    async close() {
      // Kysely closes only what it has used.
      await sql`select 1`.execute(database);
      await database.destroy();
    },
  };
}
