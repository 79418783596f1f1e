import type { KeptEnvelope, NewUpdate } from '../database/database.ts';
import type { Came, EnvelopeReader } from './envelope-reader.ts';
import type { CheckpointNote, HeldEnvelope } from './held-envelopes.ts';
import { noteRow, droppedRow, keptRow, readNote } from './kept-rows.ts';

/**
 * What of a book has rows of its own, beside those of the outer document: envelopes that somebody has taken out of
 * it, and what was found of checkpoints, since what told may be gone at the next start.
 */
export interface KeptEnvelopes {
  /** Takes over what the disk holds; gives the envelopes. */
  load(rows: KeptEnvelope[]): Came[];
  /** Envelopes may be held from now on that are not in the outer document. */
  mayHaveTaken(): void;
  /** Something came, or was sealed, that may stand for what is kept. */
  lookAgain(): void;
  /** Whether something has to be stored, or need not be stored any more. */
  isDue(): boolean;
  /** Gives the rows that go with what has changed. All that has come must be read. */
  store(add: (row: NewUpdate) => void): void;
  /** The envelopes that others have taken out although nothing that this device believes stands for them. */
  takenAway(): HeldEnvelope[];
}

export function createKeptEnvelopes(deps: {
  room: string;
  reader: EnvelopeReader;
  /** By checkpoint, the notes that have a row. */
  noted: Map<string, CheckpointNote>;
  /** What lies in the outer document. */
  items(): Uint8Array[];
}): KeptEnvelopes {
  const { room, reader, noted, items } = deps;
  let hasKept = false;
  let isDue = false;

  function storeNotes(add: (row: NewUpdate) => void): void {
    const now = reader.inventory.notes();
    for (const [hash, note] of [...noted].filter(([hash, note]) => now.get(hash) !== note)) {
      add(droppedRow(room, `${note}/${hash}`));
      noted.delete(hash);
    }
    for (const [hash, note] of [...now].filter(([hash]) => !noted.has(hash))) {
      add(noteRow(room, hash, note));
      noted.set(hash, note);
    }
  }

  return {
    load(rows) {
      hasKept = rows.length > 0;
      isDue = hasKept;
      return rows.flatMap(({ name, bytes }): Came[] => {
        const note = readNote(name);
        if (note !== undefined) noted.set(...note);
        return note === undefined ? [{ envelope: bytes, row: name }] : [];
      });
    },
    mayHaveTaken() {
      hasKept = true;
      isDue = true;
    },
    lookAgain() {
      isDue ||= hasKept;
    },
    isDue: () => isDue || haveChanged(reader.inventory.notes(), noted),
    store(add) {
      const { keep, drop, isAnyApart } = reader.inventory.sortKept(items());
      for (const held of keep) add(keptRow(room, held));
      for (const row of drop) add(droppedRow(room, row));
      storeNotes(add);
      isDue = false;
      hasKept = isAnyApart;
    },
    takenAway: () => (hasKept ? reader.inventory.takenAway(items()) : []),
  };
}

function haveChanged<Value>(now: ReadonlyMap<string, Value>, before: ReadonlyMap<string, Value>): boolean {
  return now.size !== before.size || [...now].some(([key, value]) => before.get(key) !== value);
}
