import type { RecordReader } from '#shared/records/reader.ts';
import { Library } from '../books/library.ts';
import type { Keyring } from '../books/keyring.ts';
import { ok } from '#shared/lib/result.ts';
import type { OpenBackup } from './backup.ts';

/** The books of a backup that this device's member may open. */
export function openableBooks({ manifest }: OpenBackup, keyring: Keyring): string[] {
  return manifest.rooms.flatMap(({ name }) => (name !== undefined && keyring.canOpen(name) ? [name] : []));
}

/** Opens the records of a backup beside those of the device, in memory only. */
export async function readBackupRecords(backup: OpenBackup, keyring: Keyring): Promise<RecordReader> {
  const updates = new Map(backup.file.rooms.map(({ room, update }) => [room, update]));
  const library = new Library({
    keyring,
    database: {
      readUpdates: async (room) => {
        const bytes = updates.get(room);
        return bytes === undefined ? [] : [{ bytes, sequence: 1 }];
      },
      readKept: async () => [],
      append: async () => ok(),
      compact: async () => ok(),
      mayBegin: () => ok(),
    },
    onRecords: () => {},
    onOpened: () => {},
    onSaved: () => {},
    onUnknownWriter: () => {},
    now: () => backup.manifest.madeAt,
  });
  for (const name of openableBooks(backup, keyring)) await library.open(name);
  return library;
}
