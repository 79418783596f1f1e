import type { BrowserCommandContext } from 'vitest/node';

/**
 * Files of tests run beside each other, each in a page of its own: what commands keep between two calls they keep for
 * that page alone.
 */
export function perSession<T>(make: () => T): (context: BrowserCommandContext) => T {
  const kept = new Map<string, T>();
  return ({ sessionId }) => {
    if (!kept.has(sessionId)) kept.set(sessionId, make());
    return kept.get(sessionId)!;
  };
}
