import { type Remote, wrap } from 'comlink';
import type { Reader } from './reader.ts';

/** A reader in a thread of its own, and its end. */
export interface StartedReader {
  reader: Remote<Reader>;
  end(): void;
}

export function startReader(): StartedReader {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'import' });
  return { reader: wrap<Reader>(worker), end: () => worker.terminate() };
}
