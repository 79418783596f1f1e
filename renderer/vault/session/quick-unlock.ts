import type { RecordChanges } from '../books/record-changes.ts';
import type { News } from '../news/news.ts';
import type { Closure } from '../team/closure.ts';

/** The entry of `news` that an owner agrees to before a device opens without the passphrase. */
export const quickUnlockEntry = 'quick-unlock';

/** Forgets how to open this device without the passphrase where that may not be any more. */
export interface QuickUnlockWatch {
  look(): void;
}

export function createQuickUnlockWatch(deps: {
  changes: RecordChanges;
  closure: Closure;
  news: News;
  /** Whether it is known by now what owners have agreed to. */
  isLoaded(): boolean;
  /** Nobody opens this device by its system's key store any more. */
  forget(): void;
}): QuickUnlockWatch {
  /** A device that is out, a closed business, and one whose owner does not want it open by the passphrase alone. */
  function look(): void {
    const { closure, news } = deps;
    const isOut = closure.stoppedBy() !== undefined || closure.closing() !== undefined;
    if (isOut || (deps.isLoaded() && !news.agreed(quickUnlockEntry))) deps.forget();
  }
  deps.changes.on(['newsDecisions'], look);
  return { look };
}
