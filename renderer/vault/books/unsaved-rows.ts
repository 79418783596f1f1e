import type { NewUpdate } from '../drawer/drawer.ts';

/** Rows of a book that are not known to be on disk. */
export interface UnsavedRows {
  add(row: NewUpdate): void;
  /** Gives all that wait, to be stored. Then comes `stored` or `putBack`. */
  take(): NewUpdate[];
  stored(): void;
  /** What was taken could not be stored. */
  putBack(rows: NewUpdate[]): void;
  isEmpty(): boolean;
}

export function createUnsavedRows(): UnsavedRows {
  let waiting: NewUpdate[] = [];
  let taken = 0;
  return {
    add: (row) => void waiting.push(row),
    take() {
      const rows = waiting;
      waiting = [];
      taken = rows.length;
      return rows;
    },
    stored() {
      taken = 0;
    },
    putBack(rows) {
      waiting.unshift(...rows);
      taken = 0;
    },
    isEmpty: () => waiting.length + taken === 0,
  };
}
