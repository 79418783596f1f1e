import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { personalCollections } from '#shared/rights/person-records.ts';
import { news as allNews } from '#shared/domain/news/news.ts';
import { createWork, type Timers } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { WebhookEvent } from '#shared/channels/events.ts';
import { isFromBefore } from '#shared/commands/suppression.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { isPaused, silencesLocked } from '#shared/records/pauses.ts';
import { pairedChats } from '#shared/records/telegram.ts';
import { newId } from '#shared/lib/ids.ts';
import type { VaultEvent } from './api.ts';
import { createSecondFactor, type SecondFactor } from './access/second-factor.ts';
import { type AuditLog, createAuditLog } from './audit/audit-log.ts';
import { createCloser, type Closer } from './closing/close.ts';
import { createClosingWatch } from './closing/watch.ts';
import { type BackupScheduler, createBackupScheduler } from './backup/backup-scheduler.ts';
import { createBackupStorage } from './backup/backup-storage.ts';
import type { BlobDatabase } from './blobs/blob-database.ts';
import type { CheckpointLimits } from './books/checkpoint.ts';
import { createKeyring, type Keyring } from './books/keyring.ts';
import { claimsKey } from './claims/claims.ts';
import { answered } from './commands/answered.ts';
import type { CommandDone } from './commands/api.ts';
import type { Database } from './database/database.ts';
import { createErasureWork, type ErasureWork } from './erasure/erasure-work.ts';
import { createFindings, type Findings } from './findings/findings.ts';
import { createPageKeys } from './booking/page-keys.ts';
import { createPageRequests, offererIn } from './booking/page-requests.ts';
import { createWebhookArrivals } from './webhooks/arrivals.ts';
import { createInbox, type Inbox } from './inbox/inbox.ts';
import type { Keybag } from './keys/keybag.ts';
import type { Roster } from './keys/roster.ts';
import { createMaintenance } from './maintenance.ts';
import { createNews, type News } from './news/news.ts';
import type { RelayClient } from './sync/relay-client.ts';
import { type Assistant, createAssistant } from './session/assistant.ts';
import type { By } from './commands/executor.ts';
import { createLifecycle } from './session/lifecycle.ts';
import { createUnsubscribeLinks, unsubscribeKey } from './unsubscribe/links.ts';
import { createMessaging, type Messaging } from './session/messaging.ts';
import { createNetwork, type Network } from './session/network.ts';
import { createRecords, type Records } from './session/records.ts';
import { createResealing } from './session/resealing.ts';
import type { ChannelsApi } from './inbox/api.ts';
import { createSettings, type Settings } from './session/settings.ts';
import { createEarlier } from './agent/earlier.ts';
import { createPrograms, type Programs } from './programs/programs.ts';
import { createRetention, type Retention } from './retention/retention.ts';
import { dueRecords, type SenderLoad, senderLimits, standings, withoutBookKeys } from './sender/load.ts';
import { createSenderLog, senderLogKey } from './sender/log.ts';
import { takenOut } from './sender/mailbox.ts';
import { takeOverSent } from './sender/take-over.ts';
import { sealedText } from './sync/sealed-text.ts';
import { createGoogle, type Google } from './google/google.ts';
import { createTelegram, type Telegram } from './telegram/telegram.ts';
import { createUnsavedInput, type UnsavedInput } from './unsaved/unsaved-input.ts';

/** The entry of `news` that an owner agrees to before a device opens without the passphrase. */
export const quickUnlockEntry = 'quick-unlock';

/** By room, what a device has of it (`Book.state`). */
export type Heads = Record<string, string>;

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
  /** Leaves what the disk held before behind; see `Storage`. Left out where there is none of its own. */
  purgeDisk?(): Promise<boolean>;
  /** Nobody opens this device by its system's key store any more. */
  forgetQuickUnlock?(): void;
  /** When books are shortened; see `CheckpointLimits`. */
  checkpoints?: CheckpointLimits;
}

