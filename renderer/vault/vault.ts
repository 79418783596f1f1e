import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Timers } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { newId } from '#shared/lib/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { SyncStatus, VaultApi, VaultEvent, VaultState } from './api.ts';
import { createAccessApi } from './access/api.ts';
import { createAgentApi } from './agent/api.ts';
import { createArchiveApi } from './archive/api.ts';
import { createAuditApi } from './audit/api.ts';
import { createRetentionApi } from './retention/api.ts';
import { createBackupApi } from './backup/api.ts';
import { createBooksApi } from './books/api.ts';
import { createBookingApi } from './booking/api.ts';
import { createClosingApi } from './closing/api.ts';
import { removeStored } from './closing/remove.ts';
import { createCommandsApi } from './commands/api.ts';
import { createDraftingApi } from './drafting/api.ts';
import { createErasureApi } from './erasure/api.ts';
import { createExportApi } from './export/api.ts';
import { createExtractionApi } from './extraction/api.ts';
import { createHealthApi } from './health/api.ts';
import { createChannelsApi } from './inbox/api.ts';
import { createInsightApi } from './insight/api.ts';
import { createKnowledgeApi } from './knowledge/api.ts';
import { createMediaApi } from './media/api.ts';
import { createModelsApi } from './models/api.ts';
import { createNewsApi } from './news/api.ts';
import { createNomineeApi } from './team/nominee/api.ts';
import { createProgramsApi } from './programs/api.ts';
import { createReplayApi } from './replay/api.ts';
import { createSearchApi } from './search/api.ts';
import { createSyncApi } from './sync/api.ts';
import { createTeamApi } from './team/api.ts';
import { createGoogleApi } from './google/api.ts';
import { createMailSignInApi } from './outbound/mail-sign-in.ts';
import { createTelegramApi } from './telegram/api.ts';
import { createWebhooksApi } from './webhooks/api.ts';
import { createTrialApi } from './trial/api.ts';
import { createUnsavedApi } from './unsaved/api.ts';
import { createVoiceApi } from './voice/api.ts';
import { hasBackups } from './backup/backup-storage.ts';
import { createGuard, type OwnersGuard } from './guard.ts';
import { createBlobDatabase } from './blobs/blob-database.ts';
import { createDatabase, type Database } from './database/database.ts';
import { createEntrance, type NewNames } from './entrance.ts';
import type { Keybag } from './keys/keybag.ts';
import { type OpenLock, openWithPassphrase, withKeybag, withNewWords } from './keys/lock.ts';
import { createQuickUnlock } from './keys/quick-unlock.ts';
import type { NotRemoved } from './closing/api.ts';
import { createJournal } from './storage/journal.ts';
import type { Copy } from './storage/copy.ts';
import { createStorage, type Storage, type StorageStatus } from './storage/storage.ts';
import { openSession, type Session } from './session.ts';
import { quickUnlockEntry } from './session/quick-unlock.ts';
import { removedCode } from './sync/refusals.ts';
import { createSenderKeeper, handOver } from './sender/keeper.ts';
import { readRoster } from './keys/roster.ts';
import { asSureDevice } from './team/sure-device.ts';

const notConnected: SyncStatus = { connection: 'none', reach: 'device' };

