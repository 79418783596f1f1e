import type { KeptPart } from '#shared/bridge/contract.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { problem } from '#shared/lib/result.ts';
import type { RemovalReceipt } from '#shared/sync/closing.ts';
import type { Database } from '../database/database.ts';
import type { Guard } from '../guard.ts';
import { openWithPassphrase } from '../keys/lock.ts';
import type { ClosingNote } from '../database/closing-note.ts';
import type { Closer } from './close.ts';

export type { ClosingNote } from '../database/closing-note.ts';

/** One thing that was done when the business was closed, as its receipt names it. */
export interface ClosingStep {
  what:
    | 'publishedFeed'
    | 'publicPage'
    | 'channel'
    | 'channelToken'
    | 'calendarFeed'
    | 'telegram'
    | 'telegramToken'
    | 'google'
    | 'googleTables'
    | 'mailPassword'
    | 'modelKey'
    | 'statement'
    | 'webhooks'
    | 'relay'
    | 'device';
  /** What it is called by its owner, where it has a name. */
  name?: string | undefined;
  /** `yours`: nobody but the owner can do it. `waits`: the relay is told as soon as it answers. */
  outcome: 'done' | 'failed' | 'yours' | 'waits';
  /** Epoch milliseconds. */
  at: number;
  why?: string | undefined;
  /** What the relay says of what it has removed. */
  receipt?: RemovalReceipt | undefined;
}

/** What a device knows of the end of the business. */
export interface ClosingView extends ClosingNote {
  /** The name of who has closed it; left out while locked. */
  by?: string | undefined;
  /** By which the relay's operator knows it; left out while locked. */
  workspace?: string | undefined;
  /** This device may open it again. */
  canReopen: boolean;
}

/** What could not be removed from a device. */
export type NotRemoved = KeptPart | 'database';

export interface ClosingApi {
  /** That the business is closed, also while it is locked; nothing where it is open. */
  closing(): Promise<ClosingView | undefined>;
  /**
   * Closes the business: gives back what opens doors elsewhere, signs it for the team, and has the relay remove it; with
   * `days`, only then. An owner's act, by their passphrase and the business's name. Resolves with all steps, also those
   * that failed; nothing is removed from this device.
   */
  closeBusiness(
    wish: { passphrase: string; name: string; days: number },
    onStep: (step: ClosingStep) => void,
  ): Promise<Result<ClosingStep[]>>;
  /** The business is open again, for everybody. */
  reopenBusiness(passphrase: string): Promise<Result<void>>;
  /** This device leaves the team, and the team knows. Afterwards `removeHere` takes away what is on it. */
  leaveTeam(passphrase: string): Promise<Result<void>>;
  /**
   * Removes everything of a closed business from this device, for good, and of one that this device has left, or its
   * owner has handed over. `left`:
   * what could not be removed. The window starts anew afterwards.
   */
  removeHere(): Promise<Result<{ left: NotRemoved[] }>>;
}

export interface ClosingParts {
  closer: Closer;
}

export function createClosingApi(
  { open, unlocked }: Guard<ClosingParts>,
  deps: {
    crypto: WebCrypto;
    database: Pick<Database, 'closing' | 'noteClosing' | 'readKeys'>;
    /** Epoch milliseconds. */
    now(): number;
    /** See `ClosingApi`; whatever is open is closed first. */
    removeAll(): Promise<Result<{ left: NotRemoved[] }>>;
    /** See `SecondFactor`. */
    mayAct(): Promise<Result<void>>;
  },
): ClosingApi {
  /** Whoever has found the computer unlocked does not close the business. */
  async function proven<T>(passphrase: string, step: (parts: ClosingParts) => Promise<Result<T>>) {
    const may = await deps.mayAct();
    if (!may.ok) return may;
    const known = await openWithPassphrase(deps.crypto, await deps.database.readKeys(), passphrase);
    return known.ok ? unlocked(step) : known;
  }

  return {
    async closing() {
      const noted = await deps.database.closing();
      const parts = open();
      if (parts !== undefined) return parts.closer.view(noted);
      return noted && { ...noted, canReopen: false };
    },
    closeBusiness: ({ passphrase, ...wish }, onStep) =>
      proven(passphrase, ({ closer }) => closer.close(wish, onStep)),
    reopenBusiness: (passphrase) => proven(passphrase, ({ closer }) => closer.reopen()),
    leaveTeam: (passphrase) =>
      proven(passphrase, async ({ closer }) => {
        const left = await closer.leave();
        // Should it be cut off here, the next start goes on.
        const at = deps.now();
        return left.ok ? deps.database.noteClosing({ at, removeAt: at, closesAt: at, left: true }) : left;
      }),
    async removeHere() {
      const noted = await deps.database.closing();
      const closer = open()?.closer;
      const isClosed =
        noted !== undefined || closer?.view(noted) !== undefined || closer?.hasHandedOver() === true;
      return isClosed ? deps.removeAll() : notClosed;
    },
  };
}

const notClosed = problem('closing.open', 'This business is open. Nothing was removed.');
