import type { Result } from '#shared/lib/result.ts';
import { problem } from '#shared/lib/result.ts';

/** A vault that is being locked does not wait for a slow line. */
export function unlessStopped<T>(step: Promise<Result<T>>, signal: AbortSignal): Promise<Result<T>> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(problem('media.stopped', 'Stopped.'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    step.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
