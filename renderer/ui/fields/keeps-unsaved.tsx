import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';

/** Where what is typed and not stored outlives its field. */
export interface Shelf {
  /** Which record or part of one the fields belong to. */
  place: string;
  kept: Map<string, unknown>;
}

export const UnsavedShelf = createContext<Shelf | undefined>(undefined);

interface KeepsUnsavedProps {
  /** The record or the part of one whose fields are inside, by its id. Left out: the window, which all places are in. */
  of?: string;
  children: ReactNode;
}

/**
 * Has fields that are refused find their words again when the owner comes back to them. In memory only, and gone
 * with the window's outermost one.
 */
export function KeepsUnsaved({ of, children }: KeepsUnsavedProps) {
  const outer = useContext(UnsavedShelf);
  const [kept] = useState(() => new Map<string, unknown>());
  const shelf = useMemo(
    () => ({ place: `${outer?.place ?? ''}/${of ?? ''}`, kept: outer?.kept ?? kept }),
    [outer, of, kept],
  );
  return <UnsavedShelf value={shelf}>{children}</UnsavedShelf>;
}