/** Everything that lives between unlocking and locking. */
export interface Session
  extends
    Pick<Records, 'library' | 'executor' | 'archive' | 'search'>,
    Pick<Network, 'sync' | 'presence' | 'relayWatch' | 'claims' | 'team' | 'relayClient'>,
    Pick<
      Messaging,
      | 'blobs'
      | 'reading'
      | 'templates'
      | 'voiceReader'
      | 'pageKeys'
      | 'testChannel'
      | 'testMail'
      | 'askPhone'
      | 'wake'
    >,
    Assistant {
  closer: Closer;
  keybag: Keybag;
  /** The id of the open workspace. */
  workspace: string;
  keyring: Keyring;
  /** How many records of closed books can be found. */
  searchableClosed(): number;
  inbox: Inbox;
  retention: Retention;
  news: News;
  secondFactor: SecondFactor;
  backupScheduler: BackupScheduler;
  auditLog: AuditLog;
  findings: Findings;
  erasureWork: ErasureWork;
  unsavedInput: UnsavedInput;
  telegram: Telegram;
  programs: Programs;
  google: Google;
  /** See `Settings`. */
  whileAllowed: Settings['whileAllowed'];
  findAccounts: ChannelsApi['findAccounts'];
  /** Resolves when all books are in memory. Until then the screen shows their snapshots. */
  loaded: Promise<void>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<CommandDone>>;
  /** Whether something may be stored has changed, or why not. */
  storageChanged(): void;
  /** Has relay, guard and channels follow the settings as they are now. */
  applySettings(): Promise<void>;
  /**
   * Resolves when all is loaded and saved, the relay has it on its disk where one is used, what came from there is
   * opened, and nothing goes on by itself. Devices with equal heads have the same. Fails where the disk takes nothing.
   */
  quiet(): Promise<Result<Heads>>;
  /** Makes everything durable and ends what runs. */
  close(): Promise<void>;
  /** After closing: what may go on without the books; nothing where they had not been read. */
  senderLoad(): Promise<SenderLoad | undefined>;
}

