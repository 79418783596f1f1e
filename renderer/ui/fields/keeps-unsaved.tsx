import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';

/** Holds what is typed and not stored, by name. */
export type Keeping = Pick<Map<string, unknown>, 'get' | 'set' | 'delete'>;

/** Where what is typed and not stored outlives its field. */
export interface Shelf {
  /** Which record or part of one the fields belong to. */
  place: string;
  kept: Keeping;
}

export const UnsavedShelf = createContext<Shelf | undefined>(undefined);

interface KeepsUnsavedProps {
  /** The record or the part of one whose fields are inside, by its id. Left out: the window, which all places are in. */
  of?: string;
  /** What the window keeps it in; in memory only if left out. */
  keeping?: Keeping;
  children: ReactNode;
}

/** Has fields find their words again when the owner comes back to them, until they are stored or taken back. */
export function KeepsUnsaved({ of, keeping, children }: KeepsUnsavedProps) {
  const outer = useContext(UnsavedShelf);
  const [own] = useState(() => new Map<string, unknown>());
  const shelf = useMemo(
    () => ({ place: `${outer?.place ?? ''}/${of ?? ''}`, kept: outer?.kept ?? keeping ?? own }),
    [outer, of, keeping, own],
  );
  return <UnsavedShelf value={shelf}>{children}</UnsavedShelf>;
}

/** What of this place outlives its fields, by their names. Kept nowhere if there is no window around. */
export function useShelf() {
  const shelf = useContext(UnsavedShelf);
  const place = (name: string) => `${shelf?.place ?? ''}/${name}`;
  return {
    get: (name: string): unknown => shelf?.kept.get(place(name)),
    keep: (name: string, value: unknown) => void shelf?.kept.set(place(name), value),
    forget: (name: string) => void shelf?.kept.delete(place(name)),
  };
}
