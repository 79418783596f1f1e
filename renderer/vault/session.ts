import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { latestMigration, migrations } from '#shared/commands/migrations.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { drop } from '#shared/lib/drop.ts';
import type { Result } from '#shared/lib/result.ts';
import type { CommandDone, VaultEvent } from './api.ts';
import { createKeeper, type Keeper } from './backup/keeper.ts';
import { createShelf } from './backup/shelf.ts';
import { type Archive, createArchive } from './books/archive.ts';
import type { Book } from './books/book.ts';
import { createCards } from './books/cards.ts';
import type { BlobDrawer } from './blobs/blob-drawer.ts';
import { createKeyring, type Keyring } from './books/keyring.ts';
import type { CheckpointLimits } from './books/checkpoint.ts';
import { Library } from './books/library.ts';
import { type Claims, createClaims } from './claims/claims.ts';
import { createExecutor, type Executor } from './commands/executor.ts';
import type { Drawer } from './drawer/drawer.ts';
import { recordEgress } from './egress-ledger.ts';
import { egressPolicyOf } from './egress-policy.ts';
import { createInbox, type Inbox } from './inbox/inbox.ts';
import type { Keybag } from './keys/keybag.ts';
import { createOpening } from './projection/opening.ts';
import { createPages, pageKey } from './projection/pages.ts';
import { createProjector } from './projection/projector.ts';
import { createRelayClient, type RelayClient } from './sync/relay-client.ts';
import { trustedRelays } from './sync/relay-identity.ts';
import { createRelayWatch, type RelayWatch } from './sync/relay-watch.ts';
import { createPending } from './sync/pending.ts';
import { createPresence, type Presence } from './sync/presence.ts';
import { createRelayClock } from './sync/relay-clock.ts';
import { createSync, type Sync } from './sync/sync.ts';
import { createVisits } from './sync/visits.ts';
import { type Assistant, createAssistant } from './session/assistant.ts';
import { createMessaging, type Messaging } from './session/messaging.ts';
import { createIndexes } from './search/indexes.ts';
import { createSearch } from './search/search.ts';
import { createStoredIndexes } from './search/stored-indexes.ts';
import type { Roster } from './team/roster.ts';
import { createTeamFollower } from './team/follower.ts';
import { createMigrator } from './migrator.ts';
import { createTeam, type TeamManager } from './team/team.ts';
import { createUnsavedInput, type UnsavedInput } from './unsaved.ts';
import { createUpkeep } from './upkeep.ts';

export interface SessionDeps {
  bridge: Bridge;
  crypto: WebCrypto;
  drawer: Drawer;
  /** Where encrypted files lie. */
  blobDrawer: BlobDrawer;
  keybag: Keybag;
  /** As the keybag's membership says. */
  roster: Roster;
  /** Seals a changed keybag and makes it durable. */
  saveKeybag(keybag: Keybag): Promise<Result<void>>;
  emit(event: VaultEvent): void;
  /** Epoch milliseconds. */
  now(): number;
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
  keeper: Keeper;
  team: TeamManager;
  unsavedInput: UnsavedInput;
  /** Resolves when all books are in memory. Until then the screen shows their pages. */
  loaded: Promise<void>;
  /** The HTTP side of a relay. `creationToken`: instead of the one that the workspace keeps for it. */
  relayClient(url: string, creationToken?: string): RelayClient;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<CommandDone>>;
  /** Whether something may be stored has changed, or why not. */
  storageChanged(): void;
  /** Has relay, guard and channels follow the settings as they are now. */
  applySettings(): Promise<void>;
  /** Makes everything durable and ends what runs. */
  close(): Promise<void>;
}

