import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { latestMigration, migrations } from '#shared/commands/migrations.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { createWork, type Timers } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import type { VaultEvent } from './api.ts';
import type { CommandDone } from './commands/api.ts';
import { createBackupScheduler, type BackupScheduler } from './backup/backup-scheduler.ts';
import { createBackupStorage } from './backup/backup-storage.ts';
import { type Archive, createArchive } from './archive/archive.ts';
import type { Book } from './books/book.ts';
import { createSummaries } from './archive/summaries.ts';
import type { BlobDatabase } from './blobs/blob-database.ts';
import { createKeyring, type Keyring } from './books/keyring.ts';
import type { CheckpointLimits } from './books/checkpoint.ts';
import { Library } from './books/library.ts';
import { createRecordChanges } from './books/record-changes.ts';
import { type Claims, createClaims } from './claims/claims.ts';
import { createExecutor, type Executor } from './commands/executor.ts';
import type { Database } from './database/database.ts';
import { createInbox, type Inbox } from './inbox/inbox.ts';
import type { Keybag } from './keys/keybag.ts';
import { createOpening } from './projection/opening.ts';
import { createSnapshots, derivedKey } from './projection/snapshots.ts';
import { createProjector } from './projection/projector.ts';
import { createRelayClient, type RelayClient } from './sync/relay-client.ts';
import { trustedRelays } from './sync/relay-identity.ts';
import { createRelayWatch, type RelayWatch } from './sync/relay-watch.ts';
import { createPending } from './sync/pending.ts';
import { createPresence, type Presence } from './sync/presence.ts';
import { createRelayClock } from './sync/relay-clock.ts';
import { createSync, type Sync } from './sync/sync.ts';
import { createClosedBookSync } from './sync/closed-book-sync.ts';
import { createLifecycle } from './session/lifecycle.ts';
import { createResealing } from './session/resealing.ts';
import { createSettings } from './session/settings.ts';
import { type Assistant, createAssistant } from './session/assistant.ts';
import { createMessaging, type Messaging } from './session/messaging.ts';
import { createIndexes } from './search/indexes.ts';
import { createSearch } from './search/search.ts';
import { createStoredIndexes } from './search/stored-indexes.ts';
import type { Roster } from './keys/roster.ts';
import { createTeamFollower } from './team/follower.ts';
import { createMigrator } from './migrator.ts';
import type { TeamApi } from './team/api.ts';
import { createTeam } from './team/team.ts';
import { createMaintenance } from './maintenance.ts';

export interface SessionDeps {
  bridge: Bridge;
  crypto: WebCrypto;
  database: Database;
  /** Where encrypted files lie. */
  blobDatabase: BlobDatabase;
  keybag: Keybag;
  /** As the keybag's membership says. */
  roster: Roster;
  /** Seals a changed keybag and makes it durable. */
  saveKeybag(keybag: Keybag): Promise<Result<void>>;
  emit(event: VaultEvent): void;
  /** Epoch milliseconds. */
  now(): number;
  timers: Timers;
  /** From 0 to 1: for pauses, and for nothing that has to be secret. */
  random(): number;
  /** Names the schemas of this build: what it has checked before it need not check again. */
  schemas?: string | undefined;
  /** When books are shortened; see `CheckpointLimits`. */
  checkpoints?: CheckpointLimits;
}

/** Everything that lives between unlocking and locking. */
export interface Session
  extends Assistant, Pick<Messaging, 'blobs' | 'reading' | 'templates' | 'testChannel'> {
  keybag: Keybag;
  /** The id of the open workspace. */
  workspace: string;
  keyring: Keyring;
  library: Library;
  /** Old months and years. */
  archive: Archive;
  search: ReturnType<typeof createSearch>;
  /** How many records of closed books can be found. */
  searchableClosed(): number;
  executor: Executor;
  sync: Sync;
  presence: Presence;
  relayWatch: RelayWatch;
  inbox: Inbox;
  claims: Claims;
  backupScheduler: BackupScheduler;
  team: TeamApi;
  /** Resolves when all books are in memory. Until then the screen shows their snapshots. */
  loaded: Promise<void>;
  /** The HTTP side of a relay. `creationToken`: instead of the one that the workspace keeps for it. */
  relayClient(url: string, creationToken?: string): RelayClient;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<CommandDone>>;
  /** Whether something may be stored has changed, or why not. */
  storageChanged(): void;
  /** Has relay, guard and channels follow the settings as they are now. */
  applySettings(): Promise<void>;
  /** Resolves when all is loaded and saved and nothing goes on by itself. */
  quiet(): Promise<void>;
  /** Makes everything durable and ends what runs. */
  close(): Promise<void>;
}

