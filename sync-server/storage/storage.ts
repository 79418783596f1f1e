import type { BlobIndex } from './blobs.ts';
import type { BookingStore } from './bookings.ts';
import type { ClaimStore } from './claims.ts';
import type { ClosingStore } from './closings.ts';
import type { FeedStore } from './feeds.ts';
import type { HookStore } from './hooks.ts';
import type { MailboxStore } from './mailboxes.ts';
import type { NomineeStore } from './nominees.ts';
import type { PageStore } from './pages.ts';
import type { Peers } from './peers.ts';
import type { RequestStatusStore } from './request-statuses.ts';
import type { RoomStore } from './rooms.ts';
import type { TimeStore } from './times.ts';
import type { WebhookSourceStore } from './webhook-sources.ts';
import type { WorkspaceStore } from './workspaces.ts';

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
