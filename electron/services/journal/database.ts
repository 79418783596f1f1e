import { statSync, truncateSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { prepareSchema } from './schema.ts';

/** Above this (bytes) the log is turned: what is in it goes into the file, and it begins anew. */
const longestLog = 4 * 1024 * 1024;

/** The open file. Whatever is done with it throws SQLite's errors. */
export interface Journal {
  file: string;
  database: DatabaseSync;
  /** Prepares each statement once. */
  prepare(sql: string): StatementSync;
  /** Has to be turned before anything is written. */
  isLogDue: boolean;
  /** What is read as `meta.logged`. */
  logged: 0 | 1;
  /** Where the last transaction ends in the log, in bytes. */
  logEnd: number;
  /** Where the log is turned next. */
  turnAt: number;
}

export function logOf(file: string): string {
  return `${file}-wal`;
}

/** Opens a file, with its tables made where it was empty (`isNew`). */
export function connect(file: string): { journal: Journal; isNew: boolean } {
  const database = new DatabaseSync(file);
  try {
    const isNew = prepareSchema(database);
    const prepared = new Map<string, StatementSync>();
    const prepare = (sql: string): StatementSync => {
      const statement = prepared.get(sql) ?? database.prepare(sql);
      prepared.set(sql, statement);
      return statement;
    };
    const logEnd = sizeOf(logOf(file));
    const log = { isLogDue: true, logged: 1, logEnd, turnAt: longestLog } as const;
    return { journal: { file, database, prepare, ...log }, isNew };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** On disk when it returns. When it throws, nothing of it is. */
export function transaction<T>(journal: Journal, step: () => T): T {
  if (journal.isLogDue) turnLog(journal);
  // It is 0 here only where the disk refused that it become 1 again.
  if (journal.logged === 0) markLogged(journal, 1);
  return commit(journal, step);
}

/** Keeps the log short. To be called when nobody waits. */
export function turnLongLog(journal: Journal): void {
  if (journal.logEnd <= journal.turnAt) return;
  // Where the disk has no room for it, what is under way may still find some in the log.
  journal.turnAt = journal.logEnd + longestLog;
  turnLog(journal);
}

/**
 * Brings what is in the log into the file, and begins the log anew. Nothing of replaced rows is left in it then.
 *
 * `meta.logged` tells at the next start whether a log is missing. It is 0 in the file and 1 in the log above it,
 * so that 0 is read where the log is gone. Where SQLite itself has brought all of the log into the file, as it
 * does when it closes it, 1 is read.
 */
export function turnLog(journal: Journal): void {
  markLogged(journal, 0);
  // RESTART, not TRUNCATE: there is no moment without a log, and the next commit cuts off what it held.
  try {
    journal.database.exec('PRAGMA wal_checkpoint(RESTART)');
  } finally {
    markLogged(journal, 1);
  }
  journal.isLogDue = false;
  journal.turnAt = longestLog;
}

function markLogged(journal: Journal, logged: 0 | 1): void {
  commit(journal, () => journal.prepare('UPDATE meta SET logged = ?').run(logged));
  journal.logged = logged;
}

function commit<T>(journal: Journal, step: () => T): T {
  const { database } = journal;
  try {
    database.exec('BEGIN IMMEDIATE');
    const value = step();
    database.exec('COMMIT');
    journal.logEnd = sizeOf(logOf(journal.file));
    return value;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    cutLog(journal);
    throw error;
  }
}

/** What a failed transaction has left in the log would look, at the next start, as if something were torn off. */
function cutLog({ file, logEnd }: Journal): void {
  try {
    if (sizeOf(logOf(file)) > logEnd) truncateSync(logOf(file), logEnd);
  } catch {
    // Then it only looks so.
  }
}

/** In bytes; 0 for a file that is not there. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
