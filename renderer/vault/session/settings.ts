import type { Bridge } from '#shared/bridge/bridge.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import { egressPolicyOf, type Tested } from '../egress-policy.ts';
import type { Keyring } from '../books/keyring.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import type { RelayMemory } from '../sync/relay-memory.ts';
import type { Sync } from '../sync/sync.ts';

/** Has relay, guard and channels follow what the owner has set. */
export interface Settings {
  apply(): Promise<void>;
  /** Lets out to what is being connected while it is tried. */
  whileAllowed<T>(also: Tested, step: () => Promise<T>): Promise<T>;
  /** The team may meet elsewhere. */
  teamChanged(): void;
  /** Of the relay at which the team meets, as an owner's device has signed it; `undefined` where it meets nowhere. */
  relayUrl(): string | undefined;
}

export function createSettings(deps: {
  bridge: Bridge;
  library: Library;
  changes: RecordChanges;
  keyring: Keyring;
  memory: RelayMemory;
  sync: Sync;
  /** An owner has closed the business: then nothing is reached but the relay. */
  isClosed(): boolean;
  /** After a sign-in: time to tell the relay what it must know. */
  onSignedIn(client: RelayClient): void;
  /** The guard goes by the settings: channels and calendars may be others than before. */
  onApplied(): void;
}): Settings {
  const { bridge, library, keyring, sync } = deps;
  const relayUrl = (): string | undefined => keyring.roster.record.relay?.url;

  const tested = new Set<Tested>();

  async function configure(): Promise<void> {
    const policy = egressPolicyOf(library, relayUrl(), deps.isClosed(), tested);
    await bridge.call('egress.configure', { policy });
  }

  async function apply(): Promise<void> {
    await deps.memory.ready;
    await configure();
    sync.connect(relayUrl());
    const client = sync.client();
    if (client !== undefined) deps.onSignedIn(client);
    deps.onApplied();
  }

  deps.changes.on(
    [
      'channels',
      'mailAccounts',
      'mailKeys',
      'aiSettings',
      'modelProviders',
      'calendarFeeds',
      'telegramBots',
      'googleLinks',
      'webhookEndpoints',
      'pauses',
    ],
    () => ignore(apply()),
  );
  return {
    apply,
    relayUrl,
    async whileAllowed(also, step) {
      tested.add(also);
      try {
        await configure();
        return await step();
      } finally {
        tested.delete(also);
        await configure();
      }
    },
    teamChanged() {
      if (relayUrl() !== sync.status().relayUrl) ignore(apply());
    },
  };
}
