import type { Kysely, Transaction } from 'kysely';
import type { ItemId } from '#shared/sync/append-update.ts';
import { decodeRow, encodeRow } from './rows.ts';
import type { Database, Tables } from './schema.ts';

export interface OpenedRoom {
  id: number;
  /** Rows and bytes on disk now. */
  rows: number;
  bytes: number;
  /** The newest row's number. */
  seq: number;
  /** The last item that the relay itself appended, if any. */
  lastAppend: ItemId | undefined;
}

export interface RoomBatch {
  roomId: number;
  /** Updates in the order in which they came. */
  updates: Uint8Array[];
  /** What they count for against the room's limit; without it their bytes. */
  weight?: number;
  lastAppend?: ItemId | undefined;
}

export interface RoomContent {
  /** Every update of the room, oldest first. */
  updates: Uint8Array[];
  /** The newest row read: what `replaceContent` may replace. */
  upTo: number;
  rows: number;
}

export interface RoomStore {
  /** `undefined` when the room is new and the workspace has `mostRooms` already. */
  openRoom(workspace: string, name: string, mostRooms: number): Promise<OpenedRoom | undefined>;
  workspaceUse(workspace: string): Promise<{ rooms: number; bytes: number }>;
  /** All batches or none, in one transaction. Returns each batch's row number, in the same order. */
  commit(batches: RoomBatch[]): Promise<number[]>;
  /** With `after`: only the rows behind this one. */
  readContent(roomId: number, after?: number): Promise<RoomContent>;
  /** Replaces the rows up to `upTo` by one update, in one transaction. Returns the room's bytes and rows. */
  replaceContent(
    roomId: number,
    upTo: number,
    whole: { update: Uint8Array; weight?: number },
  ): Promise<{ rows: number; bytes: number }>;
}

async function use(
  database: Database,
  roomId: number,
): Promise<{ rows: number; bytes: number; seq: number }> {
  const { rows, bytes, seq } = await database
    .selectFrom('room_rows')
    .select(({ fn }) => [
      fn.countAll<number>().as('rows'),
      fn.sum<number | null>('size').as('bytes'),
      fn.max<number | null>('seq').as('seq'),
    ])
    .where('room_id', '=', roomId)
    .executeTakeFirstOrThrow();
  return { rows, bytes: bytes ?? 0, seq: seq ?? 0 };
}

function findRoom(database: Database, workspace: string, name: string) {
  return database
    .selectFrom('rooms')
    .select(['id', 'last_client', 'last_clock'])
    .where('workspace', '=', workspace)
    .where('name', '=', name)
    .executeTakeFirst();
}

async function roomCount(database: Database, workspace: string): Promise<number> {
  const { rooms } = await database
    .selectFrom('rooms')
    .select(({ fn }) => fn.countAll<number>().as('rooms'))
    .where('workspace', '=', workspace)
    .executeTakeFirstOrThrow();
  return rooms;
}

async function openRoom(
  database: Database,
  workspace: string,
  name: string,
  mostRooms: number,
): Promise<OpenedRoom | undefined> {
  const found = await findRoom(database, workspace, name);
  if (found === undefined) {
    if ((await roomCount(database, workspace)) >= mostRooms) return undefined;
    await database
      .insertInto('rooms')
      .values({ workspace, name })
      .onConflict((conflict) => conflict.columns(['workspace', 'name']).doNothing())
      .execute();
    return openRoom(database, workspace, name, Infinity);
  }
  const { id, last_client, last_clock } = found;
  const hasAppended = last_client !== null && last_clock !== null;
  return {
    id,
    ...(await use(database, id)),
    lastAppend: hasAppended ? { client: last_client, clock: last_clock } : undefined,
  };
}

/** What both kinds of database do alike; `lockRoom` keeps other relays from the room until the end. */
export function roomQueries(
  database: Kysely<Tables>,
  lockRoom: (transaction: Transaction<Tables>, roomId: number) => Promise<void>,
): Omit<RoomStore, 'commit'> {
  return {
    openRoom: (workspace, name, mostRooms) => openRoom(database, workspace, name, mostRooms),

    async workspaceUse(workspace) {
      const { bytes } = await database
        .selectFrom('rooms')
        .innerJoin('room_rows', 'room_rows.room_id', 'rooms.id')
        .select(({ fn }) => fn.sum<number | null>('room_rows.size').as('bytes'))
        .where('rooms.workspace', '=', workspace)
        .executeTakeFirstOrThrow();
      return { rooms: await roomCount(database, workspace), bytes: bytes ?? 0 };
    },

    async readContent(roomId, after) {
      const rows = await database
        .selectFrom('room_rows')
        .select(['seq', 'data'])
        .where('room_id', '=', roomId)
        .$if(after !== undefined, (query) => query.where('seq', '>', after!))
        .orderBy('seq')
        .execute();
      return {
        updates: rows.flatMap((row) => decodeRow(row.data)),
        upTo: rows.at(-1)?.seq ?? after ?? 0,
        rows: rows.length,
      };
    },

    replaceContent: (roomId, upTo, { update, weight }) =>
      database.transaction().execute(async (transaction) => {
        await lockRoom(transaction, roomId);
        await transaction
          .deleteFrom('room_rows')
          .where('room_id', '=', roomId)
          .where('seq', '<=', upTo)
          .execute();
        // In the place of the newest that it replaces: who has read that far needs it not, who has not does.
        const data = encodeRow([update]);
        await transaction
          .insertInto('room_rows')
          .values({ room_id: roomId, seq: upTo, size: weight ?? data.length, data })
          .execute();
        const { rows, bytes } = await use(transaction, roomId);
        return { rows, bytes };
      }),
  };
}