/** Composes the unlocked vault and starts to load its books. */
export async function openSession(deps: SessionDeps): Promise<Session> {
  const { bridge, crypto, drawer, keybag, emit, now } = deps;
  const clock = createRelayClock(now);
  const keyring = await createKeyring(crypto, keybag, deps.roster);
  const sealed = { crypto, key: pageKey(crypto, keybag), drawer };
  const pages = createPages({ ...sealed, schemas: deps.schemas });
  const ending = new AbortController();
  let isLoaded = false;
  let mayStore = true;
  /** One after another; what is under way uses the drawer. */
  let sealing: Promise<void> = Promise.resolve();

  const library = new Library({
    keyring,
    drawer,
    onRecords,
    onOpened,
    onSaved,
    onOwnChange: (book, changes) => pending.changed(book, changes),
    beforeSave: (books) => archive.tear(books),
    onUnknownWriter: () => follower.lookAgain(),
    checkedContent: (book) => opening.checkedContent(book),
    now,
    checkpoints: deps.checkpoints,
  });
  const projector = createProjector({
    records: library,
    send: (patches) => emit({ type: 'patches', patches }),
  });
  const { deviceId, memberId } = keybag;
  const place = () => keyring.roster.record.devices.find(({ id }) => id === deviceId)?.place;
  const executor = createExecutor({ library, random: crypto, now, deviceId, place, memberId });
  const migrate = createMigrator({ executor, keyring });
  const indexes = createIndexes({ library, stored: createStoredIndexes(sealed) });
  const archive = createArchive({
    library,
    cards: createCards(sealed),
    indexes,
    executor,
    keyring,
    schema: latestMigration(migrations),
    migrate,
    now,
    onShown: () => {
      projector.flush();
      upkeep.saved();
    },
    onClosed: (name) => visits.add(name),
  });
  const search = createSearch({
    indexes,
    records: library,
    canOpen: keyring.canOpen,
    isComplete: archive.isSearchable,
    now,
  });
  const opening = createOpening({ library, archive, pages, projector, canOpen: keyring.canOpen, emit });
  const upkeep = createUpkeep({ library, archive, indexes, executor, pages });
  const shelf = createShelf({ bridge });
  const keeper = createKeeper({ crypto, keyring, library, drawer, shelf, now, emit });
  const onHealth = (): void => emit({ type: 'health' });
  const inbox = createInbox({ keyring, ingest: (events) => run('inbox.ingest', { events }), onHealth });
  const onStatus: Parameters<typeof createSync>[0]['onStatus'] = (status) => {
    emit({ type: 'sync', status: { ...status, clockAhead: clock.ahead() } });
    pending.look();
    if (status.connection === 'online') visits.online();
    else visits.offline();
  };
  const relayWatch = createRelayWatch({
    crypto,
    keyring,
    library,
    drawer,
    rooms: () => sync.rooms(),
    now,
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
  });
  const presence = createPresence({
    keyring,
    books: () => library.books,
    rooms: sync.rooms,
    now: clock.now,
    onChange: (present) => emit({ type: 'presence', present }),
  });
  const pending = createPending({
    crypto,
    keybag,
    drawer,
    // Before the relay is met, nothing is known to be stored there.
    storedUpTo: (room, client) => sync.storedUpTo(room, client) ?? (relayUrl() === undefined ? undefined : 0),
    onChange: (records) => emit({ type: 'pending', records }),
  });
  const visits = createVisits({ library, archive, keyring, drawer, sync });
  const claims = createClaims({ keyring, client: sync.client });
  const outer = { bridge, crypto, library, claims, run, now, relayNow: clock.now };
  const messaging = createMessaging({ ...outer, keybag, blobDrawer: deps.blobDrawer, sync });
  const assistant = createAssistant({ ...outer, archive });
  const follower = createTeamFollower({
    crypto,
    keyring,
    client: sync.client,
    saveKeybag: deps.saveKeybag,
    onTeam,
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
  });
  function relayClient(url: string, creationToken?: string): RelayClient {
    return createRelayClient({
      bridge,
      keyring,
      url,
      clock,
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
    if (!isLoaded || ending.signal.aborted) return;
    react(collection);
    messaging.recordsChanged(collection, ids);
    archive.recordsChanged(collection, ids);
  }

  /** What has to follow when records of a kind have changed, here or on another device. */
  function react(collection: CollectionName): void {
    // Names come with the records, and later than the rights that the signed membership holds.
    if (collection === 'members' || collection === 'devices') emit({ type: 'team' });
    if (collection === 'books') drop(opening.openListedBooks());
    if (collection === 'devices') follower.named([...library.all('devices')].map(({ id }) => id));
    if (['messages', 'conversations', 'aiSettings'].includes(collection)) assistant.autopilot.wake();
    if (['relays', 'channels', 'aiSettings', 'modelProviders'].includes(collection)) drop(applySettings());
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
    if (ending.signal.aborted) return;
    for (const book of library.books) book.retryUnopened();
    inbox.retry();
    emit({ type: 'team' });
    await opening.openBooks();
    await sealAnew();
  }

  /** At once, not when the owner pauses: what a removed device could read must not be what is written next. */
  function sealAnew(): Promise<void> {
    const turn = sealing.then(async () => {
      const { roster } = keyring;
      await archive.teamChanged();
      const sealed = await library.tidy();
      if (sealed.ok && !ending.signal.aborted) await follower.settle(roster);
    });
    sealing = turn.catch(() => undefined);
    return turn;
  }

  function onSaved(result: Result<void>): void {
    if (!result.ok) onHealth();
    else if (!ending.signal.aborted) inbox.wake();
    if (!isLoaded) return;
    upkeep.saved();
    keeper.changed();
  }

  function storageChanged(): void {
    const may = library.mayBegin();
    const isFull = !may.ok && may.error.code === 'disk.full';
    sync.pause(isFull ? may.error : undefined);
    const goesOn = may.ok && !mayStore;
    mayStore = may.ok;
    if (!goesOn || !isLoaded || ending.signal.aborted) return;
    inbox.wake();
    messaging.wake();
    assistant.autopilot.wake();
    upkeep.saved();
    keeper.changed();
  }

  function relayUrl(): string | undefined {
    return library.get('relays', 'relay')?.url ?? keybag.relayUrl;
  }

  async function load(): Promise<void> {
    await Promise.all([pending.read(), opening.readPages()]);
    await opening.openBooks();
    isLoaded = true;
    // A removal may have been cut off before all books were sealed anew.
    upkeep.saved();
    await migrate();
    // Locked before all was there: what begins now would use what is closed.
    if (ending.signal.aborted) return;
    drop(archive.survey());
    if (!follower.isSettled()) drop(sealAnew());
    keeper.changed();
    await applySettings();
    messaging.start();
    assistant.autopilot.wake();
    drop(recordEgress({ bridge, library, signal: ending.signal }));
  }

  async function close(): Promise<void> {
    ending.abort();
    await loaded;
    await assistant.autopilot.close();
    inbox.close();
    await messaging.close();
    presence.close();
    team.close();
    follower.close();
    await pending.close();
    sync.close();
    await relayWatch.close();
    await visits.close();
    await archive.close();
    await sealing;
    await upkeep.close();
    await indexes.close();
    await keeper.close();
    library.close();
    projector.close();
    await bridge.call('egress.configure', { policy: { localOnly: true, origins: {} } });
  }

  storageChanged();
  const loaded = load();
  drop(loaded);
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
    keeper,
    team,
    unsavedInput: createUnsavedInput({ crypto, keybag, drawer }),
    loaded,
    relayClient,
    storageChanged,
    applySettings,
    run,
    close,
  };
}
