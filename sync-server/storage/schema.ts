import type { Generated } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The relay's tables. Names and contents are opaque: ids, public keys, ciphertext. */
export interface Tables {
  workspaces: { id: string; sequence: number; payload: string; signature: string };
  hooks: { workspace: string; sealed_settings: string };
  rooms: {
    id: Generated<number>;
    workspace: string;
    name: string;
    last_client: number | null;
    last_clock: number | null;
  };
  room_rows: { seq: Generated<number>; room_id: number; size: number; data: Uint8Array };
}

const first: Migration = {
  async up(db) {
    await db.schema
      .createTable('workspaces')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('sequence', 'integer', (column) => column.notNull())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('signature', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('hooks')
      .addColumn('workspace', 'text', (column) => column.primaryKey().references('workspaces.id'))
      .addColumn('sealed_settings', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('rooms')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('workspace', 'text', (column) => column.notNull().references('workspaces.id'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('last_client', 'bigint')
      .addColumn('last_clock', 'bigint')
      .addUniqueConstraint('rooms_workspace_name', ['workspace', 'name'])
      .execute();
    await db.schema
      .createTable('room_rows')
      .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('room_id', 'integer', (column) => column.notNull().references('rooms.id'))
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('data', sql`blob`, (column) => column.notNull())
      .execute();
    await db.schema.createIndex('room_rows_room').on('room_rows').columns(['room_id', 'seq']).execute();
  },
};

export const migrations: Record<string, Migration> = { '001-first': first };
