import type { Bridge } from '#shared/bridge/bridge.ts';
import { backupPartBytes } from '#shared/bridge/contract.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { backupName, momentOf } from './names.ts';

export interface StoredBackup {
  name: string;
  at: number;
  sizeBytes: number;
  workspace?: string | undefined;
}

/** The folder of the kept backups, which the shell looks after. */
export interface BackupStorage {
  /** Newest first. */
  list(): Promise<Result<StoredBackup[]>>;
  /** Writes under the name of the moment, or of the next second that is free. */
  write(bytes: Bytes, at: number): Promise<Result<{ name: string; at: number }>>;
  read(name: string): Promise<Result<Bytes>>;
  remove(name: string): Promise<Result<unknown>>;
}

const second = 1000;

export function createBackupStorage({ bridge }: { bridge: Bridge }): BackupStorage {
  async function writeAs(name: string, bytes: Bytes): Promise<Result<unknown>> {
    const parts = Math.max(1, Math.ceil(bytes.length / backupPartBytes));
    for (let part = 0; part < parts; part++) {
      const piece = bytes.subarray(part * backupPartBytes, (part + 1) * backupPartBytes);
      const bytesBase64Url = toBase64Url(piece);
      const written = await bridge.call('backups.write', { name, part, parts, bytesBase64Url });
      if (!written.ok) return written;
    }
    return ok();
  }

  return {
    async list() {
      const listed = await bridge.call('backups.list', {});
      if (!listed.ok) return listed;
      const entries = listed.value.backups.flatMap((backup) => {
        const at = momentOf(backup.name);
        return at === undefined ? [] : [{ ...backup, at }];
      });
      return ok(entries.toSorted((a, b) => b.at - a.at));
    },
    async write(bytes, at) {
      const start = Math.floor(at / second) * second;
      for (let moment = start; ; moment += second) {
        const name = backupName(moment);
        const written = await writeAs(name, bytes);
        if (written.ok) return ok({ name, at: moment });
        if (written.error.code !== 'backups.taken') return written;
      }
    },
    async read(name) {
      const pieces: Bytes[] = [];
      for (let part = 0, parts = 1; part < parts; part++) {
        const read = await bridge.call('backups.read', { name, part });
        if (!read.ok) return read;
        pieces.push(fromBase64Url(read.value.bytesBase64Url));
        parts = read.value.parts;
      }
      return ok(concat(...pieces));
    },
    remove: (name) => bridge.call('backups.remove', { name }),
  };
}

/** Whether there is any backup in the profile that names its workspace. */
export async function hasBackups(bridge: Bridge): Promise<boolean> {
  const listed = await createBackupStorage({ bridge }).list();
  return listed.ok && listed.value.some(({ workspace }) => workspace !== undefined);
}
