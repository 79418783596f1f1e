import type { Claim, OwnTimes, ProvingTimes } from '#shared/public-page/free-times.ts';
import type { AnnouncedPhoto } from '#shared/public-page/request.ts';
import type { ItemId } from '#shared/sync/append-update.ts';
import type { SignedMembership } from '#shared/sync/membership.ts';

export interface StoredMembership extends SignedMembership {
  workspace: string;
  sequence: number;
  /** `membershipHash`. */
  hash: string;
}

/** A device that a membership no longer names: it may still prove who it was. */
export interface FormerDevice {
  device: string;
  signKey: string;
}

/** What takes the place of what is stored of a team. */
export interface NewMemberships {
  workspace: string;
  /** One or more that follow each other, the last one with its seals. */
  records: StoredMembership[];
  /** The hash of the newest stored one; `undefined` where there must be none. */
  expects: string | undefined;
  /** Of the stored ones, those from this sequence on go, and those up to the other. */
  replacesFrom: number;
  forgetsBefore: number;
  /** `rootId` of the root that counts. */
  root: string;
  removed: FormerDevice[];
  /** The kit that the newest record names: the half of any other one goes. */
  nominee?: string | undefined;
  /** From when on the workspace is to be removed, as its newest record says. */
  removesAt?: number | undefined;
  /** The hash of the token that a new workspace was made with. */
  createdBy?: string | undefined;
}

export interface WorkspaceStore {
  /** The newest, with its seals. */
  membership(workspace: string): Promise<StoredMembership | undefined>;
  /** Those behind a sequence, oldest first, without seals. */
  memberships(workspace: string, after: number, most: number): Promise<StoredMembership[]>;
  /** False, and nothing saved, when the stored one is another than expected. */
  saveMemberships(next: NewMemberships): Promise<boolean>;
  /** The workspaces of this root: see `rootId`. */
  workspaceOfRoot(root: string): Promise<string | undefined>;
  /** The key of a device that was removed. */
  formerKey(workspace: string, device: string): Promise<string | undefined>;
  hasWorkspaces(): Promise<boolean>;
  /** The workspace that was made with this token. */
  createdBy(tokenHash: string): Promise<string | undefined>;
}

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

export interface StoredHook {
  workspace: string;
  /** Settings that the relay itself must read, encrypted at rest. */
  sealedSettings: string;
}

export interface HookStore {
  hook(workspace: string): Promise<StoredHook | undefined>;
  saveHook(hook: StoredHook): Promise<void>;
  deleteHook(workspace: string): Promise<void>;
}

/** Addresses at which webhooks of other programs are taken in, by their hash. */
export interface WebhookSourceStore {
  /** The workspace whose it is. */
  webhookSource(hash: string): Promise<string | undefined>;
  /** False, and nothing saved, where the workspace has too many. */
  saveWebhookSource(workspace: string, hash: string, most: number): Promise<boolean>;
  deleteWebhookSource(workspace: string, hash: string): Promise<void>;
}

