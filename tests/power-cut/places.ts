import { cpSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
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
  const data = path.join(folders.browser, 'Default');
  const bucket = newestBucket(path.join(data, 'WebStorage'), port);
  const place = path.join(data, 'WebStorage', bucket, 'IndexedDB', 'indexeddb');
  return {
    database: `${place}.leveldb`,
    largeValues: `${place}.blob`,
    journal: path.join(folders.profile, 'journal'),
  };
}

/** The folder of the bucket that the vault made last. No browser may be running. */
function newestBucket(folder: string, port: number): string {
  const database = new DatabaseSync(path.join(folder, 'QuotaManager'));
  const sql = "SELECT max(id) AS id FROM buckets WHERE storage_key = ? AND name GLOB '*--[0-9]*'";
  const { id } = database.prepare(sql).get(`http://127.0.0.1:${port}/`)!;
  database.close();
  return String(id);
}

/** Copies a machine, but for what neither copy needs, and the mark that a browser is using the profile. */
export function copyMachine(from: string, to: string): void {
  const isNeeded = (file: string): boolean => !/Cache$|^Singleton|^reserve$/.test(path.basename(file));
  cpSync(from, to, { recursive: true, filter: isNeeded });
}
