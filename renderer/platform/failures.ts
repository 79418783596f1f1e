import type { Bridge } from '#shared/bridge/bridge.ts';
import { failureFrom, type FailurePlace } from '#shared/domain/failure.ts';
import { onFailure } from '#shared/lib/ignore.ts';

/** The same one is noted so often at most (ms): what fails with each picture must not write to the disk with each. */
const pause = 10_000;

/** Has the shell keep what goes wrong in this window or worker: its kind and where, never what it said. */
export function keepFailures(bridge: Bridge, place: Exclude<FailurePlace, 'shell'>): void {
  const notedAt = new Map<string, number>();
  const note = (what: string, error: unknown): void => {
    const failure = failureFrom(what, error);
    const key = JSON.stringify(failure);
    const at = performance.now();
    if (at - (notedAt.get(key) ?? -Infinity) < pause) return;
    notedAt.set(key, at);
    // That a failure could not be noted is no reason for the next one.
    bridge.call('failures.note', { place, failure }).catch(() => undefined);
  };
  onFailure(note);
  addEventListener('error', ({ error }: ErrorEvent) => {
    // Without an error it is the browser's own remark, such as of an observer that was late.
    if (error !== undefined && error !== null) note('Uncaught', error);
  });
  addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => note('Unhandled', reason));
}
