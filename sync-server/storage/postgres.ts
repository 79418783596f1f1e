import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Transaction } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';
import { createPeers, notifyMembership, notifyRooms } from './postgres-peers.ts';
import { queries } from './queries.ts';
import { encodeRow } from './rows.ts';
import type { Tables } from './schema.ts';
import { migrate } from './migrations.ts';
import type { RoomBatch } from './rooms.ts';
import type { Storage } from './storage.ts';

/** PostgreSQL's numbers of the types int8 and numeric. */
const wideNumbers = new Set([20, 1700]);
const patienceMilliseconds = 10_000;

/** Counts, sums and times are far below 2^53, so they are plain numbers, as in SQLite. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    wideNumbers.has(oid)
      ? (text: string) => Number(text)
      : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
};

function createPool(url: string, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: patienceMilliseconds,
    // What is acknowledged is on the disk, whatever the server's own default is.
    options: '-c synchronous_commit=on',
    types,
  });
  pool.on('error', (error) => log.warn({ code: error.name }, 'an idle database connection was lost'));
  return pool;
}

/** Locks rooms in the order of their ids, so that two relays never wait for each other. */
async function lockRooms(transaction: Transaction<Tables>, ids: number[]): Promise<Map<number, number>> {
  const rows = await transaction
    .selectFrom('rooms')
    .select(['id', 'last_seq'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map(({ id, last_seq }) => [id, last_seq]));
}

async function updateRooms(
  transaction: Transaction<Tables>,
  batches: RoomBatch[],
  seqs: number[],
): Promise<void> {
  const ids = batches.map(({ roomId }) => roomId);
  const clients = batches.map(({ lastAppend }) => lastAppend?.client ?? null);
  const clocks = batches.map(({ lastAppend }) => lastAppend?.clock ?? null);
  await sql`
    update rooms
    set last_seq = given.seq,
        last_client = coalesce(given.client, rooms.last_client),
        last_clock = coalesce(given.clock, rooms.last_clock)
    from unnest(${ids}::int[], ${seqs}::bigint[], ${clients}::bigint[], ${clocks}::bigint[])
      as given(id, seq, client, clock)
    where rooms.id = given.id
  `.execute(transaction);
}

/** The rooms' rows are numbered in the order of their commits, so that a reader never misses an earlier one. */
async function commitBatches(
  transaction: Transaction<Tables>,
  batches: RoomBatch[],
  from: string,
): Promise<number[]> {
  const lastSeqs = await lockRooms(
    transaction,
    batches.map(({ roomId }) => roomId),
  );
  const rows = batches.map(({ roomId, updates, weight }) => {
    const data = encodeRow(updates);
    return { room_id: roomId, seq: (lastSeqs.get(roomId) ?? 0) + 1, size: weight ?? data.length, data };
  });
  await transaction.insertInto('room_rows').values(rows).execute();
  const seqs = rows.map(({ seq }) => seq);
  await updateRooms(transaction, batches, seqs);
  await notifyRooms(
    transaction,
    from,
    rows.map(({ room_id, seq }) => ({ roomId: room_id, seq })),
  );
  return seqs;
}

/**
 * Storage in PostgreSQL, shared by as many relays as wanted. Throws when the database cannot be reached.
 * The connections must keep their session (LISTEN): no pooler in transaction mode in between.
 */
export async function openPostgresStorage(deps: { url: string; log: Log }): Promise<Storage> {
  const pool = createPool(deps.url, deps.log);
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(database, 'postgres');
  } catch (error) {
    await database.destroy();
    throw error;
  }
  const peers = createPeers({ ...deps, database });
  const tell = (transaction: Transaction<Tables>, workspace: string): Promise<void> =>
    notifyMembership(transaction, peers.id, workspace);
  const lockRoom = async (transaction: Transaction<Tables>, roomId: number): Promise<void> =>
    void (await lockRooms(transaction, [roomId]));
  return {
    ...queries({ database, lockRoom, tell }),
    commit: (batches) =>
      batches.length === 0
        ? Promise.resolve([])
        : database.transaction().execute((transaction) => commitBatches(transaction, batches, peers.id)),
    async forget() {
      await sql`vacuum room_rows`.execute(database);
    },
    peers,
    copyTo: undefined,
    async close() {
      await peers.close();
      await database.destroy();
    },
  };
}
