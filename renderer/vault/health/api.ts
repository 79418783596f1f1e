import type { DiskState } from '#shared/bridge/contract.ts';
import { migratedTo } from '#shared/commands/migrate.ts';
import { latestMigration, migrations } from '#shared/commands/migrations.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Result } from '#shared/lib/result.ts';
import type { BackupScheduler } from '../backup/backup-scheduler.ts';
import type { Archive } from '../archive/archive.ts';
import type { Doubt } from '../books/doubts.ts';
import type { BookHealth } from '../books/envelope-report.ts';
import type { Library } from '../books/library.ts';
import type { Executor } from '../commands/executor.ts';
import type { Guard } from '../guard.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { StorageCheck, StorageEvent } from '../storage/notes.ts';
import type { Storage } from '../storage/storage.ts';
import type { MissingWork, RelayLoss } from '../sync/api.ts';
import type { RelayWatch } from '../sync/relay-watch.ts';

export type { BookHealth } from '../books/envelope-report.ts';

/** How the two copies of all data on this device are. */
export interface StorageHealth {
  /** The browser has promised not to clear its copy when the disk gets full. */
  persisted: boolean;
  /** What the browser's copy takes up, and what the second one does (bytes); the second is left out where it cannot be asked. */
  usedBytes: number;
  journalBytes?: number | undefined;
  /** Both hold the same. */
  inStep: boolean;
  disk?: DiskState | undefined;
  lastCheck?: StorageCheck | undefined;
  /** The last time that one copy had to be filled from the other. */
  event?: StorageEvent | undefined;
}

export interface Health {
  books: BookHealth[];
  /** Another device has a newer version: some of what it writes can be kept here, but not shown. */
  updateNeeded: boolean;
  /** Books that this device expects and does not have. */
  missing: string[];
  /** Records that do not fit their schema: kept, shown as far as they can be. */
  unfitRecords: number;
  /** Webhook deliveries from the relay that do not open or do not parse. */
  unreadableDeliveries: number;
  /** Requests from the public page that did not open, since this start. */
  unopenedRequests: number;
  /** Books that the newest backup had to leave out, because they are broken. */
  notInBackup: string[];
  /** Times when the relay had lost work; the newest first. */
  relayLosses: RelayLoss[];
  missingWork: MissingWork[];
  /** What honest devices and an honest relay never do. */
  doubts: Doubt[];
  /** Devices whose summary of a book counts on their word alone: nobody else has confirmed it to this device yet. */
  unconfirmed: string[];
  storage: StorageHealth;
  undoDepth: number;
}

export interface HealthApi {
  /** How well the data on this device are. While locked there is nothing to tell but the space they take. */
  health(): Promise<Health>;
  /** Reads all of both copies, compares them and repairs one from the other. */
  checkStorage(): Promise<Result<StorageCheck>>;
}

interface Parts {
  /** Resolves when all books are in memory. */
  loaded: Promise<void>;
  library: Library;
  archive: Archive;
  inbox: Inbox;
  executor: Executor;
  backupScheduler: BackupScheduler;
  relayWatch: RelayWatch;
}

/** `storage`: that of now; after locking it is another one. */
export function createHealthApi({ open }: Guard<Parts>, storage: () => Storage): HealthApi {
  return {
    async health() {
      const parts = open();
      return {
        ...(parts === undefined ? nothing : await healthOf(parts)),
        storage: await storageHealth(storage()),
      };
    },
    checkStorage: () => storage().notes.check(),
  };
}

const nothing: Omit<Health, 'storage'> = {
  books: [],
  updateNeeded: false,
  missing: [],
  unfitRecords: 0,
  unreadableDeliveries: 0,
  unopenedRequests: 0,
  notInBackup: [],
  relayLosses: [],
  missingWork: [],
  doubts: [],
  unconfirmed: [],
  undoDepth: 0,
};

async function healthOf(parts: Parts): Promise<Omit<Health, 'storage'>> {
  await parts.loaded;
  const { library, archive, inbox, executor, backupScheduler, relayWatch } = parts;
  const closed = [...library.closedBooks.keys()].flatMap((name) => archive.summary(name)?.health ?? []);
  const books = [...library.health(), ...closed];
  const present = new Set(books.filter(({ envelopes }) => envelopes > 0).map(({ book }) => book));
  return {
    books,
    updateNeeded: books.some(({ newer }) => newer > 0) || isBehind(library),
    missing: [...library.all('books')].map(({ id }) => id).filter((id) => !present.has(id)),
    unfitRecords: closed.reduce((sum, { refused }) => sum + refused, library.unfitRecords()),
    unreadableDeliveries: inbox.unreadable(),
    unopenedRequests: inbox.unopenedRequests(),
    notInBackup: backupScheduler.left(),
    relayLosses: relayWatch.memory.losses(),
    missingWork: relayWatch.gaps.missing(),
    doubts: relayWatch.doubts(),
    unconfirmed: relayWatch.unconfirmed(),
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
