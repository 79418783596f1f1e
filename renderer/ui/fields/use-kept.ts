import { type SetStateAction, useRef, useState } from 'react';
import { useShelf } from './keeps-unsaved.tsx';

/**
 * A state that is typed and not yet used for anything: there again after the window was locked or loaded anew, until
 * it is forgotten or set to what it began with. Its values are JSON.
 */
export function useKept<Value>(
  name: string,
  initial: Value | (() => Value),
): [value: Value, change: (next: SetStateAction<Value>) => void, forget: () => void] {
  const shelf = useShelf();
  const [begin] = useState(initial);
  const [value, setValue] = useState(() => (shelf.get(name) as Value | undefined) ?? begin);
  const latest = useRef(value);

  function keep(change: SetStateAction<Value>): void {
    const next = typeof change === 'function' ? (change as (before: Value) => Value)(latest.current) : change;
    latest.current = next;
    setValue(next);
    if (isAlike(next, begin)) shelf.forget(name);
    else shelf.keep(name, next);
  }

  return [value, keep, () => shelf.forget(name)];
}

/** Words of that kind. */
export function useKeptWords(name: string) {
  return useKept(name, '');
}

/** Whether two values of a field are the same. */
export function isAlike(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
