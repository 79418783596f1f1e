import { create } from 'zustand';
import type { Finding } from '#shared/invariants/invariant.ts';

/** What two devices that had not met have broken together. Fed by the vault's events. */
const useAll = create<{ findings: Finding[] }>(() => ({ findings: [] }));

export function takeFindings(findings: Finding[]): void {
  useAll.setState({ findings });
}

/** All that is in need of a decision. */
export function useFindings(): Finding[] {
  return useAll(({ findings }) => findings);
}
