import { useCallback, useEffect, useState } from 'react';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { useBackups } from '#renderer/state/backups.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { BackupEntry } from '#renderer/vault/backup/api.ts';

/** The kept backups, newest first; looks again after each that was made by itself. */
export function useBackupList(): { list: Result<BackupEntry[]> | undefined; lookAgain: () => void } {
  const [list, setList] = useState<Result<BackupEntry[]>>();
  const tries = useBackups((state) => state.tries);
  const lookAgain = useCallback(() => ignore(vault().backups().then(setList)), []);
  useEffect(lookAgain, [lookAgain, tries]);
  return { list, lookAgain };
}
