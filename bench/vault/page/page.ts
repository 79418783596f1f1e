import { forgetDatabase } from '#renderer/vault/testing/stored-database.ts';
import { makeBusiness, type BusinessSize } from '../../lib/business.ts';
import { dexieStore } from './dexie-store.ts';
import type { Opening, Searched, Store } from './store.ts';
import { searchVault, timeCommands, timeOpening, vaultAlone, vaultStore } from './vault-store.ts';
import type { SecondCopy } from './vault-worker.ts';
import { yjsStore } from './yjs-store.ts';

const stores: Record<string, Store> = {
  vault: vaultStore,
  'vault-alone': vaultAlone,
  'y-indexeddb': yjsStore,
  'dexie-plain': dexieStore,
};

/** What the benchmark calls in this page. */
export interface BenchPage {
  seed(store: string, size: BusinessSize): Promise<void>;
  open(store: string): Promise<Opening>;
  /** Deletes the browser's copy of what the vault has stored. */
  forget(): Promise<void>;
  search(size: BusinessSize, queries: string[]): Promise<Searched>;
  /** See `timeCommands`. */
  commands(secondCopy: SecondCopy, count: number): Promise<number[]>;
  /** See `timeOpening`. */
  openStorage(): Promise<number>;
}

const page: BenchPage = {
  seed: (store, size) => storeNamed(store).seed(makeBusiness(size)),
  open: (store) => storeNamed(store).open(),
  async forget() {
    await forgetDatabase('bench-vault');
  },
  search: (size, queries) => searchVault(makeBusiness(size).messages, queries),
  commands: timeCommands,
  openStorage: timeOpening,
};
Object.assign(window, { bench: page });

function storeNamed(name: string): Store {
  const store = stores[name];
  if (store === undefined) throw new Error(`There is no store ${name}`);
  return store;
}
