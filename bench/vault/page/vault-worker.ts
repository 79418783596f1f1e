import { expose, type Remote } from 'comlink';
import { storedDatabase } from '#renderer/vault/testing/stored-database.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Change } from '#shared/records/change.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { newId } from '#shared/lib/ids.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { bridgeFromWindow, type WorkerBridge } from '#renderer/platform/worker-bridge.ts';
import type { VaultEvent } from '#renderer/vault/api.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { createBlobDatabase } from '#renderer/vault/blobs/blob-database.ts';
import { createDatabase } from '#renderer/vault/database/database.ts';
import { createQuickUnlock } from '#renderer/vault/keys/quick-unlock.ts';
import { createEntrance } from '#renderer/vault/entrance.ts';
import type { OpenLock } from '#renderer/vault/keys/lock.ts';
import type { SearchAnswer } from '#renderer/vault/search/api.ts';
import { BookIndex } from '#renderer/vault/search/book-index.ts';
import { entryOf } from '#renderer/vault/search/entry.ts';
import { encodeSegment } from '#renderer/vault/search/segment-bytes.ts';
import { openSession, type Session } from '#renderer/vault/session.ts';
import type { Copy } from '#renderer/vault/storage/copy.ts';
import { namesOf } from '#renderer/vault/storage/digests.ts';
import { createJournal } from '#renderer/vault/storage/journal.ts';
import { createStorage } from '#renderer/vault/storage/storage.ts';
import { readRoster } from '#renderer/vault/keys/roster.ts';
import { memoryCopy } from '#renderer/vault/testing/memory-journal.ts';
import type { BusinessData } from '../../lib/business.ts';

/**
 * The vault's own parts in a worker, as in the product, with one difference: keys are derived in a step of
 * their own, so that the slow hash of the passphrase stays out of the figure.
 */
const passphrase = 'correct horse battery staple';
const databaseName = 'bench-vault';
const cryptography = webCrypto(crypto);

/** Past the lock, and not yet further: what comes next is what is measured. */
let opened: OpenLock | undefined;
let session: Session | undefined;
let device: Device | undefined;
type Device = ReturnType<typeof createDevice>;

/** What the product composes in its worker. */
function createDevice(bridge: Bridge, journal: Copy) {
  const onChange = (): void => {};
  const parts = {
    name: databaseName,
    bridge,
    crypto: cryptography,
    now: Date.now,
    timers: systemTimers,
    onChange,
  };
  const storage = createStorage({ ...parts, journal });
  const database = createDatabase({ storage: () => storage });
  const entrance = createEntrance({
    now: Date.now,
    bridge,
    crypto: cryptography,
    database,
    timers: systemTimers,
    quick: createQuickUnlock({ ...parts, database }),
    mayOpenQuickly: async () => false,
    async enter(lock) {
      opened = lock;
      return ok();
    },
    onJoining: () => undefined,
  });
  return { bridge, storage, database, entrance };
}

function current(): Device {
  if (device === undefined) throw new Error('The worker has not been started');
  return device;
}

/**
 * Where the second copy is: in the shell's journal as in the product; in memory, where it costs nothing; or nowhere,
 * which says that it agrees with what is stored.
 */
export type SecondCopy = 'shell' | 'memory' | 'agreeing';

