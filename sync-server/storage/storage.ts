import type { ItemId } from '#shared/sync/append-update.ts';
import type { SignedMembership } from '#shared/sync/membership.ts';

export interface StoredMembership extends SignedMembership {
  workspace: string;
  sequence: number;
}

export interface StoredHook {
  workspace: string;
  /** Settings that the relay itself must read, encrypted at rest. */
  sealedSettings: string;
}

export interface OpenedRoom {
  id: number;
  /** Rows and bytes on disk now. */
  rows: number;
  bytes: number;
  /** The last item that the relay itself appended, if any. */
  lastAppend: ItemId | undefined;
}

export interface RoomBatch {
  roomId: number;
  /** Updates in the order in which they came. */
  updates: Uint8Array[];
  lastAppend?: ItemId | undefined;
}

export interface RoomContent {
  /** Every update of the room, oldest first. */
  updates: Uint8Array[];
  /** The newest row read: what `replaceContent` may replace. */
  upTo: number;
  rows: number;
}

/**
 * All that a relay keeps. A promise that resolves has reached the disk; a rejected one has changed nothing.
 * An implementation may be shared by several relays.
 */
export interface Storage {
  membership(workspace: string): Promise<StoredMembership | undefined>;
  /** False, and nothing saved, when the stored one is as new or newer. */
  saveMembership(membership: StoredMembership): Promise<boolean>;

  hook(workspace: string): Promise<StoredHook | undefined>;
  saveHook(hook: StoredHook): Promise<void>;
  deleteHook(workspace: string): Promise<void>;

  openRoom(workspace: string, name: string): Promise<OpenedRoom>;
  workspaceUse(workspace: string): Promise<{ rooms: number; bytes: number }>;
  /** All batches or none, in one transaction. */
  commit(batches: RoomBatch[]): Promise<void>;
  readContent(roomId: number): Promise<RoomContent>;
  /** Replaces the rows up to `upTo` by one update, in one transaction. Returns the room's bytes and rows. */
  replaceContent(roomId: number, upTo: number, update: Uint8Array): Promise<{ rows: number; bytes: number }>;

  close(): Promise<void>;
}
