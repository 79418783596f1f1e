import { latestMigration, migrations } from '#shared/commands/migrations.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Timers, Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Patch } from '../projection/patch.ts';
import { type Archive, createArchive } from '../archive/archive.ts';
import { createSummaries } from '../archive/summaries.ts';
import type { Book } from '../books/book.ts';
import type { Keyring } from '../books/keyring.ts';
import { Library, type LibraryDeps } from '../books/library.ts';
import { createRecordChanges, type RecordChanges } from '../books/record-changes.ts';
import { createExecutor, type Executor } from '../commands/executor.ts';
import type { Database } from '../database/database.ts';
import { createMigrator } from '../migrator.ts';
import { createOpening, type Opening } from '../projection/opening.ts';
import { createProjector, type Projector } from '../projection/projector.ts';
import { createSnapshots, derivedKey, type Snapshots } from '../projection/snapshots.ts';
import { createIndexes, type Indexes } from '../search/indexes.ts';
import { createSearch, type Search } from '../search/search.ts';
import { createStoredIndexes } from '../search/stored-indexes.ts';

export interface RecordsDeps extends Pick<
  LibraryDeps,
  'onOwnChange' | 'onSaved' | 'onUnknownWriter' | 'checkpoints'
> {
  crypto: WebCrypto;
  keyring: Keyring;
  database: Database;
  work: Work;
  timers: Timers;
  /** From 0 to 1. */
  random(): number;
  /** Epoch milliseconds. */
  now(): number;
  /** See `SessionDeps`. */
  schemas?: string | undefined;
  onOpened(book: Book): void;
  /** See `ArchiveDeps`. */
  onShown(): void;
  onClosed(book: string): void;
  /** See `SecondFactor`. */
  mayAct(): Result<void>;
  /** See `News`. */
  agreed(newsId: string): boolean;
  emit(
    event: { type: 'snapshot'; lines: string[] } | { type: 'loaded' } | { type: 'patches'; patches: Patch[] },
  ): void;
}

/** The business as this device has it: books and records, their change, and what is read and shown of them. */
export interface Records {
  library: Library;
  changes: RecordChanges;
  executor: Executor;
  /** Brings what is open to the form of this version. */
  migrate(): Promise<void>;
  projector: Projector;
  snapshots: Snapshots;
  opening: Opening;
  indexes: Indexes;
  archive: Archive;
  search: Search;
}

export function createRecords(deps: RecordsDeps): Records {
  const { crypto, keyring, database, work, timers, now, emit } = deps;
  const { deviceId, memberId } = keyring.keybag;
  const sealed = { crypto, key: derivedKey(crypto, keyring.keybag), database };
  const changes = createRecordChanges({ work });
  const library = new Library({
    ...deps,
    onRecords: changes.tell,
    onOpened(book) {
      opening.opened(book);
      indexes.opened(book);
      deps.onOpened(book);
    },
    beforeSave: (books) => archive.invalidate(books),
    checkedContent: (book) => opening.checkedContent(book),
  });
  const parts = { library, changes, keyring, work, timers, now };
  const send = (patches: Patch[]): void => emit({ type: 'patches', patches });
  const projector = createProjector({ records: library, changes, work, send });
  const place = () => keyring.roster.record.devices.find(({ id }) => id === deviceId)?.place;
  const isOwner = () => keyring.roster.isOwners(deviceId);
  const executor = createExecutor({
    library,
    random: crypto,
    now,
    deviceId,
    place,
    memberId,
    isOwner,
    pseudonym: keyring.pseudonym,
    accessOf: keyring.accessOf,
    mayAct: deps.mayAct,
    agreed: deps.agreed,
  });
  const migrate = createMigrator({ executor, keyring });
  const indexes = createIndexes({ ...parts, stored: createStoredIndexes(sealed) });
  const archive = createArchive({
    ...parts,
    summaries: createSummaries(sealed),
    indexes,
    between: executor.between,
    schema: latestMigration(migrations),
    migrate,
    onShown() {
      projector.flush();
      deps.onShown();
    },
    onClosed: deps.onClosed,
  });
  const { canOpen } = keyring;
  const search = createSearch({ indexes, records: library, canOpen, isComplete: archive.isSearchable, now });
  const snapshots = createSnapshots({ ...sealed, schemas: deps.schemas });
  const opening = createOpening({ ...parts, archive, snapshots, projector, canOpen, emit });
  return { library, changes, executor, migrate, projector, snapshots, opening, indexes, archive, search };
}