const worker = {
  async start(window: WorkerBridge, secondCopy: SecondCopy): Promise<void> {
    // What comes over Comlink is a proxy of what the window gave.
    const bridge = bridgeFromWindow(window as unknown as Remote<WorkerBridge>);
    const copies = {
      shell: async () => createJournal({ bridge, newId: () => newId(cryptography) }),
      memory: async () => memoryCopy(),
      agreeing: agreeingCopy,
    };
    device = createDevice(bridge, await copies[secondCopy]());
  },

  /** Has the database read once, as the copy that agrees has to: so that both ways begin alike. */
  async warmUp(): Promise<void> {
    await agreeingCopy();
  },

  /** Opens both copies and fills the one that lacks something; the milliseconds that it took. */
  async openStorage(): Promise<number> {
    const start = performance.now();
    await current().storage.open();
    if (!current().storage.isComplete()) throw new Error('The copies are not in step');
    return performance.now() - start;
  },

  /** Runs as many commands, one after another; the milliseconds of each until it was acknowledged. */
  async commands(count: number): Promise<number[]> {
    const times: number[] = [];
    for (let index = 0; index < count; index++) {
      const start = performance.now();
      expectOk(await session!.run('contact.create', { name: `Contact ${index}` }));
      times.push(performance.now() - start);
    }
    return times;
  },

  async create(): Promise<void> {
    const recoveryWords = await current().entrance.newRecoveryWords();
    expectOk(await current().entrance.create({ passphrase, recoveryWords }));
  },

  async deriveKeys(): Promise<void> {
    expectOk(await current().entrance.unlock(passphrase));
  },

  async seed(data: BusinessData): Promise<void> {
    const session = await open(() => {});
    await session.loaded;
    for (const [collection, records] of Object.entries(data) as [CollectionName, { id: string }[]][]) {
      for (let start = 0; start < records.length; start += 500) {
        const changes = records.slice(start, start + 500).map((record) => creation(collection, record));
        await session.library.prepare(changes);
        session.library.apply(changes);
        expectOk(await session.library.save());
      }
    }
    await session.library.tidy();
    await session.close();
  },

  /** Resolves when every book that is not left closed is open and changes can be made. */
  async open(listener: (event: VaultEvent) => void): Promise<void> {
    session = await open(listener);
    await session.loaded;
  },

  /** Resolves when everything can be searched; tells how many records of closed books can. */
  async searchable(): Promise<number> {
    if (session === undefined) throw new Error('It must be open first');
    while (!session.search('').complete) await new Promise((resolve) => setTimeout(resolve, 5));
    return session.searchableClosed();
  },

  async search(query: string): Promise<SearchAnswer> {
    return session!.search(query);
  },

  /** Makes the index of these messages from nothing, in one go. */
  async index(messages: Message[]): Promise<{ indexMilliseconds: number; indexBytes: number }> {
    const start = performance.now();
    const index = new BookIndex();
    for (const message of messages) index.put(`messages/${message.id}`, entryOf('messages', message));
    const { length } = encodeSegment(index.inOrder(), '');
    return { indexMilliseconds: performance.now() - start, indexBytes: length };
  },
};

export type BenchVaultWorker = typeof worker;
expose(worker);

/** What it says is read before anything is measured. */
async function agreeingCopy(): Promise<Copy> {
  const database = await storedDatabase(databaseName);
  await database.open();
  const { last, era } = (await database.table('state').get('state')) as { last: number; era: string };
  const sequences = (await database.table('rows').toCollection().primaryKeys()) as number[];
  database.close();
  const state = { last, era, rows: sequences.length, names: namesOf(sequences), found: 'whole' } as const;
  return { ...memoryCopy(), state: async () => ok(state), write: async () => ok() };
}

async function open(emit: (event: VaultEvent) => void): Promise<Session> {
  if (opened === undefined) throw new Error('The keys must be derived first');
  const { keybag } = opened;
  const { bridge, storage, database } = current();
  const roster = expectOk(await readRoster(cryptography, keybag.membership, keybag.workspace));
  return openSession({
    bridge,
    crypto: cryptography,
    database,
    blobDatabase: createBlobDatabase({ storage: () => storage }),
    keybag,
    roster,
    saveKeybag: async () => ok(),
    emit,
    now: Date.now,
    timers: systemTimers,
    random: Math.random,
    schemas: 'bench',
  });
}

function creation(collection: CollectionName, record: { id: string }): Change {
  return { collection, id: record.id, path: [], before: undefined, after: record };
}
