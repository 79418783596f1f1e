import { expose } from 'comlink';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { seal } from '#shared/crypto/seal.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { expectOk, ok, problem } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { inboxInfo } from '#shared/sync/delivery.ts';
import type { VaultEvent } from '#renderer/vault/api.ts';
import { createBlobDatabase } from '#renderer/vault/blobs/blob-database.ts';
import { createDatabase } from '#renderer/vault/database/database.ts';
import { createQuickUnlock } from '#renderer/vault/keys/quick-unlock.ts';
import { createEntrance } from '#renderer/vault/entrance.ts';
import type { OpenLock } from '#renderer/vault/keys/lock.ts';
import { openSession, type Session } from '#renderer/vault/session.ts';
import { readRoster } from '#renderer/vault/keys/roster.ts';
import { testStorage } from '#renderer/vault/testing/test-storage.ts';
import { deliveryBody, type Load } from './load.ts';

/** The vault's own parts in a worker; the relay is left out: its sealed deliveries are put into the inbox's room. */
const cryptography = webCrypto(crypto);
const storage = testStorage('bench-inbox');
const database = createDatabase({ storage: () => storage });
const passphrase = 'correct horse battery staple';

const bridge: Bridge = {
  call: () => Promise.resolve(problem('bench.no-shell', 'The benchmark has no shell.')),
  stream: () => new Promise(() => {}),
  openSocket: () => ({ send() {}, close() {} }),
};

let lock: OpenLock | undefined;
const parts = { now: Date.now, bridge, crypto: cryptography, database };
const entrance = createEntrance({
  ...parts,
  timers: systemTimers,
  quick: createQuickUnlock(parts),
  mayOpenQuickly: async () => false,
  async enter(opened) {
    lock = opened;
    return ok();
  },
  onJoining: () => undefined,
});
let session: Session | undefined;
let sealed: Uint8Array[] = [];

const worker = {
  async open(listener: (event: VaultEvent) => void): Promise<void> {
    const recoveryWords = await entrance.newRecoveryWords();
    expectOk(await entrance.create({ passphrase, recoveryWords }));
    const { keybag } = lock!;
    const roster = expectOk(await readRoster(cryptography, keybag.membership, keybag.workspace));
    session = await openSession({
      bridge,
      crypto: cryptography,
      database,
      blobDatabase: createBlobDatabase({ storage: () => storage }),
      keybag,
      roster,
      saveKeybag: async () => ok(),
      emit: listener,
      now: Date.now,
      timers: systemTimers,
      random: Math.random,
    });
    await session.loaded;
  },

  /** Seals what customers wrote as the relay does; not part of the figure. */
  async prepare(load: Load): Promise<void> {
    const { workspace, inbox } = lock!.keybag;
    const key = fromBase64Url(inbox!.publicKey);
    sealed = [];
    for (let first = 0; first < load.messages; first += load.perDelivery) {
      const delivery = { receivedAt: Date.now(), body: deliveryBody(load, first) };
      sealed.push(await seal(cryptography, key, utf8(JSON.stringify(delivery)), inboxInfo(workspace)));
    }
  },

  /** Resolves when every delivery is opened, read, recorded and on disk. Milliseconds. */
  async takeIn(): Promise<number> {
    const { doc } = session!.inbox;
    const room = doc.getArray<Uint8Array>(envelopesKey);
    const start = performance.now();
    const done = new Promise<void>((resolve) => {
      room.observe(() => {
        if (room.length === 0) resolve();
      });
    });
    room.push(sealed);
    await done;
    return performance.now() - start;
  },

  async messages(): Promise<number> {
    return [...session!.library.all('messages')].length;
  },
};

export type InboxWorker = typeof worker;
expose(worker);
