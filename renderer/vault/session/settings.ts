import type { Bridge } from '#shared/bridge/bridge.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import { egressPolicyOf } from '../egress-policy.ts';
import type { Keybag } from '../keys/keybag.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import type { RelayMemory } from '../sync/relay-memory.ts';
import type { Sync } from '../sync/sync.ts';

/** Has relay, guard and channels follow what the owner has set. */
export interface Settings {
  apply(): Promise<void>;
  /** Of the relay that is used; `undefined` where none is. */
  relayUrl(): string | undefined;
}

export function createSettings(deps: {
  bridge: Bridge;
  library: Library;
  changes: RecordChanges;
  keybag: Keybag;
  memory: RelayMemory;
  sync: Sync;
  /** After a sign-in: time to tell the relay what it must know. */
  onSignedIn(client: RelayClient): void;
  /** The channels may be others than before. */
  onChannels(): void;
}): Settings {
  const { bridge, library, keybag, sync } = deps;
  const relayUrl = (): string | undefined => library.get('relays', 'relay')?.url ?? keybag.relayUrl;

  async function apply(): Promise<void> {
    await deps.memory.ready;
    await bridge.call('egress.configure', { policy: egressPolicyOf(library, keybag.relayUrl) });
    sync.connect(relayUrl());
    const client = sync.client();
    if (client !== undefined) deps.onSignedIn(client);
    deps.onChannels();
  }

  deps.changes.on(['relays', 'channels', 'aiSettings', 'modelProviders'], () => ignore(apply()));
  return { apply, relayUrl };
}
