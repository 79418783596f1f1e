import { expose, proxy } from 'comlink';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { problem } from '#shared/lib/result.ts';
import type { VaultApi, VaultEvent } from '#renderer/vault/api.ts';
import { startVault } from '../vault-client.ts';

export interface StubVault {
  /** As the vault tells the window's stores. */
  emit(event: VaultEvent): Promise<void>;
}

const noShell = async () => problem('shell.none', 'There is no shell.');

/** Starts the window's side over a vault that answers as the test wants. Behind it is what a test gives of a shell. */
export async function startStubVault(
  api: Partial<VaultApi>,
  call: Bridge['call'] = noShell,
): Promise<StubVault> {
  const { port1, port2 } = new MessageChannel();
  let listener: (event: VaultEvent) => unknown = () => {};
  const vault: Partial<VaultApi> = {
    state: async () => 'empty',
    unsavedInput: async () => ({}),
    keepUnsavedInput: async () => {},
    team: async () => ({ members: [], invitations: [], canManage: false }),
    backups: async () => ({ ok: true, value: [] }),
    googleBusy: async () => ({ ok: true, value: [] }),
    lateWork: async () => ({ ok: true, value: [] }),
    lookAtGoogle: async () => {},
    openHistory: async () => {},
    openRecord: async () => false,
    setPresence: async () => {},
    quickUnlock: async () => ({ isPossible: false, asks: 'nothing', opens: false }),
    closing: async () => undefined,
    newsDecision: async () => undefined,
    ...api,
    async listen(next) {
      listener = next;
    },
  };
  expose({ start: () => proxy(vault) }, port2);
  const actual = globalThis.Worker;
  globalThis.Worker = function StubWorker() {
    return Object.assign(port1, { terminate: () => port1.close() });
  } as unknown as typeof Worker;
  try {
    await startVault({ call } as unknown as Bridge);
  } finally {
    globalThis.Worker = actual;
  }
  return {
    async emit(event) {
      await listener(event);
    },
  };
}
