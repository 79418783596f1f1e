import type { Generated, Kysely, Transaction } from 'kysely';

/** Who has left a note: the device that joins, or a device of the workspace. */
export type NoteSide = 'joiner' | 'member';

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

/** The tables, within a transaction or not. */
export type Database = Kysely<Tables> | Transaction<Tables>;
