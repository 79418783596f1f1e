import { create } from 'zustand';
import type { Problem, Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
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
export function noteBackup(trouble: Problem | undefined): void {
  const { tries, problem: before } = useBackups.getState();
  if (trouble !== undefined && before === undefined) showProblem(trouble);
  useBackups.setState({ tries: tries + 1, problem: trouble });
}

/** As large as a backup can be, in bytes. */
const sizeLimit = 512 * 1024 * 1024;

/** Reads a file that the owner has chosen. */
export async function readChosenFile(file: File): Promise<Result<Uint8Array>> {
  try {
    if (file.size <= sizeLimit) return ok(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return problem(
      'backup.file-unreadable',
      'The file could not be read. Nothing was changed.',
      'Check that its disk is still connected.',
    );
  }
  return problem(
    'backup.not-a-backup',
    'This file is too large to be a backup of Plumbline. Nothing was changed.',
    'Choose a file whose name ends in .plumbline.',
  );
}
