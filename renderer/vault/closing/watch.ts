import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Database } from '../database/database.ts';
import type { Closure } from '../team/closure.ts';
import { noteOf } from '../database/closing-note.ts';

/** Follows whether an owner has closed the business, or opened it again. */
export interface ClosingWatch {
  /** The team may have changed. */
  look(): void;
}

/** Notes it on this device, so that it is known before somebody unlocks, and has the doors out follow. */
export function createClosingWatch(deps: {
  database: Pick<Database, 'closing' | 'noteClosing'>;
  closure: Pick<Closure, 'closing'>;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
  /** What may leave the device is another than before. */
  onChange(): void;
}): ClosingWatch {
  const inTurn = deps.work.sequencer();

  async function take(): Promise<void> {
    const closing = deps.closure.closing();
    const noted = await deps.database.closing();
    if (noted?.left === true) return;
    if (closing?.at === noted?.at && closing?.removeAt === noted?.closesAt) return;
    await deps.database.noteClosing(closing && noteOf(closing, deps.now()));
    deps.onChange();
  }

  return { look: () => ignore(inTurn(take)) };
}
