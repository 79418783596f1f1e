import type { CallHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import { ok } from '#shared/lib/result.ts';
import type { EgressGuard } from '../egress/guard.ts';
import { chat } from './chat.ts';
import { embed } from './embed.ts';
import { findOllama } from './ollama/find-binary.ts';
import { probe } from './ollama/probe.ts';
import { pull } from './ollama/pull.ts';

export interface ModelServiceDeps {
  guard: Pick<EgressGuard, 'fetch' | 'isLocalOnly'>;
  /** Whether Ollama is installed on this computer. */
  findBinary?: () => Promise<boolean>;
}

export interface ModelService {
  calls: Pick<CallHandlers, 'models.probe' | 'models.test' | 'models.preview' | 'models.embed'>;
  streams: Pick<StreamHandlers, 'models.chat' | 'models.pull'>;
}

/** Models here and elsewhere: what is there, an answer, how it would be asked for, a download. */
export function createModelService({
  guard,
  findBinary = () => findOllama(),
}: ModelServiceDeps): ModelService {
  const local = guard.fetch('model.local');
  // Under local-only a server must prove that a model runs here, whatever the window says.
  const proven = <Args extends { localOnly: boolean }>(args: Args): Args => ({
    ...args,
    localOnly: args.localOnly || guard.isLocalOnly(),
  });
  return {
    calls: {
      'models.probe': async ({ url }) => ok(await probe({ fetch: local, findBinary }, url)),
      'models.embed': (args) => embed(guard, proven(args)),
      // The clients of remote providers are loaded when the first of them is needed.
      'models.test': async (args) =>
        (await import('./test-provider.ts')).testProvider({ guard, findBinary }, proven(args)),
      'models.preview': async (args) => (await import('./preview.ts')).preview(args),
    },
    streams: {
      'models.chat': (args, emit, signal) => chat(guard, proven(args), emit, signal),
      'models.pull': (args, emit, signal) => pull(local, args, emit, signal),
    },
  };
}