/** What a business publishes of a person's request, by the code that names it. */
export interface StoredRequestStatus {
  workspace: string;
  code: string;
  state: string;
  text: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface RequestStatusStore {
  requestStatus(
    workspace: string,
    code: string,
    now: number,
  ): Promise<Pick<StoredRequestStatus, 'state' | 'text'> | undefined>;
  saveRequestStatus(status: StoredRequestStatus): Promise<void>;
}

/** Times are milliseconds since 1970. */
export interface StoredInvitation {
  workspace: string;
  id: string;
  secretHash: string;
  expiresAt: number;
  withdrawn: boolean;
}

/** Who has left a note: the device that joins, or a device of the workspace. */
export type NoteSide = 'joiner' | 'member';

export interface StoredNote {
  workspace: string;
  /** Of the invitation. */
  id: string;
  side: NoteSide;
  /** Counts the notes of its side, from 0. */
  number: number;
  /** Base64url. */
  sealed: string;
}

export interface MailboxStore {
  invitation(workspace: string, id: string): Promise<StoredInvitation | undefined>;
  openInvitations(workspace: string, now: number): Promise<number>;
  /** False when there is one of this id. */
  addInvitation(invitation: StoredInvitation): Promise<boolean>;
  /** Takes its notes away too. */
  withdrawInvitation(workspace: string, id: string): Promise<void>;
  /** Of both sides, each in order. */
  notes(workspace: string, id: string): Promise<Pick<StoredNote, 'side' | 'sealed'>[]>;
  /** False when there is one of this number. */
  addNote(note: StoredNote): Promise<boolean>;
  forgetInvitations(workspace: string, expiredBefore: number): Promise<void>;
}

/** A calendar that whoever has its address may read. The one thing in plain text. Times: ms since 1970. */
export interface StoredFeed {
  id: string;
  workspace: string;
  text: string;
  /** What stands there when nobody has renewed it for too long. */
  expiredText: string;
  etag: string;
  expiredEtag: string;
  expiresAt: number;
}

export interface FeedStore {
  feed(id: string): Promise<StoredFeed | undefined>;
  /** Forgets those of the workspace that expired before a moment. False, and nothing saved, where another workspace has the id, or there are too many. */
  saveFeed(feed: StoredFeed, limits: { most: number; expiredBefore: number }): Promise<boolean>;
  deleteFeed(workspace: string, id: string): Promise<void>;
}

/** A page that anybody may read: it is in plain text. Times: ms since 1970. */
export interface StoredPage {
  slug: string;
  workspace: string;
  /** See `PageDocument`. */
  approval: number;
  issuedAt: number;
  payload: string;
  signature: string;
  device: string;
  picture: { type: string; data: string } | undefined;
  etag: string;
  expiresAt: number;
}

export interface PageStore {
  /** `undefined` where there is none, or it was taken away. */
  page(slug: string): Promise<StoredPage | undefined>;
  /**
   * `taken`: the address is somebody else's; `withdrawn`: the owner has taken this one away; `older`: a newer one stands
   * there; `too-many`: the workspace has as many addresses as it may.
   */
  savePage(page: StoredPage, most: number): Promise<'saved' | 'taken' | 'withdrawn' | 'older' | 'too-many'>;
  /** Takes the content away at once; the address stays the workspace's, and nothing up to this approval comes back. */
  withdrawPage(workspace: string, slug: string, approval: number): Promise<void>;
}

/** That a request came, under the id that its sender's browser made, and what devices have sealed for them since. */
export interface StoredBooking {
  workspace: string;
  sealed: string | undefined;
  /** Those that may come. */
  photos: readonly AnnouncedPhoto[];
}

export interface BookingStore {
  booking(id: string, now: number): Promise<StoredBooking | undefined>;
  /** Forgets those of the workspace that expired before a moment. */
  addBooking(
    booking: { id: string; workspace: string; photos: readonly AnnouncedPhoto[]; expiresAt: number },
    expiredBefore: number,
  ): Promise<void>;
  /** False where the workspace has no such request. */
  saveBookingNote(
    workspace: string,
    id: string,
    note: { sealed: string; expiresAt: number },
  ): Promise<boolean>;
  deleteBooking(workspace: string, id: string): Promise<void>;
  /** In their order, those behind `after`. */
  bookingIds(workspace: string, page: { after: string; most: number; now: number }): Promise<string[]>;
}

export interface StoredTimes {
  workspace: string;
  payload: string;
  /** Names the payload. */
  hash: string;
  signature: string;
  device: string;
  issuedAt: number;
  expiresAt: number;
}

export interface TimeWish extends Claim {
  workspace: string;
  secretHash: string;
  /** Who holds it, under a name that says nothing to others. */
  holder: string;
  expiresAt: number;
  /** Until when the list from which it is held can be told. */
  listUntil: number;
  now: number;
  /** How many one holder may hold at once. */
  mostOfHolder: number;
  /** Whether it still fits, by the list and the claims that are there. */
  fits(times: StoredTimes, claims: readonly Claim[]): boolean;
}

/** When something can be booked, and what customers have claimed of it. */
export interface TimeStore {
  freeTimes(workspace: string): Promise<StoredTimes | undefined>;
  /** A list from which times are held, or were lately. */
  listOf(workspace: string, hash: string): Promise<ProvingTimes | undefined>;
  /** False where a newer list stands there. */
  saveFreeTimes(times: StoredTimes): Promise<boolean>;
  /** What devices have planned, at once. Each lasts until it is over, or until `until`: by then all lists know of it. */
  saveOwnTimes(workspace: string, times: OwnTimes, until: number): Promise<void>;
  /** Those that are held or taken. */
  timeClaims(workspace: string, now: number): Promise<Claim[]>;
  /** One after another, whichever relay asks: of two who want the last place one gets it. The same again is the same. */
  holdTime(wish: TimeWish): Promise<'held' | 'taken' | 'closed' | 'too-many'>;
  /** From held to taken. `until`: so long without `keepTime`. False where this secret holds it no more. Its id is its request’s: the same again is the same. */
  takeTime(claim: TimeClaimOf & { now: number; until: number }): Promise<boolean>;
  /** What was taken stays until it is over. */
  keepTime(workspace: string, id: string): Promise<void>;
  /** Somebody else may have it. */
  giveTimeBack(claim: Pick<TimeClaimOf, 'workspace' | 'id' | 'secretHash'>): Promise<void>;
}

/** A claim as who has made it names it. */
export interface TimeClaimOf {
  workspace: string;
  id: string;
  secretHash: string;
  service: string;
  start: number;
}

/** The relay's half of a nominee's kit, and what became of what was asked with the other. Times: ms since 1970. */
export interface StoredNominee {
  workspace: string;
  id: string;
  /** Sealed: only who has the printed half can open it. */
  half: string;
  request: { requestedAt: number; releasesAt: number } | undefined;
  refusal: { at: number; device: string; signature: string } | undefined;
}

export interface NomineeStore {
  /** By the workspace, or by the kit's name. */
  nominee(by: { workspace: string } | { id: string }): Promise<StoredNominee | undefined>;
  /** In the place of any other kit of the workspace; the same kit keeps what was asked. */
  saveHalf(half: Pick<StoredNominee, 'workspace' | 'id' | 'half'>): Promise<void>;
  /** Where none was made, or one was refused up to a moment: who asks again begins nothing anew. */
  requestHalf(
    kit: Pick<StoredNominee, 'workspace' | 'id'>,
    request: { requestedAt: number; releasesAt: number },
    refusedUpTo: number,
  ): Promise<void>;
  /** False where this is not the request that runs. */
  refuseHalf(
    kit: Pick<StoredNominee, 'workspace' | 'id'>,
    requestedAt: number,
    refusal: { at: number; device: string; signature: string },
  ): Promise<boolean>;
}

export interface ClaimWish {
  workspace: string;
  key: string;
  device: string;
  /** Of the device: it holds the claim, and another one of the same device does not. */
  start: string;
  /** Of the same member, with this one. */
  devices: string[];
  expiresAt: number;
  now: number;
  /** What the devices of a member may hold, and what they may hold where the workspace holds very many. */
  mostOfMember: number;
  mostOfWorkspace: number;
  leastOfMember: number;
}

export interface HeldClaim {
  device: string;
  start: string;
  expiresAt: number;
}

export interface ClaimStore {
  /**
   * Gives the key to this device when nobody has it at `now`; returns who has it and until when. `undefined` where
   * nobody has it and these devices hold too many others.
   */
  claim(wish: ClaimWish): Promise<HeldClaim | undefined>;
  /** Gives a device's claim to another start of it; `false` where another one was faster. */
  passOn(claim: Pick<ClaimWish, 'workspace' | 'key' | 'device' | 'start'>, from: string): Promise<boolean>;
  /** False when this was used before and has not expired. */
  useOnce(mark: string, expiresAt: number, now: number): Promise<boolean>;
  isUsed(mark: string, now: number): Promise<boolean>;
}

export interface StoredBlob {
  workspace: string;
  id: string;
  /** What has arrived of it, and how much it will be. Bytes. */
  received: number;
  size: number;
}

export interface BlobIndex {
  blob(workspace: string, id: string): Promise<StoredBlob | undefined>;
  /** False when it exists already. */
  addBlob(blob: StoredBlob): Promise<boolean>;
  /** Counts a piece that follows what was received; a piece that another writer was faster with counts once. */
  growBlob(blob: StoredBlob, bytes: number): Promise<void>;
  deleteBlob(workspace: string, id: string): Promise<void>;
  /** Bytes are as announced, whether they have arrived or not. */
  blobUse(workspace: string): Promise<{ blobs: number; bytes: number }>;
}

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

/** What a relay hears of others on the same storage. */
export interface PeerEvents {
  /** Another relay committed to rooms: their newest rows' numbers. */
  committed(rooms: { roomId: number; seq: number }[]): void;
  membershipChanged(workspace: string): void;
  presence(room: { workspace: string; name: string }, payload: Uint8Array): void;
  /** What happened in between was not heard. */
  reconnected(): void;
}

/** The other relays on the same storage. A single relay has none. */
export interface Peers {
  listen(events: PeerEvents): Promise<void>;
  /** Best effort: presence is repeated by the devices themselves. */
  tellPresence(room: { workspace: string; name: string }, payload: Uint8Array): void;
}

/**
 * All that a relay keeps. A promise that resolves has reached the disk; a rejected one has changed nothing.
 * An implementation may be shared by several relays.
 */
export interface Storage
  extends
    RequestStatusStore,
    WorkspaceStore,
    ClosingStore,
    HookStore,
    WebhookSourceStore,
    MailboxStore,
    ClaimStore,
    FeedStore,
    PageStore,
    BookingStore,
    TimeStore,
    NomineeStore,
    BlobIndex,
    RoomStore {
  /** Writes next to nothing and reads it again. Rejects where one or the other cannot be done. */
  touch(): Promise<void>;
  /** What rows held that were replaced is in no file of the storage any more, as far as that is its to say. */
  forget(): Promise<void>;
  /** A text that all relays on this storage share, made once. */
  shared(name: string, make: () => Promise<string>): Promise<string>;
  peers: Peers | undefined;
  /** Writes a whole copy to a new file; `undefined` where the database has tools of its own for that. */
  copyTo: ((file: string) => Promise<void>) | undefined;
  close(): Promise<void>;
}
