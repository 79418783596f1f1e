import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { createWork, type Timers } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import type { VaultEvent } from './api.ts';
import { type AuditLog, createAuditLog } from './audit/audit-log.ts';
import { type BackupScheduler, createBackupScheduler } from './backup/backup-scheduler.ts';
import { createBackupStorage } from './backup/backup-storage.ts';
import type { BlobDatabase } from './blobs/blob-database.ts';
import type { CheckpointLimits } from './books/checkpoint.ts';
import { createKeyring, type Keyring } from './books/keyring.ts';
import { createCloser, type Closer } from './closing/close.ts';
import type { CommandDone } from './commands/api.ts';
import type { Database } from './database/database.ts';
import { createFindings, type Findings } from './findings/findings.ts';
import { createGoogle, type Google } from './google/google.ts';
import type { ChannelsApi } from './inbox/api.ts';
import type { Keybag } from './keys/keybag.ts';
import type { Roster } from './keys/roster.ts';
import { createMaintenance } from './maintenance.ts';
import { createRetention, type Retention } from './retention/retention.ts';
import type { SenderLoad } from './sender/load.ts';
import { createSenderLog, senderLogKey } from './sender/log.ts';
import { takeOverSent } from './sender/take-over.ts';
import { type Assistant, createAssistant } from './session/assistant.ts';
import { createCommands } from './session/commands.ts';
import { createErasing, type Erasing } from './session/erasing.ts';
import { createIntake, type Intake } from './session/intake.ts';
import { createLifecycle } from './session/lifecycle.ts';
import { createMessaging, type Messaging } from './session/messaging.ts';
import { createNetwork, type Network } from './session/network.ts';
import { createOutsiders, type Outsiders } from './session/outsiders.ts';
import { type Heads, quiet } from './session/quiet.ts';
import { createRecords, type Records } from './session/records.ts';
import { createResealing } from './session/resealing.ts';
import { senderLoad } from './session/sender-load.ts';
import { createSettings, type Settings } from './session/settings.ts';
import { createStanding, type Standing } from './session/standing.ts';
import type { RelayClient } from './sync/relay-client.ts';

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
      | 'mailRights'
      | 'reading'
      | 'templates'
      | 'voiceReader'
      | 'testChannel'
      | 'testMail'
      | 'askPhone'
      | 'wake'
    >,
    Pick<Intake, 'inbox' | 'pageKeys'>,
    Pick<Standing, 'news' | 'secondFactor'>,
    Erasing,
    Outsiders,
    Assistant {
  closer: Closer;
  keybag: Keybag;
  /** The id of the open workspace. */
  workspace: string;
  keyring: Keyring;
  /** How many records of closed books can be found. */
  searchableClosed(): number;
  retention: Retention;
  backupScheduler: BackupScheduler;
  auditLog: AuditLog;
  findings: Findings;
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
  /** See `quiet`. */
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
  const isOwner = (): boolean => keyring.roster.isOwners(keyring.keybag.deviceId);
  const relayUrl = (): string | undefined => settings.relayUrl();

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
    mayAct: () => standing.secondFactor.mayAct(),
    agreed: (newsId) => standing.news.agreed(newsId),
  });
  const { library, changes, projector, indexes, archive } = records;
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
      isOwner,
      applyRetention: (at) => retention.apply(at),
      rollBackupsOver: () => backupScheduler.rollOver(retention.backupDays()),
    }),
  );
  parts.defer(work.quiet);

  const { run, executor } = createCommands({
    executor: records.executor,
    loaded: () => loaded,
    mayWrite: () => network.closure.mayWrite(),
    flush: projector.flush,
  });

  const inner = { ...deps, keyring, library, changes, archive, work, run, isOwner };
  const intake = createIntake({
    ...inner,
    relayUrl,
    deliveredAgain: () => erasureWork.deliveredAgain(),
    onHealth,
  });
  const { inbox, pageKeys, pageRequests, linkFor } = intake;

  function onSignedIn(client: RelayClient): void {
    if (!standing.isClosed()) messaging.signedIn(client);
    intake.notePause();
  }

  const network = parts.use(
    createNetwork({
      ...inner,
      inbox,
      relayUrl,
      onSignedIn,
      async onTeamChanged() {
        await lifecycle.teamChanged();
        outsiders.telegram.wake();
      },
      onStopped() {
        standing.look();
        emit({ type: 'team' });
      },
    }),
  );
  const { sync, pending, relayWatch, follower } = network;
  const standing = createStanding({
    ...inner,
    closure: network.closure,
    onClosing: () => ignore(settings.apply()),
  });
  const { isClosed, mayGoOut, secondFactor, watch } = standing;
  const retention = createRetention({
    library,
    keyring,
    claims: network.claims,
    run: records.executor.run,
    isOver: () => work.isOver,
  });
  const outer = {
    ...inner,
    ...network,
    pageKeys,
    pageRequests,
    linkFor,
    isWrittenNow: (id: string) => writtenNow.has(id),
  };
  const google = createGoogle({ ...outer, records: library, mayGoOut, now: network.relayNow });
  const busyNow = google.busy.between;
  const messaging = createMessaging({ ...outer, busyNow });
  const assistant = createAssistant({ ...outer, busyNow });
  parts.use(assistant.modelUpkeep);
  const outsiders = createOutsiders({ ...outer, ...assistant, mayGoOut, busyNow });
  const { telegram, programs } = outsiders;
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
  const { erasureWork, unsavedInput } = createErasing({
    ...inner,
    executor: records.executor,
    relayUrl,
    network,
    messaging,
    maintenance,
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
    takeOverSent: async () =>
      senderLog && takeOverSent({ log: senderLog, library, run: records.executor.run }),
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

  lifecycle.storageChanged();
  let isLoaded = false;
  const loaded = lifecycle.load().then(() => {
    isLoaded = true;
    standing.loaded();
  });
  ignore(loaded);
  parts.defer(async () => {
    work.end();
    await loaded;
  });
  const untilQuiet = (): Promise<Result<Heads>> =>
    quiet({ loaded, library, network, work, flush: projector.flush });

  return {
    ...records,
    ...network,
    ...messaging,
    ...assistant,
    executor,
    get keybag() {
      return keyring.keybag;
    },
    workspace: keybag.workspace,
    keyring,
    closer: createCloser({
      ...inner,
      loaded,
      records: library,
      workspace: keybag.workspace,
      client: sync.client,
      team: network.team,
      closure: network.closure,
      quiet: untilQuiet,
      isOnline: () => sync.status().connection === 'online',
      watch,
    }),
    searchableClosed: () => indexes.sizeOf(library.closedBooks.keys()),
    inbox,
    pageKeys,
    retention,
    news: standing.news,
    secondFactor,
    backupScheduler,
    auditLog: createAuditLog({ ...records, keyring, work, onChange: () => emit({ type: 'audit' }) }),
    findings,
    erasureWork,
    unsavedInput,
    ...outsiders,
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
    quiet: untilQuiet,
    close: () => parts.disposeAsync(),
    async senderLoad() {
      if (logKey === undefined || !isLoaded || isClosed()) return undefined;
      const { outbound } = messaging;
      return senderLoad({ ...inner, inbox, outbound, relayUrl: relayUrl(), logKey, now: now() });
    },
  };
}
