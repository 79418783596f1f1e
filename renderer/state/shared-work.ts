import { create } from 'zustand';
import type { Present } from '#renderer/vault/api.ts';

interface SharedWork {
  /** Everybody else who looks at some record now. */
  present: Present[];
  /** Records that are on this device only, as `collection/id`. */
  pending: ReadonlySet<string>;
}

/** What of the work is shared at this moment: with whom, and what is not yet. Fed by the vault's events. */
export const useSharedWork = create<SharedWork>(() => ({ present: [], pending: new Set() }));

export function clearSharedWork(): void {
  useSharedWork.setState({ present: [], pending: new Set() });
}
