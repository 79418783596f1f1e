import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sizeOf } from './database.ts';
import { isDamage } from './errors.ts';
import { pageBytes } from './schema.ts';

/** Where a file's first page says how long it is, and where its free pages are: https://sqlite.org/fileformat.html */
const pageCountOffset = 28;
const freePagesOffset = 32;

/**
 * SQLite reads nothing of a file whose first page is damaged, or that is shorter than this page says. It is the
 * same in all journals, but for these numbers: so that of a `fresh` one is lent to the file while a step reads it.
 */
export function withReadableHead<T>(file: string, fresh: string, step: () => T): T {
  if (isReadable(file)) return step();
  const own = readHead(file);
  const lent = readHead(fresh);
  lent.writeUInt32BE(Math.floor(sizeOf(file) / pageBytes), pageCountOffset);
  lent.fill(0, freePagesOffset, freePagesOffset + 8);
  writeHead(file, lent);
  try {
    return step();
  } finally {
    writeHead(file, own);
  }
}

function isReadable(file: string): boolean {
  // A file of less than a page is nothing that could be read.
  if (sizeOf(file) < pageBytes) return true;
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    return database.prepare('SELECT last FROM meta').get() !== undefined;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    database.close();
  }
}

function readHead(file: string): Buffer {
  const head = Buffer.alloc(pageBytes);
  const handle = openSync(file, 'r');
  readSync(handle, head);
  closeSync(handle);
  return head;
}

function writeHead(file: string, head: Buffer): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, head, 0, head.length, 0);
  closeSync(handle);
}
