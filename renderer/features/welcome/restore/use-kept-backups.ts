import { useEffect, useState } from 'react';
import { ignore } from '#shared/lib/ignore.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { BackupEntry } from '#renderer/vault/backup/api.ts';

/**
 * The backups beside the data of a window in which no business is open, the newest first; none on a new computer.
 * `undefined` until they have been looked for.
 */
export function useKeptBackups(): BackupEntry[] | undefined {
  const [kept, setKept] = useState<BackupEntry[]>();
  useEffect(() => {
    const look = async () => {
      const listed = await vault().backups();
      setKept(listed.ok ? listed.value.filter(({ restorable }) => restorable) : []);
    };
    ignore(look());
  }, []);
  return kept;
}
