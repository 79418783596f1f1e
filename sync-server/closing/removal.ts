import type { Timers } from '#shared/lib/async.ts';
import { headOf } from '#shared/sync/chain.ts';
import type { RemovalReceipt } from '#shared/sync/closing.ts';
import type { Memberships } from '../auth/memberships.ts';
import type { Blobs } from '../blobs/blobs.ts';
import type { Authorizer } from '../rooms/authorize.ts';
import type { Registry } from '../rooms/registry.ts';
import type { Writer } from '../rooms/writer.ts';
import type { Storage } from '../storage/storage.ts';
import { isToBeRemoved, type Tombstones } from './tombstones.ts';

interface Deps {
  storage: Storage;
  memberships: Memberships;
  tombstones: Tombstones;
  authorizer: Pick<Authorizer, 'workspaceGone'>;
  registry: Pick<Registry, 'forget'>;
  writer: Pick<Writer, 'finished'>;
  blobs: Pick<Blobs, 'removeAll'>;
  /** How long a copy of the relay lasts; `undefined`: only its operator knows. Milliseconds. */
  backupsLast: number | undefined;
  timers: Timers;
  /** Lets others have their turn in the middle of long work. */
  turn(): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Rows that go at once, before others have their turn. */
const rowsAtOnce = 32;
/** What other relays on the same storage may still be writing has come by then. */
const otherRelays = 2000;

/** Takes away what the relay holds of a workspace, when its owner has signed that it is to. */
export function createRemoval(deps: Deps) {
  const { storage, memberships, tombstones, now } = deps;
  const underWay = new Map<string, Promise<RemovalReceipt | undefined>>();

  async function begin(workspace: string): Promise<RemovalReceipt | undefined> {
    const chain = await memberships.chainOf(workspace);
    if (chain === undefined || !isToBeRemoved(chain, now())) return undefined;
    let receipt: RemovalReceipt | undefined;
    const { backupsLast } = deps;
    await storage.beginRemoval(workspace, headOf(chain).hash, (removed) => {
      const backupsUntil = backupsLast === undefined ? null : now() + backupsLast;
      receipt = { at: now(), ...removed, backupsUntil };
      return tombstones.make(workspace, chain, receipt);
    });
    return receipt;
  }

  /** From here on nobody is let in, so that what is gone stays gone. */
  async function finish(workspace: string): Promise<void> {
    deps.authorizer.workspaceGone(workspace);
    await deps.writer.finished();
    if (storage.peers !== undefined)
      await new Promise<void>((resolve) => void deps.timers.after(otherRelays, resolve));
    deps.registry.forget(workspace);
    while (await storage.removeRoomRows(workspace, rowsAtOnce)) await deps.turn();
    await deps.blobs.removeAll(workspace, deps.turn);
    await storage.endRemoval(workspace);
  }

  async function carryOut(workspace: string): Promise<RemovalReceipt | undefined> {
    const receipt = await begin(workspace);
    // Begun before, and cut off.
    const isBegun = receipt !== undefined || (await tombstones.find(workspace)) !== undefined;
    if (isBegun) await finish(workspace);
    return receipt;
  }

  function remove(workspace: string): Promise<RemovalReceipt | undefined> {
    const known = underWay.get(workspace);
    if (known !== undefined) return known;
    const removing = carryOut(workspace).finally(() => underWay.delete(workspace));
    underWay.set(workspace, removing);
    return removing;
  }

  return {
    /** What was removed; `undefined` where its newest record does not say that it is to be, or not yet. */
    remove,
    /** Removes those whose time has come, also where nobody asks. */
    async removeDue(): Promise<void> {
      for (const workspace of await storage.dueClosings(now())) await remove(workspace);
    },
  };
}
export type Removal = ReturnType<typeof createRemoval>;
