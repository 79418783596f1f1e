import type { DatabaseSync } from 'node:sqlite';

/** Kept as SQLite's `user_version`. A file with a higher one is left as it is. */
export const schemaVersion = 1;

/** Where SQLite keeps `user_version` in the file, big-endian. */
export const versionOffset = 60;

/** With 4 kB, rows of a bit more than half a page would need twice their size. */
export const pageBytes = 8192;

/**
 * - `locking_mode`: nobody else has the file open, and no third file is needed beside it. It has to come first.
 * - `secure_delete`: what a row held is overwritten with zeros when the row goes.
 * - `fullfsync`: on a Mac, an ordinary sync leaves the data in the disk's own memory.
 */
const settings = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA secure_delete = ON;
  PRAGMA cell_size_check = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA checkpoint_fullfsync = ON;
`;

/** `wal_autocheckpoint`: the log is turned by database.ts. `journal_size_limit`: what it then held is cut off. */
const logSettings = `
  PRAGMA journal_mode = WAL;
  PRAGMA wal_autocheckpoint = 0;
  PRAGMA journal_size_limit = 0;
`;

export const newEra = 'lower(hex(randomblob(16)))';

/**
 * What the contract does not allow is not taken, wherever it comes from: also from a damaged file that is mended.
 * `rows_by_place` ends in what is counted at each start, so that no row has to be read for it. `meta.logged`: see
 * database.ts. `meta.freed`: bytes of rows that went since the rows were last packed. `meta.era`: see the contract.
 */
const tables = `
  PRAGMA page_size = ${pageBytes};
  PRAGMA auto_vacuum = INCREMENTAL;
  BEGIN IMMEDIATE;
  CREATE TABLE rows (
    sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 16 AND kind NOT GLOB '*[^a-z]*'),
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 260 AND key NOT GLOB '*[^-_/A-Za-z0-9]*'),
    part INTEGER NOT NULL CHECK (part >= 0),
    replaces INTEGER NOT NULL CHECK (replaces >= 0),
    removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
    about TEXT NOT NULL CHECK (length(about) <= 4000),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    length INTEGER NOT NULL,
    bytes BLOB NOT NULL CHECK (length(bytes) = "length")
  ) STRICT;
  CREATE INDEX rows_by_place ON rows (kind, key, part, sequence, length);
  CREATE INDEX removals ON rows (kind, key, sequence) WHERE removed = 1;
  CREATE TABLE meta (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    last INTEGER NOT NULL,
    logged INTEGER NOT NULL CHECK (logged IN (0, 1)),
    freed INTEGER NOT NULL,
    era TEXT NOT NULL
  ) STRICT;
  INSERT INTO meta VALUES (1, 0, 1, 0, ${newEra});
  PRAGMA user_version = ${schemaVersion};
  COMMIT;
`;

/** Makes the tables where there are none, without the log: they stand in the file itself. Tells whether it did. */
export function prepareSchema(database: DatabaseSync): boolean {
  database.exec(settings);
  const isBlank = database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (isBlank) database.exec(tables);
  database.exec(logSettings);
  return isBlank;
}

export function readVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()!['user_version']);
}
