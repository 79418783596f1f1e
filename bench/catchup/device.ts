import { createKeyring } from '#renderer/vault/books/keyring.ts';
import { Library } from '#renderer/vault/books/library.ts';
import type { Database, NewUpdate } from '#renderer/vault/database/database.ts';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';
import { recordsOf } from '#renderer/vault/keys/memberships.ts';
import { createProjector } from '#renderer/vault/projection/projector.ts';
import { readRoster } from '#renderer/vault/keys/roster.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { createRecordChanges } from '#renderer/vault/books/record-changes.ts';
import { createWork } from '#shared/lib/async.ts';
import type { RelayProcess } from '#sync-server/testing/relay-process.ts';
import type { TestClient } from '#sync-server/testing/client.ts';
import { connectClient, connectDevice } from '#sync-server/testing/client.ts';
import { request, signIn } from '#sync-server/testing/workspace.ts';

export const cryptography = webCrypto(globalThis.crypto);

/** The device's disk. In memory, as the peers' clients keep nothing at all. */
function memoryDatabase(): Pick<Database, 'readUpdates' | 'readKept' | 'append' | 'compact' | 'mayBegin'> {
  const rows: NewUpdate[] = [];
  return {
    readKept: async () => [],
    readUpdates: async (room) =>
      rows.filter((row) => row.room === room).map(({ bytes }, sequence) => ({ bytes, sequence })),
    async append(added) {
      rows.push(...added);
      return ok();
    },
    compact: async () => ok(),
    mayBegin: () => ok(),
  };
}

/** The vault's own books over the stock client, without a window. */
export interface Device {
  library: Library;
  /** Records as the window has them, by id. */
  shown: Map<string, unknown>;
  /** Resolves when all open books have what the relay has, opened and sent to the window. */
  inStep(): Promise<void>;
  /** Resolves when the relay has everything on disk. */
  stored(): Promise<void>;
  close(): void;
}

export async function startDevice(relay: RelayProcess, keybag: Keybag): Promise<Device> {
  const roster = expectOk(await readRoster(cryptography, keybag.membership, keybag.workspace));
  const keyring = await createKeyring(cryptography, keybag, roster);
  const token = await signIn(relay.url, keybag.workspace, { id: keybag.deviceId, sign: keyring.sign });
  const address = { url: relay.url, workspace: keybag.workspace, token };
  const socket = connectDevice(address);
  const clients: TestClient[] = [];
  const shown = new Map<string, unknown>();

  const work = createWork(systemTimers);
  const changes = createRecordChanges({ work });
  const library = new Library({
    keyring,
    database: memoryDatabase(),
    onRecords: changes.tell,
    onOpened: (book) => void clients.push(connectClient({ ...address, room: book.room }, book.outer, socket)),
    onSaved: () => {},
    onUnknownWriter: () => {},
    now: Date.now,
    work,
  });
  const projector = createProjector({
    records: library,
    changes,
    work,
    send: (patches) =>
      patches.forEach(({ upsert }) => upsert.forEach((record) => shown.set(record.id, record))),
  });

  const synced = ({ provider }: TestClient) =>
    provider.synced
      ? Promise.resolve()
      : new Promise<void>((resolve) => provider.once('sync', () => resolve()));
  return {
    library,
    shown,
    async inStep() {
      await Promise.all(clients.map(synced));
      await Promise.all(library.books.map((book) => book.settled()));
      projector.flush();
    },
    async stored() {
      await library.save();
      for (const client of clients) await client.allStored();
    },
    close() {
      for (const { provider } of clients) provider.destroy();
      socket.close();
      work.end();
    },
  };
}

/** Makes the workspace known to the relay. */
export async function register(relay: RelayProcess, keybag: Keybag): Promise<void> {
  const path = `/v1/workspaces/${keybag.workspace}/membership`;
  const { status } = await request(relay.url, path, { method: 'PUT', json: { records: recordsOf(keybag) } });
  if (status !== 204) throw new Error(`The relay refused the workspace with ${status}`);
}

/** Opens the books of the records, as soon as the relay has told which there are. */
export async function openAll(device: Device): Promise<void> {
  for (const name of ['index', 'people']) await device.library.open(name);
  await device.inStep();
  for (const { id } of device.library.all('books')) await device.library.open(id);
  await device.inStep();
}

/** A device that has its keys and nothing else: milliseconds from signing in until the window has all records. */
export async function catchUp(
  relay: RelayProcess,
  keybag: Keybag,
): Promise<{ milliseconds: number; records: number }> {
  const start = performance.now();
  const device = await startDevice(relay, keybag);
  await openAll(device);
  const milliseconds = performance.now() - start;
  const records = [...device.shown.keys()].filter((id) => /^(ct|jb)/.test(id)).length;
  device.close();
  return { milliseconds, records };
}
