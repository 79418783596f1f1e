import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { latestMigration, migrations } from '#shared/commands/migrations.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { createWork, type Timers } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import type { CommandDone, VaultEvent } from './api.ts';
import { createBackupScheduler, type BackupScheduler } from './backup/backup-scheduler.ts';
import { createBackupStorage } from './backup/backup-storage.ts';
import { type Archive, createArchive } from './books/archive.ts';
import type { Book } from './books/book.ts';
import { createSummaries } from './books/summaries.ts';
import type { BlobDatabase } from './blobs/blob-database.ts';
import { createKeyring, type Keyring } from './books/keyring.ts';
import type { CheckpointLimits } from './books/checkpoint.ts';
import { Library } from './books/library.ts';
import { type Claims, createClaims } from './claims/claims.ts';
import { createExecutor, type Executor } from './commands/executor.ts';
import type { Database } from './database/database.ts';
import { recordEgress } from './egress-ledger.ts';
import { egressPolicyOf } from './egress-policy.ts';
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
import { type Assistant, createAssistant } from './session/assistant.ts';
import { createMessaging, type Messaging } from './session/messaging.ts';
import { createIndexes } from './search/indexes.ts';
import { createSearch } from './search/search.ts';
import { createStoredIndexes } from './search/stored-indexes.ts';
import type { Roster } from './team/roster.ts';
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
export interface Session {
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
  messaging: Messaging;
  claims: Claims;
  assistant: Assistant;
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
  let isLoaded = false;
  let mayStore = true;
  const inTurn = work.sequencer();

  parts.defer(async () => {
    await bridge.call('egress.configure', { policy: { localOnly: true, origins: {} } });
  });

  const library = new Library({
    keyring,
    database,
    onRecords,
    onOpened,
    onSaved,
    onOwnChange: (book, changes) => pending.changed(book, changes),
    beforeSave: (books) => archive.invalidate(books),
    onUnknownWriter: () => follower.lookAgain(),
    checkedContent: (book) => opening.checkedContent(book),
    now,
    checkpoints: deps.checkpoints,
  });
  parts.defer(() => library.close());
  const projector = createProjector({
    records: library,
    work,
    send: (patches) => emit({ type: 'patches', patches }),
  });
  const { deviceId, memberId } = keybag;
  const place = () => keyring.roster.record.devices.find(({ id }) => id === deviceId)?.place;
  const executor = createExecutor({ library, random: crypto, now, deviceId, place, memberId });
  const migrate = createMigrator({ executor, keyring });
  const indexes = createIndexes({ library, stored: createStoredIndexes(sealed), work });
  const archive = createArchive({
    library,
    summaries: createSummaries(sealed),
    indexes,
    executor,
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
  const opening = createOpening({ library, archive, snapshots, projector, canOpen: keyring.canOpen, emit });
  const backupStorage = createBackupStorage({ bridge });
  const backupScheduler = parts.use(
    createBackupScheduler({ crypto, keyring, library, database, backupStorage, work, now, emit }),
  );
  const maintenance = parts.use(createMaintenance({ library, archive, indexes, executor, snapshots, work }));
  parts.defer(work.quiet);
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
    emit,
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
    storedUpTo: (room, client) => sync.storedUpTo(room, client) ?? (relayUrl() === undefined ? undefined : 0),
    onChange: (records) => emit({ type: 'pending', records }),
    work,
  });
  const closedBookSync = createClosedBookSync({ library, archive, keyring, database, sync, work });
  const claims = createClaims({ keyring, client: sync.client });
  const outer = { bridge, crypto, library, claims, run, now, relayNow: clock.now, work };
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
    onTeam,
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
    onChange: () => emit({ type: 'team' }),
    work,
  });
  function relayClient(url: string, creationToken?: string): RelayClient {
    return createRelayClient({
      bridge,
      keyring,
      url,
      clock,
      now,
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

  function onRecords(collection: CollectionName, ids: Set<string>, book: string): void {
    projector.changed(collection, ids);
    indexes.changed(book, collection, ids);
    if (!isLoaded || work.isOver) return;
    react(collection);
    messaging.recordsChanged(collection, ids);
    archive.recordsChanged(collection, ids);
  }

  /** What has to follow when records of a kind have changed, here or on another device. */
  function react(collection: CollectionName): void {
    // Names come with the records, and later than the rights that the signed membership holds.
    if (collection === 'members' || collection === 'devices') emit({ type: 'team' });
    if (collection === 'books') ignore(opening.openListedBooks());
    if (collection === 'devices') follower.named([...library.all('devices')].map(({ id }) => id));
    if (['messages', 'conversations', 'aiSettings'].includes(collection)) assistant.autopilot.wake();
    if (['relays', 'channels', 'aiSettings', 'modelProviders'].includes(collection)) ignore(applySettings());
  }

  async function applySettings(): Promise<void> {
    await relayWatch.memory.ready;
    await bridge.call('egress.configure', { policy: egressPolicyOf(library, keybag.relayUrl) });
    sync.connect(relayUrl());
    const client = sync.client();
    if (client !== undefined) onSignedIn(client);
    messaging.wake();
  }

  function onSignedIn(client: RelayClient): void {
    follower.signedIn(client);
    messaging.signedIn(client);
  }

  async function onTeam(): Promise<void> {
    if (work.isOver) return;
    for (const book of library.books) book.retryUnopened();
    inbox.retry();
    emit({ type: 'team' });
    await opening.openBooks();
    await sealAnew();
  }

  /** At once, not when the owner pauses: what a removed device could read must not be what is written next. */
  function sealAnew(): Promise<void> {
    return inTurn(async () => {
      const { roster } = keyring;
      await archive.teamChanged();
      const sealed = await library.tidy();
      if (sealed.ok && !work.isOver) await follower.settle(roster);
    });
  }

  function onSaved(result: Result<void>): void {
    if (!result.ok) onHealth();
    else if (!work.isOver) inbox.wake();
    if (!isLoaded) return;
    maintenance.saved();
    backupScheduler.changed();
  }

  function storageChanged(): void {
    const may = library.mayBegin();
    const isFull = !may.ok && may.error.code === 'disk.full';
    sync.pause(isFull ? may.error : undefined);
    const goesOn = may.ok && !mayStore;
    mayStore = may.ok;
    if (!goesOn || !isLoaded || work.isOver) return;
    inbox.wake();
    messaging.wake();
    assistant.autopilot.wake();
    maintenance.saved();
    backupScheduler.changed();
  }

  function relayUrl(): string | undefined {
    return library.get('relays', 'relay')?.url ?? keybag.relayUrl;
  }

  async function load(): Promise<void> {
    await Promise.all([pending.read(), opening.readSnapshots()]);
    await opening.openBooks();
    isLoaded = true;
    // A removal may have been cut off before all books were sealed anew.
    maintenance.saved();
    await migrate();
    // Locked before all was there: what begins now would use what is closed.
    if (work.isOver) return;
    ignore(archive.inspectAll());
    if (!follower.isSettled()) ignore(sealAnew());
    backupScheduler.changed();
    await applySettings();
    messaging.start();
    assistant.autopilot.wake();
    ignore(recordEgress({ bridge, library, signal: work.signal }));
  }

  storageChanged();
  const loaded = load();
  ignore(loaded);
  parts.defer(async () => {
    work.end();
    await loaded;
  });
  return {
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
    messaging,
    claims,
    assistant,
    backupScheduler,
    team,
    loaded,
    relayClient,
    storageChanged,
    applySettings,
    run,
    async quiet() {
      await loaded;
      await library.save();
      await work.quiet();
    },
    close: () => parts.disposeAsync(),
  };
}
