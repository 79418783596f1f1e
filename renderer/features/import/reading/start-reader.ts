import { type Remote, wrap } from 'comlink';
import type { CallReader } from './call-reader.ts';
import type { ChatReader } from './chat-reader.ts';
import type { Reader } from './reader.ts';

/** A reader in a thread of its own, and its end. */
export interface Started<Work> {
  reader: Remote<Work>;
  end(): void;
}

export function startReader(): Started<Reader> {
  return started(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'import' }));
}

export function startChatReader(): Started<ChatReader> {
  return started(new Worker(new URL('./chat-worker.ts', import.meta.url), { type: 'module', name: 'chat' }));
}

export function startCallReader(): Started<CallReader> {
  return started(new Worker(new URL('./call-worker.ts', import.meta.url), { type: 'module', name: 'calls' }));
}

function started<Work>(worker: Worker): Started<Work> {
  return { reader: wrap<Work>(worker), end: () => worker.terminate() };
}
