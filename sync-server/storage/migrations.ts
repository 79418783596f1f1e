import type { ColumnDefinitionBuilder, Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Migrator } from 'kysely/migration';
import type { Tables } from './schema.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
const required: Column = (column) => column.notNull();
const ofWorkspace: Column = (column) => column.notNull().references('workspaces.id');

const first = (kind: DatabaseKind): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('workspaces')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('hash', 'text', required)
      .addColumn('seals', 'text', required)
      .addColumn('root', 'text', required)
      .execute();
    await db.schema.createIndex('workspaces_root').unique().on('workspaces').column('root').execute();
    await db.schema
      .createTable('memberships')
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('sequence', 'bigint', required)
      .addColumn('hash', 'text', required)
      .addColumn('payload', 'text', required)
      .addColumn('signature', 'text', required)
      .addPrimaryKeyConstraint('memberships_key', ['workspace', 'sequence'])
      .execute();
    await db.schema
      .createTable('hooks')
      .addColumn('workspace', 'text', (column) => column.primaryKey().references('workspaces.id'))
      .addColumn('sealed_settings', 'text', required)
      .execute();
    const rooms = db.schema
      .createTable('rooms')
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('name', 'text', required)
      .addColumn('last_client', 'bigint')
      .addColumn('last_clock', 'bigint')
      .addUniqueConstraint('rooms_workspace_name', ['workspace', 'name']);
    const rows = db.schema
      .createTable('room_rows')
      .addColumn('room_id', 'integer', (column) => column.notNull().references('rooms.id'))
      .addColumn('size', 'integer', required);
    if (kind === 'postgres') {
      await rooms
        .addColumn('id', 'integer', (column) => column.primaryKey().generatedByDefaultAsIdentity())
        .addColumn('last_seq', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute();
      await rows
        .addColumn('seq', 'bigint', required)
        .addColumn('data', 'bytea', required)
        .addPrimaryKeyConstraint('room_rows_key', ['room_id', 'seq'])
        .execute();
    } else {
      await rooms.addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement()).execute();
      await rows
        .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('data', sql`blob`, required)
        .execute();
      await db.schema.createIndex('room_rows_room').on('room_rows').columns(['room_id', 'seq']).execute();
    }
  },
});

const team: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('workspaces').addColumn('created_by', 'text').execute();
    await db.schema
      .createIndex('workspaces_created_by')
      .unique()
      .on('workspaces')
      .column('created_by')
      .execute();
    await db.schema
      .createTable('former_devices')
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('device', 'text', required)
      .addColumn('sign_key', 'text', required)
      .addPrimaryKeyConstraint('former_devices_key', ['workspace', 'device'])
      .execute();
    await db.schema
      .createTable('invitations')
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('id', 'text', required)
      .addColumn('secret_hash', 'text', required)
      .addColumn('expires_at', 'bigint', required)
      .addColumn('withdrawn', 'integer', required)
      .addPrimaryKeyConstraint('invitations_key', ['workspace', 'id'])
      .execute();
    await db.schema
      .createTable('invitation_notes')
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('invitation', 'text', required)
      .addColumn('side', 'text', required)
      .addColumn('number', 'integer', required)
      .addColumn('sealed', 'text', required)
      .addPrimaryKeyConstraint('invitation_notes_key', ['workspace', 'invitation', 'side', 'number'])
      .execute();
    await db.schema
      .createTable('claims')
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('key', 'text', required)
      .addColumn('device', 'text', required)
      .addColumn('start', 'text', required)
      .addColumn('expires_at', 'bigint', required)
      .addPrimaryKeyConstraint('claims_key', ['workspace', 'key'])
      .execute();
    await db.schema.createIndex('claims_device').on('claims').columns(['workspace', 'device']).execute();
    await db.schema
      .createTable('used_marks')
      .addColumn('mark', 'text', (column) => column.primaryKey())
      .addColumn('expires_at', 'bigint', required)
      .execute();
    await db.schema
      .createTable('blobs')
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('id', 'text', required)
      .addColumn('received', 'bigint', required)
      .addColumn('size', 'bigint', required)
      .addPrimaryKeyConstraint('blobs_key', ['workspace', 'id'])
      .execute();
    await db.schema
      .createTable('shared_texts')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('text', 'text', required)
      .execute();
  },
};

