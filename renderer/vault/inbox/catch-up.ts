import type { Work } from '#shared/lib/async.ts';
import type { Sync } from '../sync/sync.ts';
import type { Inbox } from './inbox.ts';

/** Reads what waits at the relay before anything is judged by it. */
export interface CatchUp {
  /** `true` where all that had come to the relay is taken in here; without a relay there is nothing to read. */
  caughtUp(): Promise<boolean>;
  /** The connection is another one than before. */
  changed(): void;
}

/** A connection of before a sleep looks as if it were open: after a pause like this one it is made anew. */
const longestSilence = 3 * 60_000;
/** How often the clock is looked at, to notice such a pause. */
const lookEvery = 30_000;
/** How long a new connection may take until it is tried again later. */
const patience = 30_000;

export function createCatchUp(deps: {
  sync: Pick<Sync, 'status' | 'rooms' | 'reconnect'>;
  inbox: Pick<Inbox, 'takeAll'>;
  work: Work;
  /** Epoch milliseconds: the wall's, which goes on while a computer sleeps. */
  now(): number;
}): CatchUp {
  const { sync, work } = deps;
  let lookedAt = deps.now();
  let nextChange = Promise.withResolvers<void>();

  function lookAtClock(): void {
    const now = deps.now();
    const wasAsleep = Math.abs(now - lookedAt) > longestSilence;
    lookedAt = now;
    if (wasAsleep && sync.status().connection !== 'none') sync.reconnect();
  }

  function isInStep(): boolean {
    const { connection } = sync.status();
    if (connection === 'none') return true;
    const rooms = sync.rooms();
    return connection === 'online' && rooms.every((room) => room.synced() || room.refused() !== undefined);
  }

  async function inStep(): Promise<boolean> {
    let isLate = false;
    const late = work.alarm(() => {
      isLate = true;
      nextChange.resolve();
    });
    late.set(patience);
    while (!isInStep() && !isLate && !work.isOver) await nextChange.promise;
    late.clear();
    return isInStep() && !work.isOver;
  }

  work.every(lookEvery, lookAtClock);
  return {
    async caughtUp() {
      lookAtClock();
      return (await inStep()) && deps.inbox.takeAll();
    },
    changed() {
      nextChange.resolve();
      nextChange = Promise.withResolvers();
    },
  };
}
