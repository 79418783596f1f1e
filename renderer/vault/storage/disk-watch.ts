import type { Bridge } from '#shared/bridge/bridge.ts';
import type { DiskState } from '#shared/bridge/contract.ts';
import { diskIsFull } from '#shared/domain/disk.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';

/** What the shell says of the disk. */
export interface DiskWatch {
  /** `undefined` until the shell has told. */
  state(): DiskState | undefined;
  /** Whether something new may be begun, by what was told last. */
  mayBegin(): Result<void>;
  /** Whether so many bytes have room, looked at now. */
  roomFor(bytes: number): Promise<Result<void>>;
}

/** How long after the shell's stream has ended it is asked again (ms). */
const againMilliseconds = 2000;

export function createDiskWatch(deps: { bridge: Bridge; work: Work; onChange(): void }): DiskWatch {
  const { work } = deps;
  let state: DiskState | undefined;

  function take(next: DiskState): void {
    state = next;
    deps.onChange();
  }

  async function watch(): Promise<void> {
    while (!work.isOver) {
      await deps.bridge.stream('disk.watch', {}, take, work.signal);
      await work.sleep(againMilliseconds);
    }
  }

  // Not before who is told of changes is complete.
  queueMicrotask(() => ignore(watch()));
  return {
    state: () => state,
    mayBegin: () => (state === undefined || state.level === 'enough' ? ok() : diskIsFull(state.freeBytes)),
    async roomFor(bytes) {
      const seen = await deps.bridge.call('disk.inspect', { bytes });
      // A shell that does not answer says nothing about the disk: the write itself will.
      if (!seen.ok) return ok();
      const { room, ...now } = seen.value;
      take(now);
      return room ? ok() : diskIsFull(now.freeBytes);
    },
  };
}
