import * as Y from 'yjs';
import {
  differencesFrom,
  type FixedCollection,
  fixedCollections,
  isFixedCollection,
  type RestorableCollection,
  restorableCollections,
} from '#shared/commands/backup.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { BackupRoom } from '#shared/crypto/backup-file.ts';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { BackupKind, BackupPreview, RestoreDone } from './api.ts';
import type { Database } from '../database/database.ts';
import type { CommandDone } from '../commands/api.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { OpenBackup } from './backup.ts';
import { openableBooks, readBackupRecords } from './records.ts';
import { applies, envelopesIn, readStored } from './rooms.ts';

export interface RestoreParts {
  library: Library;
  keyring: Keyring;
  run(command: 'backup.restoreRecords', args: ArgsOf<'backup.restoreRecords'>): Promise<Result<CommandDone>>;
}

interface RestoreDeps {
  session: RestoreParts;
  database: Database;
}

/** What a restore would do, without doing any of it. */
export async function previewRestore(deps: RestoreDeps, backup: OpenBackup): Promise<BackupPreview> {
  const { library, keyring } = deps.session;
  await library.openAll();
  const records = await readBackupRecords(backup, keyring);
  const { madeAt, reason } = backup.manifest;
  const kinds = [...restorableCollections, ...fixedCollections];
  return {
    madeAt,
    reason,
    kinds: kinds
      .filter((kind) => keyring.access[collections[kind].compartment] !== undefined)
      .map((kind) => compare(kind, records, library)),
    missingEntries: entriesIn(await findLosses(deps, backup)),
  };
}

/**
 * Merges the backup's sealed entries into the books: those that are there already are the same to Yjs, so that
 * nothing is doubled and sync goes on from there. Since a merge cannot take back what was changed later, the
 * chosen records are then set back by a command, which undo can reverse and which syncs as any other change.
 */
export async function restore(
  deps: RestoreDeps,
  backup: OpenBackup,
  setBack: RestorableCollection[],
): Promise<Result<RestoreDone>> {
  await deps.session.library.openAll();
  const losses = await findLosses(deps, backup);
  const broughtBack = entriesIn(losses);
  const merged = await merge(deps, backup, losses);
  if (!merged.ok) return merged;
  const { library, keyring, run } = deps.session;
  const records = await readBackupRecords(backup, keyring);
  const wanted = setBack.flatMap((collection) => {
    const { changed, removed } = differencesFrom(records, library, collection);
    const back = removed.filter(({ id }) => !library.isErased(collection, id));
    return [...changed, ...back].map((record) => ({ collection, record }));
  });
  if (wanted.length === 0) return ok({ broughtBack, setBack: 0 });
  const done = await run('backup.restoreRecords', { records: wanted });
  if (!done.ok) return done;
  const { restored } = done.value.value as { restored: number };
  const { undoTitle } = done.value;
  return ok({ broughtBack, setBack: restored, ...(undoTitle === undefined ? {} : { undoTitle }) });
}

async function merge(
  { session, database }: RestoreDeps,
  backup: OpenBackup,
  losses: Loss[],
): Promise<Result<void>> {
  const { library, keyring } = session;
  const updates = new Map(losses.map(({ room, update }) => [room, update]));
  const open = new Set(library.books.map(({ room }) => room));
  const closed = losses.filter(({ room }) => !open.has(room));
  // Closed books first: once the index names them, they are opened with what is in the database.
  const appended = await database.append(closed.map(({ room, update }) => ({ room, bytes: update })));
  if (!appended.ok) return appended;
  for (const { room, outer } of library.books) {
    const update = updates.get(room);
    if (update !== undefined) Y.applyUpdate(outer, update);
  }
  for (const name of openableBooks(backup, keyring)) await library.open(name);
  // What was taken out of a room would stay away by a merge alone.
  for (const book of library.books) {
    const update = updates.get(book.room);
    if (update !== undefined) await book.bringBack(await book.lacking(envelopesOf(update)));
  }
  // Under the keys of today: at the next start, what a device that has left had signed counts no more.
  await library.tidy();
  return library.save();
}

/** A room of which the backup has sealed entries that are neither here nor replaced here by a later summary. */
interface Loss extends BackupRoom {
  entries: number;
}

async function findLosses(deps: RestoreDeps, { file }: OpenBackup): Promise<Loss[]> {
  const losses: Loss[] = [];
  for (const { room, update } of file.rooms) {
    const book = deps.session.library.books.find((each) => each.room === room);
    const entries = book
      ? (await book.lacking(envelopesOf(update))).length
      : newEntries(await readStored(deps.database, room), update);
    if (entries > 0) losses.push({ room, update, entries });
  }
  return losses;
}

/** How many envelopes a room would have more than it has; of one that this device does not open. */
function newEntries(now: Y.Doc, update: Uint8Array): number {
  const before = new Set(envelopesIn(now));
  applies(now, update);
  return envelopesIn(now).filter((envelope) => !before.has(envelope)).length;
}

function envelopesOf(update: Uint8Array): Uint8Array[] {
  const outer = new Y.Doc();
  applies(outer, update);
  return envelopesIn(outer).filter((item) => item instanceof Uint8Array);
}

function entriesIn(losses: Loss[]): number {
  return losses.reduce((sum, { entries }) => sum + entries, 0);
}

function compare(kind: BackupKind['kind'], backup: RecordReader, now: Library): BackupKind {
  const counts = { kind, inBackup: count(backup, kind), now: count(now, kind) };
  if (isFixedCollection(kind)) return { ...counts, changed: 0, removed: missing(kind, backup, now) };
  const { changed, removed } = differencesFrom(backup, now, kind);
  const back = removed.filter(({ id }) => !now.isErased(kind, id));
  return { ...counts, changed: changed.length, removed: back.length };
}

/** What is brought back of it by any restore: not what an owner has erased. */
function missing(kind: FixedCollection, backup: RecordReader, now: Library): number {
  const isMissing = ({ id }: { id: string }): boolean =>
    now.get(kind, id) === undefined && !now.isErased(kind, id);
  return [...backup.all(kind)].filter(isMissing).length;
}

function count(records: RecordReader, collection: CollectionName): number {
  return [...records.all(collection)].length;
}