/** Composes the unlocked vault and starts to load its books. */
export async function openSession(deps: SessionDeps): Promise<Session> {
  const { bridge, crypto, database, keybag, emit, now } = deps;
  const clock = createRelayClock(now);
  const keyring = await createKeyring(crypto, keybag, deps.roster);
  const sealed = { crypto, key: derivedKey(crypto, keybag), database };
  const snapshots = createSnapshots({ ...sealed, schemas: deps.schemas });
  const work = createWork(deps.timers);
  /** Closed in the reverse order: what was begun last, over what was there before, ends first. */
  const parts = new AsyncDisposableStack();
  const changes = createRecordChanges({ work });

  parts.defer(async () => {
    await bridge.call('egress.configure', { policy: { localOnly: true, origins: {} } });
  });

  const library = new Library({
    keyring,
    database,
    onRecords: changes.tell,
    onOpened,
    onSaved: (result) => lifecycle.saved(result),
    onOwnChange: (book, changes) => pending.changed(book, changes),
    beforeSave: (books) => archive.invalidate(books),
    onUnknownWriter: () => follower.lookAgain(),
    checkedContent: (book) => opening.checkedContent(book),
    now,
    work,
    checkpoints: deps.checkpoints,
  });
  const projector = createProjector({
    records: library,
    changes,
    work,
    send: (patches) => emit({ type: 'patches', patches }),
  });
  const { deviceId, memberId } = keybag;
  const place = () => keyring.roster.record.devices.find(({ id }) => id === deviceId)?.place;
  const executor = createExecutor({ library, random: crypto, now, deviceId, place, memberId });
  const migrate = createMigrator({ executor, keyring });
  const indexes = createIndexes({
    library,
    changes,
    stored: createStoredIndexes(sealed),
    work,
    timers: deps.timers,
  });
  const archive = createArchive({
    library,
    changes,
    summaries: createSummaries(sealed),
    indexes,
    between: executor.between,
    keyring,
    schema: latestMigration(migrations),
    migrate,
    now,
    work,
    onShown: () => {
      projector.flush();
      maintenance.saved();
    },
    onClosed: (name) => closedBookSync.add(name),
  });
  const search = createSearch({
    indexes,
    records: library,
    canOpen: keyring.canOpen,
    isComplete: archive.isSearchable,
    now,
  });
  const opening = createOpening({
    library,
    changes,
    archive,
    snapshots,
    projector,
    canOpen: keyring.canOpen,
    emit,
  });
  const backupStorage = createBackupStorage({ bridge });
  const onAutomatic = (problem?: Problem): void => emit({ type: 'backups', ...(problem && { problem }) });
  const backupScheduler = parts.use(
    createBackupScheduler({ crypto, keyring, library, database, backupStorage, work, now, onAutomatic }),
  );
  const maintenance = parts.use(createMaintenance({ library, archive, indexes, executor, snapshots, work }));
  parts.defer(work.quiet);
  const onTeam = (): void => emit({ type: 'team' });
  const onHealth = (): void => emit({ type: 'health' });
  const inbox = createInbox({ keyring, ingest: (events) => run('inbox.ingest', { events }), onHealth, work });
  const onStatus: Parameters<typeof createSync>[0]['onStatus'] = (status) => {
    emit({ type: 'sync', status: { ...status, clockAhead: clock.ahead() } });
    pending.refresh();
    if (status.connection === 'online') closedBookSync.online();
    else closedBookSync.offline();
  };
  const relayWatch = createRelayWatch({
    crypto,
    keyring,
    library,
    database,
    rooms: () => sync.rooms(),
    now,
    work,
    onProblem: (problem) => emit({ type: 'relay', problem }),
  });
  const sync = createSync({
    bridge,
    keyring,
    inbox: inbox.doc,
    onStatus,
    onRoom: (room) => {
      presence.joined(room);
      relayWatch.joined(room);
    },
    onSignedIn,
    relayClient,
    memory: relayWatch.memory,
    timers: deps.timers,
    random: deps.random,
    now,
  });
  parts.defer(() => sync.close());
  const presence = parts.use(
    createPresence({
      keyring,
      books: () => library.books,
      rooms: sync.rooms,
      now: clock.now,
      onChange: (present) => emit({ type: 'presence', present }),
      work,
    }),
  );
  const pending = createPending({
    crypto,
    keybag,
    database,
    // Before the relay is met, nothing is known to be stored there.
    storedUpTo: (room, client) =>
      sync.storedUpTo(room, client) ?? (settings.relayUrl() === undefined ? undefined : 0),
    onChange: (records) => emit({ type: 'pending', records }),
    work,
  });
  const closedBookSync = createClosedBookSync({ library, archive, keyring, database, sync, work });
  const claims = createClaims({ keyring, client: sync.client });
  const outer = { bridge, crypto, library, changes, claims, run, now, relayNow: clock.now, work };
  const messaging = createMessaging({
    ...outer,
    keybag,
    blobDatabase: deps.blobDatabase,
    sync,
    random: deps.random,
  });
  const assistant = createAssistant({ ...outer, archive });
  const follower = createTeamFollower({
    crypto,
    keyring,
    client: sync.client,
    saveKeybag: deps.saveKeybag,
    records: library,
    changes,
    onTeam: () => lifecycle.teamChanged(),
    work,
  });
  const team = createTeam({
    now: clock.now,
    crypto,
    keyring,
    records: library,
    run,
    client: sync.client,
    useTeam: (next) => follower.use(next),
    reconnect: () => sync.reconnect(),
    onChange: onTeam,
    work,
  });
  function relayClient(url: string, creationToken?: string): RelayClient {
    return createRelayClient({
      bridge,
      keyring,
      url,
      clock,
      timers: deps.timers,
      trusted: () => trustedRelays(library, keyring, url),
      creationToken: () => creationToken ?? library.get('relayTokens', 'relay')?.token,
      onMembership: (signed) => follower.take(signed),
      onUnknown: (http, relayId) => follower.rejoin(http, relayId),
    });
  }

  async function run(name: string, args: unknown, by?: 'assistant'): Promise<Result<CommandDone>> {
    await loaded;
    const done = await executor.run(name, args, by);
    // The window should hold the change when it hears that it is done.
    projector.flush();
    return done;
  }

  function onOpened(book: Book): void {
    opening.opened(book);
    indexes.opened(book);
    sync.add(book);
    pending.follow(book);
  }

  function onSignedIn(client: RelayClient): void {
    follower.signedIn(client);
    messaging.signedIn(client);
  }

  // Names come with the records, and later than the rights that the signed membership holds.
  changes.on(['members', 'devices'], onTeam);
  const settings = createSettings({
    bridge,
    library,
    changes,
    keybag,
    memory: relayWatch.memory,
    sync,
    onSignedIn,
    onChannels: messaging.wake,
  });
  const resealing = createResealing({ keyring, archive, library, follower, work });
  const lifecycle = createLifecycle({
    bridge,
    work,
    library,
    changes,
    archive,
    opening,
    pending,
    sync,
    inbox,
    messaging,
    assistant,
    settings,
    resealing,
    maintenance,
    backupScheduler,
    migrate,
    onTeam,
    onHealth,
  });

  lifecycle.storageChanged();
  const loaded = lifecycle.load();
  ignore(loaded);
  parts.defer(async () => {
    work.end();
    await loaded;
  });
  return {
    get keybag() {
      return keyring.keybag;
    },
    workspace: keybag.workspace,
    keyring,
    library,
    archive,
    search,
    searchableClosed: () => indexes.sizeOf(library.closedBooks.keys()),
    executor,
    sync,
    presence,
    relayWatch,
    inbox,
    ...messaging,
    claims,
    ...assistant,
    backupScheduler,
    team,
    loaded,
    relayClient,
    storageChanged: lifecycle.storageChanged,
    applySettings: settings.apply,
    run,
    async quiet() {
      await loaded;
      await library.save();
      await work.quiet();
    },
    close: () => parts.disposeAsync(),
  };
}
