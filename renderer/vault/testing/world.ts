import { forgetDatabase, storedDatabase } from './stored-database.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { AppCommandName, ArgsOf, ValueOf } from '#shared/commands/index.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { allMessages } from '#shared/records/messages.ts';
import type { Timers } from '#shared/lib/async.ts';
import { expectOk, problem } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import type { Patch, VaultApi, VaultEvent } from '../api.ts';
import type { Database } from '../database/database.ts';
import { memoryJournal } from './memory-journal.ts';
import { createVault } from '../vault.ts';

/** A shell that answers nothing: a device without a network and without a host. */
export const deadBridge: Bridge = {
  call: async () => problem('bridge.closed', 'The shell does not answer.'),
  stream: async () => problem('bridge.closed', 'The shell does not answer.'),
  openSocket: (_name, _args, listener) => {
    queueMicrotask(() => listener.closed(1006, ''));
    return { send: () => {}, close: () => {} };
  },
};

export const passphrase = 'correct horse battery staple';

/** A vault over a real IndexedDB, with what the window would hold. */
export interface TestVault {
  api: VaultApi;
  words: string[];
  events: VaultEvent[];
  /** The window's tables, made from the vault's patches alone. */
  table<Name extends CollectionName>(name: Name): RecordOf<Name>[];
  /** All messages with what became of them, from the same tables. */
  messages(): Message[];
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<ValueOf<Name>>;
  loaded(): Promise<void>;
}

export function openVault(
  databaseName: string,
  bridge: Bridge = deadBridge,
  now: () => number = Date.now,
  throughDatabase?: (database: Database) => Database,
  timers: Timers = systemTimers,
): TestVault {
  const api = createVault({
    bridge,
    crypto: webCrypto(crypto),
    databaseName,
    now,
    timers,
    random: Math.random,
    journal: memoryJournal(databaseName),
    ...(throughDatabase === undefined ? {} : { throughDatabase }),
  });
  const events: VaultEvent[] = [];
  const tables = new Map<CollectionName, Map<string, RecordOf<CollectionName>>>();
  let nextLoad = Promise.withResolvers<void>();
  void api.listen((event) => {
    events.push(event);
    if (event.type === 'loaded') nextLoad.resolve();
    for (const { collection, upsert, remove } of patchesIn(event)) {
      const table = tables.get(collection) ?? new Map();
      tables.set(collection, table);
      for (const record of upsert) table.set(record.id, record);
      for (const id of remove) table.delete(id);
    }
  });
  const table = <Name extends CollectionName>(name: Name) =>
    [...(tables.get(name)?.values() ?? [])] as RecordOf<Name>[];
  return {
    api,
    words: [],
    events,
    table,
    messages: () => [...allMessages({ all: table, get: (name, id) => tables.get(name)?.get(id) as never })],
    run: async <Name extends AppCommandName>(name: Name, args: ArgsOf<Name>) =>
      expectOk(await api.run(name, args)).value as ValueOf<Name>,
    loaded: () => nextLoad.promise.then(() => void (nextLoad = Promise.withResolvers<void>())),
  };
}

function patchesIn(event: VaultEvent): Patch[] {
  if (event.type === 'snapshot') return event.lines.map((line) => JSON.parse(line) as Patch);
  return event.type === 'patches' ? structuredClone(event.patches) : [];
}

/** Deletes both copies of what a device has stored. */
export async function forgetDevice(databaseName: string): Promise<void> {
  await forgetDatabase(databaseName);
  memoryJournal(databaseName).clear();
}

/** A new workspace in a database of its own. */
export async function createWorkspace(
  databaseName: string,
  bridge: Bridge = deadBridge,
  now: () => number = Date.now,
  throughDatabase?: (database: Database) => Database,
  timers: Timers = systemTimers,
): Promise<TestVault> {
  await forgetDevice(databaseName);
  const vault = openVault(databaseName, bridge, now, throughDatabase, timers);
  vault.words = await vault.api.newRecoveryWords();
  expectOk(await vault.api.create({ passphrase, recoveryWords: vault.words }));
  await vault.loaded();
  return vault;
}

/** Every value and key of every store of a database, as IndexedDB gives them. */
export async function readEverything(databaseName: string): Promise<unknown[]> {
  const database = await storedDatabase(databaseName);
  await database.open();
  const parts = await Promise.all(
    database.tables.map(async (table) => [
      table.name,
      await table.toCollection().primaryKeys(),
      await table.toArray(),
    ]),
  );
  database.close();
  return [databaseName, ...parts];
}
