import { numbersUsedTwice } from '#shared/domain/invoice-number.ts';
import { migratedTo } from '#shared/commands/migrate.ts';
import { latestMigration, migrations } from '#shared/commands/migrations.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Health, StorageHealth } from './api.ts';
import type { Session } from './session.ts';
import type { Storage } from './storage/storage.ts';

/** How well the data on this device are. While locked there is nothing to tell but the space they take. */
export async function healthOf(session: Session | undefined, stored: Storage): Promise<Health> {
  const storage = await storageHealth(stored);
  if (session === undefined) {
    return {
      books: [],
      updateNeeded: false,
      missing: [],
      unfitRecords: 0,
      unreadableDeliveries: 0,
      notInBackup: [],
      relayLosses: [],
      missingWork: [],
      numbersUsedTwice: [],
      storage,
      undoDepth: 0,
    };
  }
  await session.loaded;
  const { library, archive, inbox, executor } = session;
  const closed = [...library.closedBooks.keys()].flatMap((name) => archive.summary(name)?.health ?? []);
  const books = [...library.health(), ...closed];
  const present = new Set(books.filter(({ envelopes }) => envelopes > 0).map(({ book }) => book));
  return {
    books,
    updateNeeded: books.some(({ newer }) => newer > 0) || isBehind(library),
    missing: [...library.all('books')].map(({ id }) => id).filter((id) => !present.has(id)),
    unfitRecords: closed.reduce((sum, { refused }) => sum + refused, library.refusedRecords()),
    unreadableDeliveries: inbox.unreadable(),
    notInBackup: session.backupScheduler.left(),
    relayLosses: session.relayWatch.memory.losses(),
    missingWork: session.relayWatch.gaps.missing(),
    numbersUsedTwice: numbersUsedTwice(library.all('issued')),
    storage,
    undoDepth: executor.undoDepth(),
  };
}

async function storageHealth(storage: Storage): Promise<StorageHealth> {
  const { usage = 0 } = await navigator.storage.estimate();
  return {
    persisted: await navigator.storage.persisted(),
    usedBytes: usage,
    journalBytes: await storage.journalBytes(),
    inStep: storage.isComplete(),
    disk: storage.status().disk,
    lastCheck: storage.notes.lastCheck(),
    event: storage.notes.event(),
  };
}

/** Whether another device has brought records to a form that this version does not know. */
function isBehind(records: RecordReader): boolean {
  return [...records.all('schemas')].some(({ id }) => migratedTo(records, id) > latestMigration(migrations));
}