/** Composes the unlocked vault and starts to load its books. */
export async function openSession(deps: SessionDeps): Promise<Session> {
  const { bridge, crypto, database, keybag, emit, now } = deps;
  const keyring = await createKeyring(crypto, keybag, deps.roster);
  const work = createWork(deps.timers);
  const logKey = await senderLogKey(crypto, keybag);
  const senderLog = logKey && createSenderLog({ crypto, database, key: logKey });
  /** Closed in the reverse order: what was begun last, over what was there before, ends first. */
  const parts = new AsyncDisposableStack();
  /** The messages that this start has written. */
  const writtenNow = new Set<string>();
  const onHealth = (): void => emit({ type: 'health' });

  parts.defer(async () => {
    await bridge.call('egress.configure', { policy: { localOnly: true, origins: {} } });
  });
  const records = createRecords({
    ...deps,
    keyring,
    work,
    onOpened(book) {
      sync.add(book);
      pending.follow(book);
      messaging.outbound.opened();
    },
    onSaved: (result) => lifecycle.saved(result),
    onOwnChange(book, changes) {
      for (const { collection, id } of changes) if (collection === 'messages') writtenNow.add(id);
      pending.changed(book, changes);
    },
    onUnknownWriter: () => network.follower.lookAgain(),
    onShown: () => maintenance.saved(),
    onClosed: (name) => network.closed(name),
    mayAct: () => secondFactor.mayAct(),
  });
  const { library, changes, executor, projector, indexes, archive } = records;
  const backupScheduler = parts.use(
    createBackupScheduler({
      crypto,
      keyring,
      library,
      database,
      backupStorage: createBackupStorage({ bridge }),
      work,
      now,
      onAutomatic: (problem) => emit({ type: 'backups', ...(problem && { problem }) }),
    }),
  );
  const maintenance = parts.use(
    createMaintenance({
      ...records,
      work,
      now,
      relayNow: () => network.toldNow(),
      isOwner: () => keyring.roster.isOwners(keyring.keybag.deviceId),
      applyRetention: (at) => retention.apply(at),
      rollBackupsOver: () => backupScheduler.rollOver(retention.backupDays()),
    }),
  );
  parts.defer(work.quiet);

  function run(name: string, args: unknown, by?: By): Promise<Result<CommandDone>> {
    return answered(async () => {
      await loaded;
      const may = network.closure.mayWrite();
      if (!may.ok) return may;
      const done = await executor.run(name, args, by);
      // The window should hold the change when it hears that it is done.
      projector.flush();
      return done;
    });
  }

  function onSignedIn(client: RelayClient): void {
    if (!isClosed()) messaging.signedIn(client);
    notePause();
  }

  /** What is delivered once more of somebody who was erased brings nothing back, and goes from the relay as well. */
  async function takeIn(events: WebhookEvent[]): Promise<Result<CommandDone>> {
    const isAnyOld = events.some((event) => isFromBefore(library, event, keyring));
    const taken = await run('inbox.ingest', { events });
    if (isAnyOld && taken.ok) erasureWork.deliveredAgain();
    return taken;
  }

  const pageKeys = createPageKeys({ crypto, keyring });
  const pageRequests = createPageRequests({
    crypto,
    keys: pageKeys,
    workspace: keybag.workspace,
    offerer: (deviceId) => offererIn(keyring.roster, deviceId),
    take: (requests) => run('booking.receive', { requests }),
  });
  const unsubscribeLinks = createUnsubscribeLinks({
    crypto,
    workspace: keybag.workspace,
    key: () => unsubscribeKey(crypto, keyring.keybag),
    relayUrl: () => settings.relayUrl(),
  });
  const inbox = createInbox({
    keyring,
    unsubscribes: unsubscribeLinks,
    ingest: takeIn,
    page: pageRequests,
    webhooks: createWebhookArrivals({
      records: library,
      mayRead: () => keyring.canOpen('secrets'),
      take: (arrivals) => run('webhookArrival.receive', { arrivals }),
      now,
    }),
    onHealth,
    work,
    isPaused: () => isPaused(library, 'intake'),
  });
  // What came of a source that was not known then.
  changes.on(['webhookSources'], () => inbox.retry());
  const notePause = (): void => ignore(work.track(inbox.notePause(silencesLocked(library))));
  changes.on(['pauses'], notePause);
  const network = parts.use(
    createNetwork({
      ...deps,
      keyring,
      library,
      changes,
      archive,
      inbox,
      work,
      run,
      relayUrl: () => settings.relayUrl(),
      onSignedIn,
      async onTeamChanged() {
        await lifecycle.teamChanged();
        telegram.wake();
      },
      onStopped() {
        watch.look();
        lookAtQuickUnlock();
        emit({ type: 'team' });
      },
    }),
  );
  const isClosed = (): boolean => network.closure.closing() !== undefined;
  const watch = createClosingWatch({
    database,
    closure: network.closure,
    work,
    now,
    onChange() {
      lookAtQuickUnlock();
      ignore(settings.apply());
    },
  });
  const { sync, pending, relayWatch, follower } = network;
  const secondFactor = createSecondFactor({
    crypto,
    library,
    keyring,
    database,
    run,
    work,
    now,
  });
  const news = createNews({ library, keyring, entries: allNews });
  /** A device that is out, a closed business, and one whose owner does not want it open by the passphrase alone. */
  function lookAtQuickUnlock(): void {
    const isOut = network.closure.stoppedBy() !== undefined || isClosed();
    if (isOut || (isLoaded && !news.agreed(quickUnlockEntry))) deps.forgetQuickUnlock?.();
  }
  changes.on(['newsDecisions'], lookAtQuickUnlock);
  const retention = createRetention({
    library,
    keyring,
    claims: network.claims,
    run: executor.run,
    isOver: () => work.isOver,
  });
  const isWrittenNow = (id: string): boolean => writtenNow.has(id);
  const isOwner = (): boolean => keyring.roster.isOwners(keyring.keybag.deviceId);
  const outer = {
    ...deps,
    ...network,
    pageKeys,
    pageRequests,
    linkFor: unsubscribeLinks.linkFor,
    keyring,
    library,
    changes,
    archive,
    run,
    work,
    isWrittenNow,
    isOwner,
  };
  const mayGoOut = (): boolean => network.closure.mayWrite().ok && !isClosed();
  const google = createGoogle({
    ...deps,
    ...network,
    changes,
    run,
    work,
    keyring,
    records: library,
    mayGoOut,
    now: network.relayNow,
  });
  const messaging = createMessaging({ ...outer, busyNow: google.busy.between });
  const assistant = createAssistant(outer);
  parts.use(assistant.modelUpkeep);
  const telegram = createTelegram({
    ...outer,
    ...assistant,
    records: library,
    run: async (name, args, by) => {
      const done = await run(name, args, by);
      return done.ok ? ok(done.value.value as never) : done;
    },
    mayGoOut,
    now: network.relayNow,
  });
  const programs = createPrograms({
    ...outer,
    records: library,
    apply(lines) {
      if (library.mayBegin().ok) library.apply(lines);
    },
    mayNote: () => library.mayBegin().ok,
    run: (name, args) => run(name, args, 'program'),
    earlier: createEarlier(archive),
    mayGoOut,
    newId: () => newId(crypto),
  });
  const findings = createFindings({
    ...deps,
    ...records,
    keyring,
    work,
    onChange: (found) => emit({ type: 'findings', findings: found }),
  });
  const settings = createSettings({
    bridge,
    library,
    changes,
    keyring,
    memory: relayWatch.memory,
    sync,
    isClosed,
    onSignedIn,
    onApplied() {
      programs.wake();
      // Nothing goes out of a closed business.
      if (isClosed()) return;
      messaging.wake();
      // Only now the guard lets out to a calendar that was added.
      assistant.feeds.wake();
      assistant.webhookSending.wake();
      telegram.wake();
      google.wake();
    },
  });
  const unsavedInput = createUnsavedInput({
    crypto,
    keybag,
    database,
    isErased: (id) => personalCollections.some((name) => library.isErased(name, id)),
  });
  /** Only with all of this device's work there is anything to be forgotten. */
  async function packRoom(room: string): Promise<boolean> {
    const there = messaging.relay();
    if (there === undefined) return settings.relayUrl() === undefined;
    if (!network.isStored()) return false;
    const path = `/v1/workspaces/${keybag.workspace}/rooms/${room}/pack`;
    return (await there.client.signed({ method: 'POST', path })).ok;
  }
  const erasureWork = createErasureWork({
    ...records,
    keyring,
    work,
    now,
    isOwner,
    tidy: maintenance.tidy,
    copy: maintenance.copy,
    removeBlob: async (blob) =>
      (await messaging.blobs.removeEverywhere(blob)) ?? settings.relayUrl() === undefined,
    packRoom,
    inboxRoom: () => (keybag.inbox === undefined ? undefined : keybag.inboxRoom),
    forgetUnsaved: async () => unsavedInput.keep(await unsavedInput.read()),
    heeded: sealedText({ crypto, keybag, database }, 'erasures heeded'),
    purgeDisk: deps.purgeDisk ?? (async () => true),
  });
  const lifecycle = createLifecycle({
    ...records,
    bridge,
    work,
    pending,
    sync,
    inbox,
    messaging,
    assistant,
    settings,
    takeOverSent: async () => senderLog && takeOverSent({ log: senderLog, library, run: executor.run }),
    resealing: createResealing({ keyring, archive, library, follower, work }),
    maintenance,
    backupScheduler,
    findings,
    erasureWork,
    team: network.team,
    onTeam() {
      watch.look();
      secondFactor.share();
      emit({ type: 'team' });
    },
    onHealth,
  });

  /** What undo brings back is written as well. */
  async function unlessStopped<T>(step: () => Promise<Result<T>>): Promise<Result<T>> {
    const may = network.closure.mayWrite();
    return may.ok ? answered(step) : may;
  }

  /** What a sender is given, once all of this is closed. */
  async function senderLoad(): Promise<SenderLoad | undefined> {
    if (logKey === undefined || !isLoaded || isClosed()) return undefined;
    const until = now() + senderLimits.lasts;
    return {
      keybag: withoutBookKeys(keyring.keybag),
      relayUrl: settings.relayUrl(),
      claimsKey: await claimsKey(crypto, keyring.keybag),
      unsubscribeKey: await unsubscribeKey(crypto, keyring.keybag),
      logKey,
      takenBefore: takenOut(inbox.doc),
      records: dueRecords(library, messaging.outbound.waiting(), now(), until),
      standings: standings(library, now()),
      access: Object.fromEntries(
        pairedChats(library).flatMap(({ memberId }) => {
          const access = keyring.accessOf(memberId);
          return access === undefined ? [] : [[memberId, access]];
        }),
      ),
      until,
    };
  }

  const isQuiet = (): boolean =>
    work.isQuiet && network.isStored() && library.books.every((book) => book.isSaved());

  lifecycle.storageChanged();
  let isLoaded = false;
  const loaded = lifecycle.load().then(() => {
    isLoaded = true;
    watch.look();
    lookAtQuickUnlock();
    secondFactor.share();
  });
  ignore(loaded);
  parts.defer(async () => {
    work.end();
    await loaded;
  });
  async function quiet(): Promise<Result<Heads>> {
    await loaded;
    // What was saved may give work to do, and work something to save.
    do {
      const saved = await library.save();
      if (!saved.ok) return saved;
      await work.quiet();
      await network.stored();
      for (const book of library.books) await book.settled();
    } while (!work.isOver && !isQuiet());
    projector.flush();
    return ok(Object.fromEntries(library.books.map((book) => [book.room, book.state()])));
  }

  return {
    ...records,
    ...network,
    ...messaging,
    ...assistant,
    executor: {
      ...executor,
      undo: (auditId) => unlessStopped(() => executor.undo(auditId)),
      redo: () => unlessStopped(executor.redo),
    },
    get keybag() {
      return keyring.keybag;
    },
    workspace: keybag.workspace,
    keyring,
    closer: createCloser({
      ...deps,
      keyring,
      loaded,
      records: library,
      workspace: keybag.workspace,
      client: sync.client,
      team: network.team,
      closure: network.closure,
      run,
      quiet,
      isOnline: () => sync.status().connection === 'online',
      watch,
    }),
    searchableClosed: () => indexes.sizeOf(library.closedBooks.keys()),
    inbox,
    retention,
    news,
    secondFactor,
    backupScheduler,
    auditLog: createAuditLog({ ...records, keyring, work, onChange: () => emit({ type: 'audit' }) }),
    findings,
    erasureWork,
    unsavedInput,
    telegram,
    programs,
    google,
    whileAllowed: settings.whileAllowed,
    findAccounts: (access) =>
      settings.whileAllowed({ 'channel.meta': [access.graphUrl] }, () =>
        bridge.call('channel.discover', access),
      ),
    loaded,
    storageChanged: lifecycle.storageChanged,
    applySettings: settings.apply,
    run,
    quiet,
    close: () => parts.disposeAsync(),
    senderLoad,
  };
}
