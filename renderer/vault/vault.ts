import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Timers } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { newId } from '#shared/lib/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { SyncStatus, VaultApi, VaultEvent, VaultState } from './api.ts';
import { createAssistantApi } from './autopilot/api.ts';
import { createBackupApi, hasBackups } from './backup/backups.ts';
import { createBlobDatabase } from './blobs/blob-database.ts';
import { createDatabase, type Database } from './database/database.ts';
import { createEntrance } from './entrance.ts';
import { healthOf } from './health.ts';
import { webhookUrlOf } from './inbox/webhooks.ts';
import type { Keybag } from './keys/keybag.ts';
import { type OpenLock, withKeybag } from './keys/lock.ts';
import { createJournal } from './storage/journal.ts';
import type { Copy } from './storage/copy.ts';
import { createStorage, type Storage, type StorageStatus } from './storage/storage.ts';
import { openSession, type Session } from './session.ts';
import { createInsightApi } from './insight/api.ts';
import { createKnowledgeApi } from './knowledge/api.ts';
import { createMediaApi } from './media/media.ts';
import { createModelsApi } from './models/api.ts';
import { connectRelay } from './sync/connect-relay.ts';
import { readRoster } from './team/roster.ts';
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
  let listener: (event: VaultEvent) => void = () => {};
  const emit = (event: VaultEvent): void => listener(event);
  /** Whether there is a workspace here could not be found out yet. */
  let isUndecided = false;
  let storage = newStorage();
  const stored = { storage: () => storage };
  const database = (deps.throughDatabase ?? same)(createDatabase(stored));
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
    if ((await database.readKeys()) !== undefined) return 'locked';
    if (!storage.isComplete()) return 'blocked';
    return storage.hadData() || (await hasBackups(bridge)) ? 'lost' : 'empty';
  }

  async function enter(lock: OpenLock, deviceName?: string): Promise<Result<void>> {
    const renewed = await asSureDevice({ crypto, database, notes: storage.notes }, lock);
    if (!renewed.ok) return renewed;
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
    });
    if (deviceName !== undefined) ignore(session.run('team.noteOwnDevice', { deviceName }));
    emit({ type: 'state', state: 'unlocked' });
    return ok();
  }

  /** For everything that needs the workspace open. */
  async function unlocked<T>(step: (session: Session) => Promise<Result<T>>): Promise<Result<T>> {
    if (session === undefined)
      return problem('vault.locked', 'Plumbline is locked.', 'Unlock it with your passphrase.');
    return step(session);
  }

  /** For what writes more than a command does, in several steps: none begins on a disk that is full. */
  async function writing<T>(step: (session: Session) => Promise<Result<T>>): Promise<Result<T>> {
    const may = database.mayBegin();
    return may.ok ? unlocked(step) : may;
  }

  return {
    state,
    ...createEntrance({ bridge, crypto, database, timers, enter }),
    ...createMediaApi({ session: () => session }),
    ...createAssistantApi({ session: () => session }),
    ...createModelsApi({ session: () => session }),
    ...createKnowledgeApi({ session: () => session }),
    ...createInsightApi({ session: () => session }),
    ...createBackupApi({ bridge, crypto, database, now, session: () => session, enter }),
    async listen(next) {
      listener = next;
      emit({ type: 'storage', status: storage.status() });
      emit({ type: 'sync', status: session?.sync.status() ?? notConnected });
    },
    async lock() {
      // Keys must not stay in memory because a disk has no room.
      storage.end();
      await session?.close();
      session = undefined;
      storage.close();
      storage = newStorage();
    },
    checkStorage: () => storage.notes.check(),
    run: (command, args) =>
      unlocked(async ({ run, messaging }) => {
        const result = await run(command, args as never);
        if (result.ok && command === 'conversation.markRead')
          ignore(messaging.reading.markRead((args as { id: string }).id));
        return result;
      }),
    typing: async (conversationId) => session?.messaging.reading.typing(conversationId),
    undo: (auditId) => unlocked(({ executor }) => executor.undo(auditId)),
    redo: () => unlocked(({ executor }) => executor.redo()),
    search: async (query, filter) => session?.search(query, filter) ?? { hits: [], total: 0, complete: true },
    openEarlier: async (conversationId) =>
      (await session?.archive.openEarlier(conversationId)) ?? { more: false },
    openRecord: async (collection, id) => (await session?.archive.openRecord(collection, id)) ?? false,
    openHistory: async (contactId) => session?.archive.openHistory(contactId),
    earlierYear: async (compartment) => session?.archive.earlierYear(compartment),
    openEarlierYear: async (compartment) => session?.archive.openEarlierYear(compartment),
    unsavedInput: async () => (await session?.unsavedInput.read()) ?? {},
    keepUnsavedInput: async (all) => session?.unsavedInput.keep(all),
    health: () => healthOf(session, storage),
    setPresence: async (places) => session?.presence.set(places),
    networkIsBack: async () => session?.sync.networkIsBack(),
    connectRelay: (url, token) => writing((open) => connectRelay({ bridge, session: open }, url, token)),
    webhookUrl: async () => session && webhookUrlOf(session.library, session.keyring.keybag.workspace),
    testChannel: (id) => unlocked((open) => open.messaging.testChannel(id)),
    loadTemplates: () => unlocked(({ messaging }) => messaging.templates.load()),
    draftReply: (conversationId, onText) =>
      unlocked(({ assistant }) => assistant.drafting.draft(conversationId, onText)),
    stopDraft: async (conversationId) => session?.assistant.drafting.stop(conversationId),
    askAgent: (question, onText) => unlocked(({ assistant }) => assistant.agent.askAgent(question, onText)),
    approveProposal: (id, digest) => unlocked(({ assistant }) => assistant.agent.approveProposal(id, digest)),
    stopAgent: async () => session?.assistant.agent.stopAgent(),
    dismissProposal: async (id) => session?.assistant.agent.dismissProposal(id),
    forgetAgent: async () => session?.assistant.agent.forgetAgent(),
    team: async () => session?.team.team() ?? { members: [], invitations: [], canManage: false },
    invite: (invitation) => writing(({ team }) => team.invite(invitation)),
    withdrawInvitation: (id) => unlocked(({ team }) => team.withdrawInvitation(id)),
    admit: (id) => writing(({ team }) => team.admit(id)),
    removeDevice: (id) => writing(({ team }) => team.removeDevice(id)),
    removeMember: (id) => writing(({ team }) => team.removeMember(id)),
    trustRelay: () => unlocked(({ team }) => team.trustRelay()),
    setAccess: (id, access) => writing(({ team }) => team.setAccess(id, access)),
  };
}

function same<T>(value: T): T {
  return value;
}
