import { DatabaseSync, backup } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Kysely speaks better-sqlite3's interface; this gives it Node's own SQLite, so that nothing is compiled. */
function adapt(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

/** SQLite ends some transactions by itself, as when the disk is full: then there is nothing left to roll back. */
function adaptRollback(statement: StatementSync, database: DatabaseSync): SqliteStatement {
  const rollback = adapt(statement);
  const nothing = { changes: 0, lastInsertRowid: 0 };
  return { ...rollback, run: (parameters) => (database.isTransaction ? rollback.run(parameters) : nothing) };
}

export interface OpenedSqlite {
  database: SqliteDatabase;
  /** Writes a whole and consistent copy while others go on writing. */
  copyTo(file: string): Promise<void>;
}

/**
 * Opens a database whose commits are on the disk when they return. `locking_mode=EXCLUSIVE` keeps a second
 * relay off the same file. Throws when the file is locked or no database.
 */
export function openNodeSqlite(file: string): OpenedSqlite {
  const database = new DatabaseSync(file);
  try {
    database.exec(`
      pragma locking_mode = exclusive;
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma foreign_keys = on;
      -- What is deleted is overwritten: an erased book and a closed workspace leave nothing in free pages.
      pragma secure_delete = on;
      -- What a large room took in the log goes back to the disk, and is not kept for the next one.
      pragma journal_size_limit = 16777216;
    `);
  } catch (error) {
    // Open, it would keep its hold on the file.
    database.close();
    throw error;
  }
  return overDatabase(database);
}

/** The same over a database that is open already, such as one in memory. */
export function overDatabase(database: DatabaseSync): OpenedSqlite {
  // The relay's queries are few and fixed, so each is prepared once.
  const prepared = new Map<string, SqliteStatement>();
  const prepare = (sql: string) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    const statement = sql === 'rollback' ? adaptRollback(made, database) : adapt(made);
    prepared.set(sql, statement);
    return statement;
  };
  return {
    database: { close: () => database.close(), prepare },
    async copyTo(copy) {
      await backup(database, copy);
    },
  };
}
