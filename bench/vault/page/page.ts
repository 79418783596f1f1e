import { makeBusiness, type BusinessSize } from '../../lib/business.ts';
import { dexieStore } from './dexie-store.ts';
import type { Opening, Store } from './store.ts';
import { vaultStore } from './vault-store.ts';
import { yjsStore } from './yjs-store.ts';

const stores: Record<string, Store> = {
  vault: vaultStore,
  'y-indexeddb': yjsStore,
  'dexie-plain': dexieStore,
};

/** What the benchmark calls in this page. */
export interface BenchPage {
  seed(store: string, size: BusinessSize): Promise<void>;
  open(store: string): Promise<Opening>;
}

const page: BenchPage = {
  seed: (store, size) => storeNamed(store).seed(makeBusiness(size)),
  open: (store) => storeNamed(store).open(),
};
Object.assign(window, { bench: page });

function storeNamed(name: string): Store {
  const store = stores[name];
  if (store === undefined) throw new Error(`There is no store ${name}`);
  return store;
}
