import { create } from 'zustand';
import type { TrialsView } from '#renderer/vault/api.ts';

/** How far models have come in their trials on this device. Fed by the vault's events, and by a look at the servers. */
export const useTrials = create<TrialsView>(() => ({ states: [] }));

export function takeTrials(view: TrialsView): void {
  useTrials.setState(view, true);
}
