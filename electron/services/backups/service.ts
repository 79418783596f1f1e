import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import { backupPartBytes, type CallArgs, type CallResult } from '#shared/bridge/contract.ts';
import { backupHeadLength, readBackupHead } from '#shared/crypto/backup-file.ts';
import { diskIsFull } from '#shared/domain/disk.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { DiskService } from '../disk/service.ts';

type BackupCalls = 'backups.write' | 'backups.list' | 'backups.read' | 'backups.remove';

const namePattern = /^plumbline-\d{8}-\d{6}\.plumbline$/;
const unfinished = '.part';

/**
 * Keeps the encrypted backups in a folder of the profile, outside of what a browser may clear. The window
 * gives names, which the contract has checked, and never a path. The folder may be a link to another disk.
 */
export function createBackupService(deps: {
  folder: string;
  roomIn: DiskService['roomIn'];
}): Pick<CallHandlers, BackupCalls> {
  const { folder } = deps;
  const place = (name: string): string => path.join(folder, name);

  async function write({ name, part, parts, bytesBase64Url }: CallArgs<'backups.write'>) {
    const bytes = Buffer.from(bytesBase64Url, 'base64url');
    if (part === 0) {
      await beginWriting(folder);
      const most = parts === 1 ? bytes.length : parts * backupPartBytes;
      const { room, freeBytes } = await deps.roomIn(folder, most);
      if (!room) return noRoom(freeBytes);
    }
    if (await exists(place(name))) return taken;
    const written = await append(place(name) + unfinished, part, bytes);
    if (!written) return outOfOrder;
    if (part === parts - 1) await publish(folder, name);
    return ok({});
  }

  return {
    async 'backups.write'(args) {
      const written = await inWords(folder, () => write(args));
      if (!written.ok) await forget(place(args.name) + unfinished);
      return written;
    },
    'backups.list': () =>
      inWords(folder, async () => {
        const names = (await namesIn(folder)).filter((name) => namePattern.test(name)).toSorted();
        const backups = await Promise.all(names.map((name) => describe(name, place(name))));
        return ok({ backups: backups.filter((backup) => backup !== undefined) });
      }),
    'backups.read': ({ name, part }) => inWords(folder, () => readPart(place(name), part)),
    'backups.remove': ({ name }) =>
      inWords(folder, async () => {
        await rm(place(name), { force: true });
        return ok({});
      }),
  };
}

/** Makes the folder, and takes away what an earlier writing that was cut off has left. */
async function beginWriting(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const left = (await namesIn(folder)).filter((name) => name.endsWith(`.plumbline${unfinished}`));
  await Promise.all(left.map((name) => rm(path.join(folder, name), { force: true })));
}

/** `false` when this is not the part that the file waits for. */
async function append(file: string, part: number, bytes: Uint8Array): Promise<boolean> {
  const handle = await open(file, part === 0 ? 'wx' : 'a', 0o600);
  try {
    if ((await handle.stat()).size !== part * backupPartBytes) return false;
    await handle.writeFile(bytes);
    await handle.sync();
    return true;
  } finally {
    await handle.close();
  }
}

/** Renames, so that a backup under its own name is always a whole one. */
async function publish(folder: string, name: string): Promise<void> {
  await rename(path.join(folder, name + unfinished), path.join(folder, name));
  // Windows cannot open a folder, and needs no help to keep the new name.
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readPart(file: string, part: number): Promise<Result<CallResult<'backups.read'>>> {
  // A link under a backup's name would lead out of the folder. (Windows has no such flag, and few links.)
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { size } = await handle.stat();
    const start = part * backupPartBytes;
    const bytes = Buffer.alloc(Math.max(0, Math.min(backupPartBytes, size - start)));
    await handle.read(bytes, 0, bytes.length, start);
    const parts = Math.max(1, Math.ceil(size / backupPartBytes));
    return ok({ bytesBase64Url: bytes.toString('base64url'), parts });
  } finally {
    await handle.close();
  }
}

type Listed = CallResult<'backups.list'>['backups'][number];

async function describe(name: string, file: string): Promise<Listed | undefined> {
  const found = await lstat(file);
  if (!found.isFile()) return undefined;
  const handle = await open(file);
  try {
    const head = new Uint8Array(backupHeadLength);
    const { bytesRead } = await handle.read(head);
    const whose = readBackupHead(head.subarray(0, bytesRead));
    return { name, sizeBytes: found.size, ...(whose.ok ? whose.value : {}) };
  } finally {
    await handle.close();
  }
}

/** A folder that was not made yet holds nothing. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && !(await leadsNowhere(folder))) return [];
    throw error;
  }
}

/** Whether the folder is a link to a disk that is not connected. */
async function leadsNowhere(folder: string): Promise<boolean> {
  return (await isThere(lstat(folder))) && !(await exists(folder));
}

/** Of what was not written whole, nothing stays. */
async function forget(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => undefined);
}

const exists = (file: string): Promise<boolean> => isThere(stat(file));

async function isThere(found: Promise<unknown>): Promise<boolean> {
  return found.then(
    () => true,
    () => false,
  );
}

/** What the system says about the disk becomes words; the path stays out of them. */
async function inWords<T>(folder: string, step: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await step();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull;
    if (code !== undefined && (await leadsNowhere(folder))) return unreachable;
    if (code === 'ENOENT') return missing;
    if (code === undefined) throw error;
    return unusable;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

const diskFull = problem(
  'backups.disk-full',
  'The disk is full, so no backup could be made. Your data and the earlier backups are unchanged.',
  'Free some space. Plumbline tries again later.',
);

/** The same, known before anything was written. */
function noRoom(freeBytes: number): Result<never> {
  const full = diskIsFull(freeBytes);
  if (full.ok) return full;
  return problem(
    'backups.disk-full',
    `No backup was made. ${full.error.message}`,
    'Free some space. Plumbline tries again later.',
  );
}

const unreachable = problem(
  'backups.folder-unreachable',
  'The folder of the backups cannot be reached: its disk is not connected. Your data are unchanged.',
  'Connect the disk again. Plumbline tries again later.',
);

const unusable = problem(
  'backups.folder-unusable',
  'Plumbline cannot use the folder “backups” in its profile. Your data are unchanged.',
  'Check that you may write to that folder and that its disk is connected.',
);

const missing = problem(
  'backups.missing',
  'This backup is not there any more. Nothing was changed.',
  'Look at the list again, or choose a file.',
);

const taken = problem('backups.taken', 'There is a backup of this moment already. It was left as it is.');

const outOfOrder = problem(
  'backups.out-of-order',
  'The backup was not written, because its parts did not arrive in order.',
  'Try again.',
);
