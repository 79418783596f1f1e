import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { makeOwnFolder } from './own-folder.ts';

/** SQLite's code for a lock that somebody else holds: https://sqlite.org/rescode.html#busy */
const busy = 5;

/**
 * Makes sure that one profile has one shell. It is SQLite's lock on a file, because the system gives that up
 * however the process ends: no stale lock ever keeps the owner out. Nothing is written for it (`MEMORY`: no file
 * for a rollback), so that a disk without room keeps nobody out either.
 */
export function lockProfile(profile: string): Result<{ release(): void }> {
  const lock = openLockFile(profile);
  if (lock === undefined) return unusable;
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    return (error as { errcode?: unknown }).errcode === busy ? inUse : unusable;
  }
  return ok({ release: () => lock.close() });
}

function openLockFile(profile: string): DatabaseSync | undefined {
  if (!makeOwnFolder(profile, { link: true })) return undefined;
  try {
    return new DatabaseSync(path.join(profile, 'shell.lock'));
  } catch {
    return undefined;
  }
}

const unusable = problem(
  'host.profile-unusable',
  'Plumbline cannot use the folder that --profile names, or it belongs to another account.',
  'Choose a folder of your own, or make room on the disk.',
);

const inUse = problem(
  'host.profile-in-use',
  'Plumbline is already running with these data.',
  'Use the window that is open, or close it and start again.',
);
