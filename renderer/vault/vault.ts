import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { drop } from '#shared/lib/drop.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { SyncStatus, VaultApi, VaultEvent, VaultState } from './api.ts';
import { createDrawer } from './drawer/drawer.ts';
import { healthOf } from './health.ts';
import { webhookUrlOf } from './inbox/webhooks.ts';
import { createKeybag, type Keybag } from './keys/keybag.ts';
import {
  createLock,
  newRecoveryWords,
  type OpenLock,
  openWithPassphrase,
  openWithWords,
  recoveryDropOf,
  withKeybag,
  withNewPassphrase,
} from './keys/lock.ts';
import { readRoster } from './team/roster.ts';
import { openSession, type Session } from './session.ts';
import { connectRelay } from './sync/connect-relay.ts';

const locked = () => problem('vault.locked', 'Plumbline is locked.', 'Unlock it with your passphrase.');
const notConnected: SyncStatus = { connection: 'none', reach: 'device' };

/** Composes the vault: the lock in front, and the session behind it. */
export function createVault(deps: { bridge: Bridge; crypto: WebCrypto; databaseName: string }): VaultApi {
  const { bridge, crypto } = deps;
  const drawer = createDrawer({ name: deps.databaseName });
  let session: Session | undefined;
  let listener: (event: VaultEvent) => void = () => {};
  const emit = (event: VaultEvent): void => listener(event);

  async function state(): Promise<VaultState> {
    if (session !== undefined) return 'unlocked';
    return (await drawer.readKeys()) === undefined ? 'empty' : 'locked';
  }

  async function open(result: Result<OpenLock>): Promise<Result<void>> {
    if (!result.ok) return result;
    const lock = result.value;
    const { keybag } = lock;
    const roster = await readRoster(crypto, keybag.membership, keybag.workspace);
    if (!roster.ok) return roster;
    const saveKeybag = async (next: Keybag): Promise<void> => {
      lock.file = await withKeybag(crypto, lock, next);
      await drawer.writeKeys(lock.file);
    };
    session = await openSession({ bridge, crypto, drawer, keybag, roster: roster.value, saveKeybag, emit });
    emit({ type: 'state', state: 'unlocked' });
    return ok();
  }

  async function keepPassphrase(opened: OpenLock, passphrase: string): Promise<void> {
    const file = await withNewPassphrase(crypto, opened, passphrase);
    await drawer.writeKeys(file);
    opened.file = file;
  }

  return {
    state,
    async listen(next) {
      listener = next;
      emit({ type: 'sync', status: session?.sync.status() ?? notConnected });
    },
    async newRecoveryWords() {
      return newRecoveryWords();
    },
    async create({ passphrase, recoveryWords }) {
      if ((await state()) !== 'empty')
        return problem('vault.exists', 'There is a workspace on this device already. Nothing was changed.');
      const recovery = await recoveryDropOf(crypto, recoveryWords);
      if (!recovery.ok) return recovery;
      const file = await createLock(crypto, await createKeybag(crypto, recovery.value), {
        passphrase,
        recoveryWords,
      });
      if (!file.ok) return file;
      await drawer.writeKeys(file.value);
      return open(await openWithPassphrase(crypto, file.value, passphrase));
    },
    async unlock(passphrase) {
      return open(await openWithPassphrase(crypto, await drawer.readKeys(), passphrase));
    },
    async unlockWithWords(words, newPassphrase) {
      const opened = await openWithWords(crypto, await drawer.readKeys(), words);
      if (opened.ok) await keepPassphrase(opened.value, newPassphrase);
      return open(opened);
    },
    async changePassphrase(current, next) {
      const opened = await openWithPassphrase(crypto, await drawer.readKeys(), current);
      if (!opened.ok) return opened;
      await keepPassphrase(opened.value, next);
      return ok();
    },
    async lock() {
      await session?.close();
      session = undefined;
      drawer.close();
    },
    async run(command, args) {
      if (session === undefined) return locked();
      const result = await session.run(command, args as never);
      if (result.ok && command === 'conversation.markRead')
        drop(session.outbound.markRead((args as { id: string }).id));
      return result;
    },
    undo: async () => (session === undefined ? locked() : session.executor.undo()),
    redo: async () => (session === undefined ? locked() : session.executor.redo()),
    health: () => healthOf(session),
    async connectRelay(url) {
      return session === undefined ? locked() : connectRelay({ bridge, session }, url);
    },
    async webhookUrl() {
      return session && webhookUrlOf(session.library, session.keyring.keybag.workspace);
    },
    async draftReply(conversationId, onText) {
      return session === undefined ? locked() : session.drafting.draft(conversationId, onText);
    },
    async stopDraft(conversationId) {
      session?.drafting.stop(conversationId);
    },
  };
}
