import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { type Journal, turnLongLog } from './database.ts';
import { isBusy, isDamage, isFull, isOutside } from './errors.ts';
import { type Finding, openJournal } from './opening.ts';
import { closed, damaged, diskFull, inUse, notReached } from './words.ts';

/** The open journal, which is opened again after an error. */
export interface JournalHandle {
  /** Runs a step on it, opened first where it is not open. `refused`: what is said where the disk refuses. */
  use<T>(step: (journal: Journal) => Result<T>, refused?: Result<never>): Result<T>;
  /** How it was found at first; or worse, where that came to light later. */
  found(): Finding;
  /** Keeps its log short. To be called when nobody waits. */
  rest(): void;
  /** Ends it properly. It is not opened again. */
  close(): void;
}

const fromGoodToBad: Finding[] = ['whole', 'new', 'cut', 'damaged'];

export function createJournalHandle({ folder }: { folder: string }): JournalHandle {
  let journal: Journal | undefined;
  let found: Finding = 'whole';
  let isDoubted = false;
  let isClosed = false;

  function open(): Result<Journal> {
    if (journal !== undefined) return ok(journal);
    const opened = openJournal(folder, isDoubted);
    if (!opened.ok) return opened;
    isDoubted = false;
    journal = opened.value.journal;
    found = worse(found, opened.value.found);
    return ok(journal);
  }

  /** A full disk leaves the journal as it was. After all else it is opened anew, from what is on the disk. */
  function afterError(error: unknown, refused: Result<never>): Result<never> {
    if (!isOutside(error)) throw error;
    if (isFull(error)) return diskFull;
    journal?.database.close();
    journal = undefined;
    isDoubted ||= isDamage(error);
    if (isDamage(error)) return damaged;
    return isBusy(error) ? inUse : refused;
  }

  const use: JournalHandle['use'] = (step, refused = notReached) => {
    if (isClosed) return closed;
    try {
      const opened = open();
      return opened.ok ? step(opened.value) : opened;
    } catch (error) {
      return afterError(error, refused);
    }
  };

  return {
    use,
    found: () => found,
    rest() {
      // Where this fails, nothing is lost, and the next write meets the same disk.
      use((journal) => ok(turnLongLog(journal)));
    },
    close() {
      isClosed = true;
      journal?.database.close();
      journal = undefined;
    },
  };
}

function worse(one: Finding, other: Finding): Finding {
  return fromGoodToBad[Math.max(fromGoodToBad.indexOf(one), fromGoodToBad.indexOf(other))]!;
}
