import type { Kysely, Transaction } from 'kysely';
import { blobQueries } from './blobs.ts';
import { bookingQueries } from './bookings.ts';
import { claimQueries } from './claims.ts';
import { closingQueries } from './closings.ts';
import { feedQueries } from './feeds.ts';
import { hookQueries } from './hooks.ts';
import { mailboxQueries } from './mailboxes.ts';
import { nomineeQueries } from './nominees.ts';
import { pageQueries } from './pages.ts';
import { requestStatusQueries } from './request-statuses.ts';
import { roomQueries } from './rooms.ts';
import type { Tables } from './schema.ts';
import { sharedTextQueries } from './shared-texts.ts';
import type { Storage } from './storage.ts';
import { timeQueries } from './times.ts';
import { webhookSourceQueries } from './webhook-sources.ts';
import { workspaceQueries } from './workspaces.ts';

export interface QueryDeps {
  database: Kysely<Tables>;
  /** Keeps other relays from the room until the transaction ends. */
  lockRoom(transaction: Transaction<Tables>, roomId: number): Promise<void>;
  /** Heard by other relays when the transaction commits, and only then. */
  tell?(transaction: Transaction<Tables>, workspace: string): Promise<void>;
}

/** What both kinds of database answer alike. */
export function queries({
  database,
  lockRoom,
  tell,
}: QueryDeps): Omit<Storage, 'commit' | 'forget' | 'peers' | 'copyTo' | 'close'> {
  return {
    ...workspaceQueries(database, tell),
    ...closingQueries(database, tell),
    ...hookQueries(database),
    ...webhookSourceQueries(database),
    ...requestStatusQueries(database),
    ...mailboxQueries(database),
    ...claimQueries(database),
    ...feedQueries(database),
    ...pageQueries(database),
    ...bookingQueries(database),
    ...timeQueries(database),
    ...nomineeQueries(database),
    ...blobQueries(database),
    ...sharedTextQueries(database),
    ...roomQueries(database, lockRoom),
  };
}
