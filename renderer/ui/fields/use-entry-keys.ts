import { useState } from 'react';
import { newId } from '#shared/lib/ids.ts';

export interface EntryKeys {
  /** The entries to show, in an order that does not change while somebody types in one of them. */
  shown: string[];
  /** Shows a new one, under the key that it is stored under when something is typed in. */
  add(): void;
  /** Shows an entry though it is not stored: it was emptied, and whoever did so may still be in it. */
  hold(key: string): void;
  /** Leaves an entry out again that is not stored. */
  release(key: string): void;
}

/**
 * The keys under which entries of a map are edited where they stand. A new entry has its key before it is stored, and
 * keeps its place when it is: a field must never be another one while somebody is in it. `least`: so many are shown,
 * blank ones where fewer are stored.
 */
export function useEntryKeys(stored: readonly string[], least: 0 | 1 = 0): EntryKeys {
  const [held, setHeld] = useState<readonly string[]>(() => (stored.length < least ? [newId(crypto)] : []));
  const [order, setOrder] = useState<readonly string[]>([...stored, ...held]);
  const known = new Set([...stored, ...held]);
  const shown = [...new Set([...order, ...stored])].filter((key) => known.has(key));

  function hold(key: string): void {
    setOrder([...new Set([...shown, key])]);
    setHeld([...new Set([...held, key])]);
  }

  return {
    shown,
    add: () => hold(newId(crypto)),
    hold,
    release: (key) => setHeld(held.filter((other) => other !== key)),
  };
}