const feeds: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('feeds')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('text', 'text', required)
      .addColumn('expired_text', 'text', required)
      .addColumn('etag', 'text', required)
      .addColumn('expired_etag', 'text', required)
      .addColumn('expires_at', 'bigint', required)
      .execute();
    await db.schema.createIndex('feeds_workspace').on('feeds').column('workspace').execute();
  },
};

const closing: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('workspaces').addColumn('removes_at', 'bigint').execute();
    await db.schema.createIndex('workspaces_removes_at').on('workspaces').column('removes_at').execute();
    await db.schema
      .createTable('request_statuses')
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('code', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('text', 'text', required)
      .addColumn('expires_at', 'bigint', required)
      .addPrimaryKeyConstraint('request_statuses_key', ['workspace', 'code'])
      .execute();
    await db.schema
      .createTable('closed_workspaces')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text', required)
      .addColumn('expires_at', 'bigint', required)
      .execute();
  },
};

const pages: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('public_pages')
      .addColumn('slug', 'text', (column) => column.primaryKey())
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('approval', 'bigint', required)
      .addColumn('issued_at', 'bigint', required)
      .addColumn('payload', 'text')
      .addColumn('signature', 'text', required)
      .addColumn('device', 'text', required)
      .addColumn('picture_type', 'text')
      .addColumn('picture', 'text')
      .addColumn('etag', 'text', required)
      .addColumn('expires_at', 'bigint', required)
      .execute();
    await db.schema
      .createTable('bookings')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('sealed', 'text')
      .addColumn('expires_at', 'bigint', required)
      .execute();
    await db.schema.createIndex('bookings_workspace').on('bookings').column('workspace').execute();
    await db.schema.createIndex('public_pages_workspace').on('public_pages').column('workspace').execute();
  },
};

const photos: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('bookings').addColumn('photos', 'text').execute();
  },
};

const times: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('free_times')
      .addColumn('workspace', 'text', (column) => column.primaryKey().references('workspaces.id'))
      .addColumn('payload', 'text', required)
      .addColumn('hash', 'text', required)
      .addColumn('signature', 'text', required)
      .addColumn('device', 'text', required)
      .addColumn('issued_at', 'bigint', required)
      .addColumn('expires_at', 'bigint', required)
      .addColumn('turn', 'bigint', required)
      .execute();
    await db.schema
      .createTable('time_claims')
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('id', 'text', required)
      .addColumn('service', 'text', required)
      .addColumn('start_at', 'bigint', required)
      .addColumn('from_at', 'bigint', required)
      .addColumn('to_at', 'bigint', required)
      .addColumn('secret_hash', 'text', required)
      .addColumn('holder', 'text')
      .addColumn('is_taken', 'integer', required)
      .addColumn('is_whole', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('expires_at', 'bigint', required)
      .addPrimaryKeyConstraint('time_claims_key', ['workspace', 'id'])
      .execute();
  },
};

const nominees: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('nominees')
      .addColumn('workspace', 'text', (column) => column.primaryKey().references('workspaces.id'))
      .addColumn('id', 'text', required)
      .addColumn('half', 'text', required)
      .addColumn('requested_at', 'bigint')
      .addColumn('releases_at', 'bigint')
      .addColumn('refused_at', 'bigint')
      .addColumn('refused_by', 'text')
      .addColumn('refusal', 'text')
      .execute();
    await db.schema.createIndex('nominees_id').on('nominees').column('id').execute();
  },
};

const timeLists: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('time_lists')
      .addColumn('workspace', 'text', ofWorkspace)
      .addColumn('hash', 'text', required)
      .addColumn('payload', 'text', required)
      .addColumn('signature', 'text', required)
      .addColumn('device', 'text', required)
      .addColumn('expires_at', 'bigint', required)
      .addPrimaryKeyConstraint('time_lists_key', ['workspace', 'hash'])
      .execute();
  },
};

const webhooks: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('webhook_sources')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('workspace', 'text', ofWorkspace)
      .execute();
    const index = db.schema.createIndex('webhook_sources_workspace');
    await index.on('webhook_sources').column('workspace').execute();
  },
};

/** Brings a database to the newest tables. Several relays may do it at once. */
export async function migrate(database: Kysely<Tables>, kind: DatabaseKind): Promise<void> {
  const provider = {
    getMigrations: async () => ({
      '001-first': first(kind),
      '002-team': team,
      '003-feeds': feeds,
      '004-closing': closing,
      '005-pages': pages,
      '006-photos': photos,
      '007-times': times,
      '008-nominees': nominees,
      '009-time-lists': timeLists,
      '010-webhooks': webhooks,
    }),
  };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}
