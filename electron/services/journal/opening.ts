import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import type { CallResult } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { connect, type Journal, logOf, sizeOf, transaction, turnLog } from './database.ts';
import { isDamage, isFull } from './errors.ts';
import { type LogState, lookAtLog } from './log.ts';
import { isHalfMended, mend } from './mending.ts';
import { makeFile, type Place, placeIn, takeMended } from './place.ts';
import { countRows } from './reading.ts';
import { newEra, readVersion, schemaVersion, versionOffset } from './schema.ts';
import { newer } from './words.ts';

/** How the journal was found: see the contract. */
export type Finding = CallResult<'journal.open'>['found'];

export interface Opened {
  journal: Journal;
  found: Finding;
}

/**
 * Opens the journal in its folder, made where there is none, and mends it where it is damaged. `isDoubted`: there
 * is reason to look at all of it. Throws what the disk or SQLite says.
 */
export function openJournal(folder: string, isDoubted = false): Result<Opened> {
  const place = placeIn(folder);
  if (isHalfMended(place)) {
    takeMended(place);
    return ok(ready(connect(place.file).journal, 'damaged'));
  }
  if (isOfNewerVersion(place.file)) return newer;
  // An orderly end leaves no log.
  const isLeftOpen = existsSync(logOf(place.file));
  const log = lookAtLog(logOf(place.file));
  const found = tryToOpen(place, log, isDoubted);
  if (found === 'newer') return newer;
  if (found !== 'damaged') return ok(ready(found.journal, found.found, isLeftOpen));
  mend(place);
  return ok(ready(connect(place.file).journal, 'damaged'));
}

function tryToOpen(place: Place, log: LogState, isDoubted: boolean): Opened | 'damaged' | 'newer' {
  const isGone = sizeOf(place.file) === 0 && (log === 'whole' || log === 'torn');
  makeFile(place.file);
  try {
    const { journal, isNew } = connect(place.file);
    const judged = isNew ? 'new' : orClose(journal, () => judge(journal, log, isDoubted));
    const found = isGone ? 'damaged' : judged;
    if (found !== 'damaged' && found !== 'newer') return { journal, found };
    journal.database.close();
    return found;
  } catch (error) {
    if (isDamage(error)) return 'damaged';
    throw error;
  }
}

function judge(journal: Journal, log: LogState, isDoubted: boolean): Finding | 'newer' {
  const found = findingOf(journal, log);
  const isSuspect = found === 'cut' || (isDoubted && found === 'whole');
  return isSuspect && !isSound(journal) ? 'damaged' : found;
}

function findingOf(journal: Journal, log: LogState): Finding | 'newer' {
  const version = readVersion(journal.database);
  if (version !== schemaVersion) return version > schemaVersion ? 'newer' : 'damaged';
  if (log === 'torn') return 'cut';
  if (log === 'whole' || log === 'turned') return 'whole';
  // No transaction was read from a log: was one there when this was last written?
  const isComplete = journal.prepare('SELECT logged FROM meta').get()!['logged'] === 1;
  if (isComplete) return 'whole';
  return log === 'unreadable' ? 'damaged' : 'cut';
}

/**
 * Reads all of it. `integrity_check` also holds the index against the rows, which `quick_check` does not; and it
 * is content with a file that has other tables than ours, which the count is not.
 */
function isSound(journal: Journal): boolean {
  countRows(journal);
  return journal.database.prepare('PRAGMA integrity_check(1)').get()!['integrity_check'] === 'ok';
}

/**
 * With its log turned, so that a missing one is noticed at the next start, and in another era after an end that was
 * not in order. A full disk may still be read.
 */
function ready(journal: Journal, found: Finding, isLeftOpen = false): Opened {
  return orClose(journal, () => {
    try {
      turnLog(journal);
      if (isLeftOpen || found === 'cut')
        transaction(journal, () => journal.prepare(`UPDATE meta SET era = ${newEra}`).run());
    } catch (error) {
      if (!isFull(error) || found === 'new') throw error;
    }
    return { journal, found };
  });
}

/** Leaves no file open where a step throws. */
function orClose<T>(journal: Journal, step: () => T): T {
  try {
    return step();
  } catch (error) {
    journal.database.close();
    throw error;
  }
}

/** Looked up without SQLite, which would write to the file when it closes it. */
function isOfNewerVersion(file: string): boolean {
  if (sizeOf(file) < versionOffset + 4) return false;
  const head = Buffer.alloc(versionOffset + 4);
  const handle = openSync(file, 'r');
  readSync(handle, head);
  closeSync(handle);
  return (
    head.toString('latin1', 0, 16) === 'SQLite format 3\0' && head.readInt32BE(versionOffset) > schemaVersion
  );
}
