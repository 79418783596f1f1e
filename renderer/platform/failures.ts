import type { Bridge } from '#shared/bridge/bridge.ts';
import { failureFrom, type FailurePlace } from '#shared/domain/failure.ts';
import { onFailure } from '#shared/lib/ignore.ts';

/** Has the shell keep what goes wrong in this window or worker: its kind and where, never what it said. */
export function keepFailures(bridge: Bridge, place: Exclude<FailurePlace, 'shell'>): void {
  const note = (what: string, error: unknown): void => {
    // That a failure could not be noted is no reason for the next one.
    bridge.call('failures.note', { place, failure: failureFrom(what, error) }).catch(() => undefined);
  };
  onFailure(note);
  addEventListener('error', ({ error }: ErrorEvent) => note('Uncaught', error));
  addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => note('Unhandled', reason));
}
