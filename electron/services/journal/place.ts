import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { logOf, sizeOf } from './database.ts';

/** The files in the journal's folder. */
export interface Place {
  folder: string;
  file: string;
  /** The new file while a damaged one is mended. It is complete where the damaged one has been put aside. */
  mended: string;
}

export function placeIn(folder: string): Place {
  return {
    folder,
    file: path.join(folder, 'journal.sqlite'),
    mended: path.join(folder, 'journal-mended.sqlite'),
  };
}

/** Makes the folder and an empty file, for the owner alone; SQLite gives the log the same permissions. */
export function makeFile(file: string): void {
  const folder = path.dirname(file);
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(path.dirname(folder));
  closeSync(openSync(file, 'a', 0o600));
}

export function removeFile(file: string): void {
  for (const one of [file, logOf(file), `${file}-journal`]) rmSync(one, { force: true });
}

/** Puts the mended file into the place of the damaged one, and that aside; of those, only the last is kept. */
export function takeMended({ folder, file, mended }: Place): void {
  const time = new Date().toISOString().replaceAll(/[^\dT]/g, '');
  if (sizeOf(file) > 0) renameSync(file, path.join(folder, `journal-damaged-${time}.sqlite`));
  rmSync(logOf(file), { force: true });
  renameSync(mended, file);
  syncFolder(folder);
  const aside = readdirSync(folder).filter((name) => name.startsWith('journal-damaged-'));
  for (const name of aside.toSorted().slice(0, -1)) rmSync(path.join(folder, name), { force: true });
}

/** So that a new name is there after a power cut. */
function syncFolder(folder: string): void {
  // Windows cannot open a folder, and needs no help to keep the name.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
