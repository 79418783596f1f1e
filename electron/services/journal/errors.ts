/** SQLite's primary result codes: https://sqlite.org/rescode.html */
const codes = {
  error: 1,
  busy: 5,
  corrupt: 11,
  full: 13,
  tooBig: 18,
  constraint: 19,
  mismatch: 20,
  notDatabase: 26,
};
const damage = [codes.corrupt, codes.notDatabase, codes.error];
const unfit = [codes.tooBig, codes.constraint, codes.mismatch];

/** `undefined` for an error that is not SQLite's. */
export function sqliteCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown }).errcode;
  // The upper bytes say more, such as which step of a write failed.
  return typeof code === 'number' ? code & 0xff : undefined;
}

/**
 * The file can be read, but is not what was written. Our statements do not change, so a general error is one too:
 * a table is not there.
 */
export function isDamage(error: unknown): boolean {
  return damage.includes(sqliteCode(error) ?? 0);
}

export function isFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return sqliteCode(error) === codes.full || code === 'ENOSPC' || code === 'EDQUOT';
}

/** Somebody else has the file open. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error) === codes.busy;
}

/** The values do not fit: of all errors that a row alone can cause. */
export function isUnfit(error: unknown): boolean {
  return unfit.includes(sqliteCode(error) ?? 0);
}

/** Whether the disk or the system refused, and not our own code. */
export function isOutside(error: unknown): boolean {
  return sqliteCode(error) !== undefined || (error as NodeJS.ErrnoException).errno !== undefined;
}
