import { proxy, wrap } from 'comlink';
import { takeSnapshot, takePatches } from '#renderer/state/records.ts';
import type { VaultEvent } from '#renderer/vault/api.ts';
import type { Load } from './load.ts';
import type { InboxWorker } from './worker.ts';

/** What came of one load. */
export interface TakenIn {
  milliseconds: number;
  /** The longest task of the window meanwhile; 50 stands for "none above 50 ms". */
  longestTask: number;
  messages: number;
}

/** What the benchmark calls in this page. */
export interface InboxPage {
  open(): Promise<void>;
  takeIn(load: Load): Promise<TakenIn>;
}

const vault = wrap<InboxWorker>(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));

const page: InboxPage = {
  open: () => vault.open(proxy(take)),
  async takeIn(load) {
    await vault.prepare(load);
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ type: 'longtask' });
    const milliseconds = await vault.takeIn();
    // What the last patches caused belongs to it.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    observer.disconnect();
    return { milliseconds, longestTask: Math.max(50, ...tasks), messages: await vault.messages() };
  },
};
Object.assign(window, { inboxBench: page });

/** As the window does. */
function take(event: VaultEvent): void {
  if (event.type === 'snapshot') takeSnapshot(event.lines);
  if (event.type === 'patches') takePatches(event.patches);
}
