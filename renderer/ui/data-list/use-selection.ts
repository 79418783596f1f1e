import { useMemo, useState } from 'react';

/** Rows of a list that are chosen, for what is done to several at once. */
export interface Selection {
  count: number;
  has(id: string): boolean;
  /** `toRow`: everything from the row that was chosen last up to this one. */
  toggle(id: string, toRow?: boolean): void;
  /** Every row of the list, also those that are out of sight; none, where all are chosen already. */
  toggleAll(): void;
  isAll: boolean;
  ids(): string[];
  clear(): void;
}

const nothing: ReadonlySet<string> = new Set();

/** What is chosen of these rows: what a filter takes away is chosen no more. */
export function useSelection(rows: readonly { id: string }[]): Selection {
  const [marked, setMarked] = useState(nothing);
  const [last, setLast] = useState<string>();
  const chosen = useMemo(() => {
    if (marked.size === 0) return nothing;
    return new Set(rows.flatMap(({ id }) => (marked.has(id) ? [id] : [])));
  }, [rows, marked]);
  const isAll = rows.length > 0 && chosen.size === rows.length;

  function toggle(id: string, toRow = false): void {
    const [from, to] = [rows.findIndex((row) => row.id === last), rows.findIndex((row) => row.id === id)];
    const next = new Set(chosen);
    const isOn = !chosen.has(id);
    const span = toRow && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [{ id }];
    for (const each of span) if (isOn || toRow) next.add(each.id);
    if (!isOn && !toRow) next.delete(id);
    setMarked(next);
    setLast(id);
  }

  return {
    count: chosen.size,
    has: (id) => chosen.has(id),
    toggle,
    toggleAll: () => setMarked(isAll ? nothing : new Set(rows.map(({ id }) => id))),
    isAll,
    ids: () => [...chosen],
    clear: () => setMarked(nothing),
  };
}
