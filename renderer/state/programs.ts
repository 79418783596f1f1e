import { create } from 'zustand';
import type { ProgramsView } from '#renderer/vault/api.ts';

export type { ProgramRequestCard } from '#renderer/vault/api.ts';

const closed: ProgramsView = { server: { state: 'closed' }, requests: [] };

/** Where programs of this computer are waited for, and what they want changed. Fed by the vault's events. */
export const usePrograms = create<ProgramsView>(() => closed);

export function takePrograms(view: ProgramsView = closed): void {
  usePrograms.setState(view, true);
}
