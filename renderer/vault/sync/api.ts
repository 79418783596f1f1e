import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';
import { connectRelay, type RelayConnecting } from './connect-relay.ts';
import type { Place, Presence } from './presence.ts';
import type { Sync } from './sync.ts';

/** How far the owner's work has got: *on this device*, *sent*, *stored by the relay*. */
export interface SyncStatus {
  connection: 'none' | 'connecting' | 'online' | 'offline';
  /** Where the work that is least safe has got to. */
  reach: 'device' | 'sent' | 'stored';
  /** Why there is no connection, in words. */
  problem?: string;
  problemCode?: string;
  relayUrl?: string;
  lastStoredAt?: number;
  /** How far this device's clock is ahead of the relay's (ms, negative: behind); left out until a relay has told. */
  clockAhead?: number;
}

/** Somebody else of the team who looks at a record right now. */
export interface Present {
  memberId: string;
  deviceId: string;
  collection: CollectionName;
  id: string;
}

/** A time when the relay had less than it had confirmed as stored. */
export interface RelayLoss {
  /** When this device noticed. */
  at: number;
  /** How many books it concerned. */
  rooms: number;
  /** When the relay had confirmed all of it again; until then it is being given back. */
  givenBackAt?: number | undefined;
}

/** Work of a device that is here in part: the relay has passed on what builds on it, and not all of it. */
export interface MissingWork {
  book: string;
  deviceId: string;
  since: number;
}

export interface SyncApi {
  /** What is open on this window's screen, for those who work on the same; all of it, each time. */
  setPresence(places: Place[]): Promise<void>;
  /** The computer is online again: connects now instead of after a pause. */
  networkIsBack(): Promise<void>;
  /**
   * Asks an address about itself before it is stored as the relay; a wrong one is a clear error. The relay's operator
   * may want a token before a new workspace is made there.
   */
  connectRelay(url: string, creationToken?: string): Promise<Result<void>>;
}

interface Parts extends RelayConnecting {
  presence: Pick<Presence, 'set'>;
  sync: Pick<Sync, 'networkIsBack'>;
}

export function createSyncApi({ open, writing }: Guard<Parts>, { bridge }: { bridge: Bridge }): SyncApi {
  return {
    setPresence: async (places) => open()?.presence.set(places),
    networkIsBack: async () => open()?.sync.networkIsBack(),
    connectRelay: (url, token) => writing((parts) => connectRelay(bridge, parts, url, token)),
  };
}
