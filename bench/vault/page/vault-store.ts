import { proxy, wrap } from 'comlink';
import { afterwards, readTable, takePage, takePatches } from '#renderer/state/records.ts';
import type { VaultEvent } from '#renderer/vault/api.ts';
import { firstPage, pageSize, type Opening, type Store } from './store.ts';
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
    return new Promise<Opening>((resolve, reject) => {
      let firstList = 0;
      const look = () => {
        if (firstList === 0 && firstPage(readTable('contacts').values()).length === pageSize) {
          firstList = performance.now() - start;
        }
      };
      const receive = (event: VaultEvent) => {
        if (event.type === 'page') takePage(event.lines);
        if (event.type === 'patches') takePatches(event.patches);
        afterwards(look);
        if (event.type === 'loaded')
          afterwards(() => resolve({ firstList, loaded: performance.now() - start }));
      };
      vault.open(proxy(receive)).catch(reject);
    });
  },
};

function startWorker() {
  return wrap<BenchVaultWorker>(new Worker(new URL('vault-worker.ts', import.meta.url), { type: 'module' }));
}
