import type { ColumnDefinitionBuilder, Generated, Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { Migrator } from 'kysely/migration';
import type { NoteSide } from './storage.ts';

/** The relay's tables. Names and contents are opaque: ids, public keys, ciphertext; but for feeds and public pages, which others have to read. Times: ms since 1970. */
export interface Tables {
  workspaces: {
    id: string;
    /** Of the newest membership: its hash, its seals as JSON, and the root that counts. */
    hash: string;
    seals: string;
    root: string;
    created_by: Generated<string | null>;
    /** Where the newest membership closes the workspace: from when on it is to be removed. */
    removes_at: Generated<number | null>;
  };
  /** What stays of a closed workspace: `id` and key of the content come from the workspace's own id, which is not here. */
  closed_workspaces: { id: string; sealed: string; expires_at: number };
  memberships: { workspace: string; sequence: number; hash: string; payload: string; signature: string };
  former_devices: { workspace: string; device: string; sign_key: string };
  hooks: { workspace: string; sealed_settings: string };
  /** Addresses of incoming webhooks, by their hash. */
  webhook_sources: { hash: string; workspace: string };
  invitations: {
    workspace: string;
    id: string;
    secret_hash: string;
    expires_at: number;
    withdrawn: number;
  };
  invitation_notes: { workspace: string; invitation: string; side: NoteSide; number: number; sealed: string };
  claims: { workspace: string; key: string; device: string; start: string; expires_at: number };
  used_marks: { mark: string; expires_at: number };
  blobs: { workspace: string; id: string; received: number; size: number };
  feeds: {
    id: string;
    workspace: string;
    text: string;
    expired_text: string;
    etag: string;
    expired_etag: string;
    expires_at: number;
  };
  public_pages: {
    slug: string;
    workspace: string;
    approval: number;
    issued_at: number;
    /** Without content where it was taken away: then nothing up to this approval comes back. */
    payload: string | null;
    signature: string;
    device: string;
    picture_type: string | null;
    picture: string | null;
    etag: string;
    expires_at: number;
  };
  bookings: {
    id: string;
    workspace: string;
    sealed: string | null;
    /** Those that may come, as JSON. */
    photos: string | null;
    expires_at: number;
  };
  /** When something can be booked, as a device has signed it. `turn` makes those who claim go one after another. */
  free_times: {
    workspace: string;
    payload: string;
    hash: string;
    signature: string;
    device: string;
    issued_at: number;
    expires_at: number;
    turn: number;
  };
  /** Lists from which times were held lately: a request carries the one that promised its time. */
  time_lists: {
    workspace: string;
    hash: string;
    payload: string;
    signature: string;
    device: string;
    expires_at: number;
  };
  /** Times that customers hold or have taken. `holder`: a keyed name of a network address, while it is held. */
  time_claims: {
    workspace: string;
    id: string;
    service: string;
    start_at: number;
    from_at: number;
    to_at: number;
    secret_hash: string;
    holder: string | null;
    is_taken: number;
    is_whole: Generated<number>;
    expires_at: number;
  };
  request_statuses: { workspace: string; code: string; state: string; text: string; expires_at: number };
  /** The relay's half of the kit that the newest membership names, and what was asked with the other half. */
  nominees: {
    workspace: string;
    id: string;
    half: string;
    requested_at: number | null;
    releases_at: number | null;
    refused_at: number | null;
    refused_by: string | null;
    refusal: string | null;
  };
  shared_texts: { name: string; text: string };
  rooms: {
    id: Generated<number>;
    workspace: string;
    name: string;
    last_client: number | null;
    last_clock: number | null;
    /** PostgreSQL only: the number of the room's newest row. */
    last_seq: Generated<number>;
  };
  /** `seq` grows within a room; in SQLite the database gives it, in PostgreSQL `rooms.last_seq`. */
  room_rows: { seq: Generated<number>; room_id: number; size: number; data: Uint8Array };
}

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

const second: Migration = {
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

const third: Migration = {
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

const fourth: Migration = {
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

const fifth: Migration = {
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

const sixth: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('bookings').addColumn('photos', 'text').execute();
  },
};

const seventh: Migration = {
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

const eighth: Migration = {
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

const ninth: Migration = {
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

const webhookSources: Migration = {
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
      '002-team': second,
      '003-feeds': third,
      '004-closing': fourth,
      '005-pages': fifth,
      '006-photos': sixth,
      '007-times': seventh,
      '008-nominees': eighth,
      '009-time-lists': ninth,
      '010-webhooks': webhookSources,
    }),
  };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}
