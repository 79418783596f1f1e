import { proxy, wrap } from 'comlink';
import { createBridge } from '#renderer/platform/bridge.ts';
import { bridgeForWorker } from '#renderer/platform/worker-bridge.ts';
import { afterwards, readTable, takeSnapshot, takePatches } from '#renderer/state/records.ts';
import type { VaultEvent } from '#renderer/vault/api.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { firstPage, type Opening, pageSize, tables, type Searched, type Store } from './store.ts';
import type { BenchVaultWorker, SecondCopy } from './vault-worker.ts';

/** Plumbline's vault: sealed books in a worker, patches into the window's stores. */
export const vaultStore: Store = {
  async seed(data) {
    const vault = await startWorker();
    await vault.create();
    await vault.seed(data);
  },

  open: () => openVault('shell'),
};

/** The same without the journal. */
export const vaultAlone: Store = { ...vaultStore, open: () => openVault('agreeing') };

async function openVault(secondCopy: SecondCopy): Promise<Opening> {
  const vault = await startWorker(secondCopy);
  await vault.warmUp();
  const stored = await vault.openStorage();
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
  return { stored, firstList, loaded: Math.max(loaded, searchable), writable, records };
}

/** Searches the open vault; the times are those that the window waits, in milliseconds. */
export async function searchVault(messages: Message[], queries: string[]): Promise<Searched> {
  const vault = await startWorker();
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

/** A new business; the milliseconds from each command to its acknowledgement. */
export async function timeCommands(secondCopy: SecondCopy, count: number): Promise<number[]> {
  const vault = await startWorker(secondCopy);
  await vault.create();
  await vault.open(proxy(take));
  return vault.commands(count);
}

/** Opens both copies, whatever they lack: milliseconds. */
export async function timeOpening(): Promise<number> {
  return (await startWorker()).openStorage();
}

function take(event: VaultEvent): void {
  if (event.type === 'snapshot') takeSnapshot(event.lines);
  if (event.type === 'patches') takePatches(event.patches);
}

function countRecords(): number {
  return tables.reduce((sum, table) => sum + [...readTable(table).values()].length, 0);
}

const { bridge } = createBridge();

async function startWorker(secondCopy: SecondCopy = 'shell') {
  const worker = new Worker(new URL('vault-worker.ts', import.meta.url), { type: 'module' });
  const vault = wrap<BenchVaultWorker>(worker);
  await vault.start(proxy(bridgeForWorker(bridge)), secondCopy);
  return vault;
}
