import { create } from 'zustand';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { SetAside } from '#shared/records/judge.ts';

/** What does not fit and is left out of a record, by `collection/id`. Nearly always empty. */
const useParts = create<{ [place: string]: SetAside[] }>(() => ({}));

const none: SetAside[] = [];

/** What could not be read of a record. */
export function useSetAside(collection: CollectionName, id: string): SetAside[] {
  return useParts((all) => all[`${collection}/${id}`]) ?? none;
}

/** Takes in what a patch says of its records. */
export function noteSetAside(
  collection: CollectionName,
  records: readonly { id: string }[],
  setAside: Record<string, SetAside[]> = {},
): void {
  const before = useParts.getState();
  const known = records.filter(({ id }) => `${collection}/${id}` in before);
  if (known.length === 0 && Object.keys(setAside).length === 0) return;
  const parts = { ...before };
  for (const { id } of known) delete parts[`${collection}/${id}`];
  for (const [id, of] of Object.entries(setAside)) parts[`${collection}/${id}`] = of;
  useParts.setState(parts, true);
}

export function forgetSetAside(): void {
  useParts.setState({}, true);
}
