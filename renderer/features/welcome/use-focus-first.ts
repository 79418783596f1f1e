import { useEffect, useRef, type RefObject } from 'react';

/** Puts the focus where a screen with one question wants it: into its first field, else on its heading. */
export function useFocusFirst<Root extends HTMLElement>(): RefObject<Root | null> {
  const root = useRef<Root>(null);
  useEffect(() => {
    const field = root.current?.querySelector<HTMLElement>('input, textarea');
    (field ?? root.current?.querySelector('h1'))?.focus();
  }, []);
  return root;
}