/** Composes the vault: the entrance in front, and the session behind it. */
export function createVault(deps: {
  bridge: Bridge;
  crypto: WebCrypto;
  databaseName: string;
  /** Epoch milliseconds. */
  now(): number;
  timers: Timers;
  /** See `SessionDeps`. */
  random(): number;
  /** See `SessionDeps`. */
  schemas?: string | undefined;
  /** The second copy of what is stored; the shell's journal if left out. */
  journal?: Copy | undefined;
  /** For tests: what stands between the vault and its storage. */
  throughDatabase?(database: Database): Database;
}): VaultApi {
  const { bridge, crypto, now, timers } = deps;
  const journal = deps.journal ?? createJournal({ bridge, newId: () => newId(crypto) });
  let session: Session | undefined;
  /** The lock of the open session. */
  let opened: OpenLock | undefined;
  let listener: (event: VaultEvent) => void = () => {};
  const emit = (event: VaultEvent): void => {
    // Should the relay lie, the passphrase still opens.
    if (event.type === 'sync' && event.status.problemCode === removedCode) ignore(quick.forget());
    listener(event);
  };
  /** Whether there is a workspace here could not be found out yet. */
  let isUndecided = false;
  let storage = newStorage();
  const stored = { storage: () => storage };
  const database = (deps.throughDatabase ?? same)(createDatabase(stored));
  const quick = createQuickUnlock({ bridge, crypto, database, now });
  const blobDatabase = createBlobDatabase(stored);

  function newStorage(): Storage {
    return createStorage({
      name: deps.databaseName,
      bridge,
      crypto,
      journal,
      now,
      timers,
      onChange: onStorage,
    });
  }

  function onStorage(status: StorageStatus): void {
    emit({ type: 'storage', status });
    session?.storageChanged();
    // What could not be read before may be readable now.
    if (session === undefined && isUndecided && status.phase === 'ready') ignore(tellState());
  }

  async function tellState(): Promise<void> {
    emit({ type: 'state', state: await state() });
  }

  async function state(): Promise<VaultState> {
    if (session !== undefined) return 'unlocked';
    const found = await stateAtRest();
    isUndecided = found === 'blocked';
    return found;
  }

  async function stateAtRest(): Promise<VaultState> {
    await storage.open();
    const closing = await database.closing();
    if (closing !== undefined && closing.removeAt <= now()) {
      await removeAll();
      await storage.open();
    }
    if ((await database.readKeys()) !== undefined) return 'locked';
    if (!storage.isComplete()) return 'blocked';
    return storage.hadData() || (await hasBackups(bridge)) ? 'lost' : 'empty';
  }

  async function enter(lock: OpenLock, names?: NewNames): Promise<Result<void>> {
    await sender.end();
    const renewed = await asSureDevice({ crypto, database, notes: storage.notes }, lock);
    if (!renewed.ok) return renewed;
    opened = lock;
    const { keybag } = lock;
    const roster = await readRoster(crypto, keybag.membership, keybag.workspace);
    if (!roster.ok) return roster;
    const saveKeybag = async (next: Keybag): Promise<Result<void>> => {
      const file = await withKeybag(crypto, lock, next);
      const written = await database.writeKeys(file);
      if (written.ok) lock.file = file;
      return written;
    };
    session = await openSession({
      bridge,
      crypto,
      database,
      keybag,
      blobDatabase,
      roster: roster.value,
      saveKeybag,
      emit,
      now,
      timers,
      random: deps.random,
      schemas: deps.schemas,
      purgeDisk: () => storage.purge(),
      forgetQuickUnlock: () => ignore(quick.forget()),
    });
    if (names !== undefined) ignore(noteNames(session, names));
    emit({ type: 'state', state: 'unlocked' });
    return ok();
  }

  async function noteNames({ run }: Session, { deviceName, memberName }: NewNames): Promise<void> {
    await run('team.noteOwnDevice', { deviceName });
    if (memberName !== undefined)
      await run('team.renameMember', { id: opened!.keybag.memberId, name: memberName });
  }

  /** The last thing that happens to a business here. Keys go first from memory, then everything from the disk. */
  async function removeAll(): Promise<Result<{ left: NotRemoved[] }>> {
    storage.end();
    await sender.end();
    await session?.close();
    session = undefined;
    opened = undefined;
    storage.close();
    const left = await removeStored({ bridge, databaseName: deps.databaseName });
    storage = newStorage();
    return ok({ left });
  }

  /** Its date has come while Plumbline was open. */
  async function removeWhenDue(): Promise<void> {
    const closing = await database.closing();
    if (closing === undefined || closing.removeAt > now()) return;
    await removeAll();
    await tellState();
  }

  async function keepWords(words: string[]): Promise<Result<void>> {
    if (opened === undefined) return ok();
    const file = await withNewWords(crypto, opened, words);
    if (!file.ok) return file;
    const written = await database.writeKeys(file.value);
    if (written.ok) opened.file = file.value;
    return written;
  }

  const sender = createSenderKeeper({
    ...deps,
    database,
    isOpen: () => session !== undefined,
    onChange: (sending) => emit({ type: 'sending', sending }),
  });
  const guard = createGuard({ open: () => session, mayBegin: database.mayBegin });
  /** Before the records are there, nobody knows whether a second factor is asked for. */
  async function mayAct(): Promise<Result<void>> {
    await session?.loaded;
    return session?.secondFactor.mayAct() ?? ok();
  }
  /** What only owners do is asked for their second factor first. */
  const ownersGuard: OwnersGuard<Session> = {
    ...guard,
    async writing(step) {
      const may = await mayAct();
      return may.ok ? guard.writing(step) : may;
    },
    async acting(step) {
      const may = await mayAct();
      return may.ok ? guard.unlocked(step) : may;
    },
  };

  return {
    state,
    ...createEntrance({
      bridge,
      crypto,
      database,
      timers,
      now,
      enter,
      quick,
      async mayOpenQuickly() {
        await session?.loaded;
        return session?.news.agreed(quickUnlockEntry) === true;
      },
      onJoining: (state) => emit({ type: 'joining', state }),
    }),
    ...createCommandsApi(guard),
    ...createBooksApi(guard),
    ...createBookingApi(guard, { now }),
    ...createSearchApi(guard),
    ...createArchiveApi(guard),
    ...createHealthApi(guard, stored.storage),
    ...createAuditApi(guard),
    ...createSyncApi(ownersGuard, deps),
    ...createTeamApi(ownersGuard, { crypto, now, keepWords }),
    ...createNomineeApi(ownersGuard),
    ...createClosingApi(guard, { crypto, database, now, removeAll, mayAct }),
    ...createRetentionApi(guard, { now }),
    ...createBackupApi(guard, { bridge, crypto, database, now, enter }),
    ...createExportApi(guard, { bridge, now, mayAct }),
    ...createErasureApi(ownersGuard, { now }),
    ...createMediaApi(guard),
    ...createChannelsApi(guard),
    ...createModelsApi(guard),
    ...createDraftingApi(guard),
    ...createInsightApi(guard),
    ...createExtractionApi(guard),
    ...createAccessApi(guard, {
      isPassphrase: async (passphrase) => openWithPassphrase(crypto, await database.readKeys(), passphrase),
    }),
    ...createAgentApi(guard),
    ...createReplayApi(guard),
    ...createKnowledgeApi(guard),
    ...createNewsApi(guard),
    ...createTelegramApi(guard, deps),
    ...createProgramsApi(guard),
    ...createGoogleApi(guard, deps),
    ...createMailSignInApi(guard, deps),
    ...createWebhooksApi(guard, deps),
    ...createTrialApi(guard),
    ...createUnsavedApi(guard),
    ...createVoiceApi(guard),
    async listen(next) {
      listener = next;
      emit({ type: 'storage', status: storage.status() });
      emit({ type: 'sync', status: session?.sync.status() ?? notConnected });
    },
    quiet: () => guard.unlocked((open) => open.quiet()),
    sendOn: sender.sendOn,
    lockEverything: sender.lockEverything,
    sending: sender.sending,
    async look() {
      await removeWhenDue();
      session?.sync.networkIsBack();
      session?.wake();
      await sender.look();
    },
    async lock(to) {
      // Keys must not stay in memory because a disk has no room.
      storage.end();
      await sender.end();
      await session?.close();
      if (to !== undefined) handOver(to, await session?.senderLoad());
      session = undefined;
      opened = undefined;
      storage.close();
      storage = newStorage();
    },
  };
}

function same<T>(value: T): T {
  return value;
}
