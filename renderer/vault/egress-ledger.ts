import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Change } from '#shared/records/change.ts';
import type { EgressEntry } from '#shared/domain/egress.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Library } from './books/library.ts';

/**
 * Writes the guard's ledger into the device's own book, which never leaves the device. This is bookkeeping
 * of the machine, not a change by anybody, so it is no command and leaves no line in the audit log.
 */
export async function recordEgress(deps: {
  bridge: Bridge;
  library: Library;
  signal: AbortSignal;
}): Promise<void> {
  const waiting: EgressEntry[] = [];
  const write = (entry: EgressEntry): void => {
    waiting.push(entry);
    // On a full disk the lines wait for the next one that has room.
    if (deps.library.mayBegin().ok) deps.library.apply(waiting.splice(0).map(egressChange));
  };
  await deps.bridge.stream('egress.watch', {}, write, deps.signal);
}

/** A line of the ledger, as it is written down. */
export function egressChange(entry: EgressEntry): Change {
  return { collection: 'egress', id: entry.id, path: [], before: undefined, after: entry as JsonObject };
}
