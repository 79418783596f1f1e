import type { CallHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import { ok } from '#shared/lib/result.ts';
import type { GuardedFetch } from '../egress/guard.ts';
import { chat } from './chat.ts';
import { findOllama } from './find-binary.ts';
import { probe } from './probe.ts';
import { pull } from './pull.ts';

export interface ModelServiceDeps {
  /** The guard's `fetch` for the purpose `model.local`. */
  fetch: GuardedFetch;
  /** Whether Ollama is installed on this computer. */
  findBinary?: () => Promise<boolean>;
}

export interface ModelService {
  calls: Pick<CallHandlers, 'models.probe'>;
  streams: Pick<StreamHandlers, 'models.chat' | 'models.pull'>;
}

/** Local models through Ollama: what is there, an answer, a download. */
export function createModelService({
  fetch,
  findBinary = () => findOllama(),
}: ModelServiceDeps): ModelService {
  return {
    calls: { 'models.probe': async ({ url }) => ok(await probe({ fetch, findBinary }, url)) },
    streams: {
      'models.chat': (args, emit, signal) => chat(fetch, args, emit, signal),
      'models.pull': (args, emit, signal) => pull(fetch, args, emit, signal),
    },
  };
}
