/** What is told of every failure: our own sentence of it, and the error. */
export type FailureListener = (what: string, error: unknown) => void;

const listeners = new Set<FailureListener>();

/** Hears of every failure in this process, until what is given back is called. */
export function onFailure(listener: FailureListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Names a promise that nobody waits for. A rejection is a bug and must reach the console, by its kind and place
 * alone: what an error says may hold somebody's data.
 */
export function ignore(promise: Promise<unknown>): void {
  promise.catch((error: unknown) => reportFailure('An ignored promise', error));
}

/** Tells the console, and whoever listens, of a bug behind which work goes on, in the same way. */
export function reportFailure(what: string, error: unknown): void {
  console.error(`${what} failed:`, placeOf(error));
  for (const listener of listeners) listener(what, error);
}

/** The name of an error and the frames of its stack. Its message, which stands before them, is left out. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no error object';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [error.name, ...frames].join('\n');
}
