import { create } from 'zustand';
import type { Problem } from '#shared/lib/result.ts';
import { showProblem } from './notices.ts';

interface Backups {
  /** Grows with each backup that was tried by itself: time to look at the list again. */
  tries: number;
  /** Why the last one could not be made. */
  problem: Problem | undefined;
}

/** How the backups that are made by themselves go. Fed by the vault's events. */
export const useBackups = create<Backups>(() => ({ tries: 0, problem: undefined }));

/** The first failure is news; that it still fails stands in the settings. */
export function noteBackup(problem: Problem | undefined): void {
  const { tries, problem: before } = useBackups.getState();
  if (problem !== undefined && before === undefined) showProblem(problem);
  useBackups.setState({ tries: tries + 1, problem });
}
