import { proxy, wrap } from 'comlink';
import { afterwards, readTable, takePage, takePatches } from '#renderer/state/records.ts';
import type { VaultEvent } from '#renderer/vault/api.ts';
import { firstPage, pageSize, tables, type Store } from './store.ts';
import type { BenchVaultWorker } from './vault-worker.ts';

/** Plumbline's vault: sealed books in a worker, patches into the window's stores. */
export const vaultStore: Store = {
  async seed(data) {
    const vault = startWorker();
    await vault.create();
    await vault.seed(data);
  },

  async open() {
    const vault = startWorker();
    await vault.deriveKeys();
    const start = performance.now();
    let firstList = 0;
    let [loaded, records] = [0, 0];
    const receive = (event: VaultEvent) => {
      if (event.type === 'page') takePage(event.lines);
      if (event.type === 'patches') takePatches(event.patches);
      afterwards(() => {
        const contacts = readTable('contacts').values();
        if (firstList === 0 && firstPage(contacts).length === pageSize) firstList = performance.now() - start;
      });
      if (event.type !== 'loaded') return;
      afterwards(() => {
        loaded = performance.now() - start;
        records = countRecords();
      });
    };
    await vault.open(proxy(receive));
    const writable = performance.now() - start;
    await new Promise<void>((resolve) => afterwards(resolve));
    return { firstList, loaded, writable, records };
  },
};

function countRecords(): number {
  return tables.reduce((sum, table) => sum + [...readTable(table).values()].length, 0);
}

function startWorker() {
  return wrap<BenchVaultWorker>(new Worker(new URL('vault-worker.ts', import.meta.url), { type: 'module' }));
}
