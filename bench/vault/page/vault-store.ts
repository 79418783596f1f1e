import { proxy, wrap } from 'comlink';
import { afterwards, readTable, takePage, takePatches } from '#renderer/state/records.ts';
import type { VaultEvent } from '#renderer/vault/api.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { firstPage, pageSize, tables, type Searched, type Store } from './store.ts';
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
      take(event);
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
    // Old months stay closed. They count when each of their messages can be found.
    records += await vault.searchable();
    const searchable = performance.now() - start;
    return { firstList, loaded: Math.max(loaded, searchable), writable, records };
  },
};

/** Searches the open vault; the times are those that the window waits, in milliseconds. */
export async function searchVault(messages: Message[], queries: string[]): Promise<Searched> {
  const vault = startWorker();
  await vault.deriveKeys();
  await vault.open(proxy(take));
  const closed = await vault.searchable();
  const times: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    const { hits } = await vault.search(query);
    times.push(performance.now() - start);
    if (hits.length === 0) throw new Error(`Nothing was found for “${query}”`);
  }
  return { times, closed, ...(await vault.index(messages)) };
}

function take(event: VaultEvent): void {
  if (event.type === 'page') takePage(event.lines);
  if (event.type === 'patches') takePatches(event.patches);
}

function countRecords(): number {
  return tables.reduce((sum, table) => sum + [...readTable(table).values()].length, 0);
}

function startWorker() {
  return wrap<BenchVaultWorker>(new Worker(new URL('vault-worker.ts', import.meta.url), { type: 'module' }));
}
