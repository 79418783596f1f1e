import type { Bytes } from '#shared/lib/bytes.ts';
import type { Database, NewUpdate, StoredUpdate } from '../database/database.ts';

/** How many times what a book holds its rows may take up, and how much (bytes) does not matter yet. */
const mostTimesContent = 2;
const littleBytes = 256 * 1024;

/** What a book's rows take up on the disk: where that is much more than the book holds, they become one. */
export interface RowSpace {
  /** These rows are on the disk now, or will be with the next write. */
  added(rows: Pick<StoredUpdate | NewUpdate, 'bytes'>[]): void;
  /** They could not be stored. */
  putBack(rows: NewUpdate[]): void;
  /** Writes rows, which are all that there are, anew as one. */
  compact(rows: StoredUpdate[]): Promise<boolean>;
  /** The same where it is worth it. `onRows`: before that, since not all of them may be in memory. */
  compactIfDue(onRows: (rows: StoredUpdate[]) => void): Promise<void>;
  /** The same however little it is worth. `false` where it cannot be. */
  compactNow(onRows: (rows: StoredUpdate[]) => void): Promise<boolean>;
}

export function createRowSpace(deps: {
  room: string;
  database: Pick<Database, 'readUpdates' | 'compact' | 'mayBegin'>;
  /** All rows as one. */
  encode(): Bytes;
  /** Whether one row can stand for all. */
  mayCompact(): boolean;
}): RowSpace {
  const { room, database, encode, mayCompact } = deps;
  /** In bytes, as of the last look: of all rows, and of the one that they would be. */
  let [bytes, wholeBytes] = [0, 0];

  const isMuch = (): boolean => bytes > mostTimesContent * wholeBytes + littleBytes;

  async function compact(rows: StoredUpdate[]): Promise<boolean> {
    const upTo = rows.at(-1)?.sequence;
    if (upTo === undefined || !mayCompact() || !database.mayBegin().ok) return false;
    const whole = encode();
    const written = await database.compact(room, whole, upTo);
    if (!written.ok) return false;
    bytes += whole.length - sizeOf(rows);
    wholeBytes = whole.length;
    return true;
  }

  async function compactNow(onRows: (rows: StoredUpdate[]) => void): Promise<boolean> {
    if (!mayCompact()) return false;
    const rows = await database.readUpdates(room);
    onRows(rows);
    return compact(rows);
  }

  return {
    added: (rows) => void (bytes += sizeOf(rows)),
    putBack: (rows) => void (bytes -= sizeOf(rows)),
    compact,
    async compactIfDue(onRows) {
      if (!mayCompact() || !isMuch()) return;
      wholeBytes = encode().length;
      if (isMuch()) await compactNow(onRows);
    },
    compactNow,
  };
}

/** What is no bytes is damaged, and small. */
function sizeOf(rows: { bytes: unknown }[]): number {
  return rows.reduce((sum, { bytes }) => sum + (bytes instanceof Uint8Array ? bytes.length : 0), 0);
}
