import type { NewUpdate } from '../database/database.ts';

/** Rows of a book that are not known to be on disk. */
export interface UnsavedRows {
  add(row: NewUpdate): void;
  /** Gives all that wait, to be stored. Then comes `stored` or `putBack`. */
  take(): NewUpdate[];
  stored(): void;
  /** What was taken could not be stored. */
  putBack(rows: NewUpdate[]): void;
  isEmpty(): boolean;
  /** Runs the action when all that was added until now is on disk: at once, if it is. */
  whenStored(action: () => void): void;
}

export function createUnsavedRows(): UnsavedRows {
  let waiting: NewUpdate[] = [];
  let taken = 0;
  /** How many rows were ever added, and how many of them are on disk. */
  let added = 0;
  let onDisk = 0;
  let actions: { after: number; action: () => void }[] = [];
  return {
    add(row) {
      waiting.push(row);
      added++;
    },
    take() {
      const rows = waiting;
      waiting = [];
      taken = rows.length;
      return rows;
    },
    stored() {
      onDisk += taken;
      taken = 0;
      const due = actions.filter(({ after }) => after <= onDisk);
      actions = actions.filter(({ after }) => after > onDisk);
      for (const { action } of due) action();
    },
    putBack(rows) {
      waiting.unshift(...rows);
      taken = 0;
    },
    isEmpty: () => waiting.length + taken === 0,
    whenStored(action) {
      if (onDisk === added) action();
      else actions.push({ after: added, action });
    },
  };
}
