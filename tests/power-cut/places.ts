import { cpSync } from 'node:fs';
import path from 'node:path';
import type { Copies } from './damage.ts';

/** A machine is a folder with one browser profile, and the profile of a shell for each port. */
export function browserFolder(machine: string): string {
  return path.join(machine, 'browser');
}

export function shellProfile(machine: string, port: number): string {
  return path.join(machine, `shell-${port}`);
}

export function copiesOf(machine: string, port: number): Copies {
  return copiesIn({ browser: browserFolder(machine), profile: shellProfile(machine, port) }, port);
}

/** Where the two copies of what belongs to a port lie. `browser`: the folder of the browser's profile. */
export function copiesIn(folders: { browser: string; profile: string }, port: number): Copies {
  const databases = path.join(folders.browser, 'Default', 'IndexedDB');
  const origin = path.join(databases, `http_127.0.0.1_${port}.indexeddb`);
  return {
    database: `${origin}.leveldb`,
    largeValues: `${origin}.blob`,
    journal: path.join(folders.profile, 'journal'),
  };
}

/** Copies a machine, but for what neither copy needs, and the mark that a browser is using the profile. */
export function copyMachine(from: string, to: string): void {
  const isNeeded = (file: string): boolean => !/Cache$|^Singleton|^reserve$/.test(path.basename(file));
  cpSync(from, to, { recursive: true, filter: isNeeded });
}
