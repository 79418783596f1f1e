import type { CallHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { EgressGuard } from '../egress/guard.ts';
import { createInTurn } from './local.ts';
import { findOllama } from './ollama/find-binary.ts';
import { probe } from './ollama/probe.ts';
import { pull } from './ollama/pull.ts';
import { createModelQueue } from './queue.ts';
import { createReadingSpeeds } from './reading-speed.ts';
import { createResident } from './resident.ts';

export interface ModelServiceDeps {
  guard: Pick<EgressGuard, 'fetch' | 'isLocalOnly'>;
  /** Whether Ollama is installed on this computer. */
  findBinary?: () => Promise<boolean>;
}

export interface ModelService {
  calls: Pick<
    CallHandlers,
    'models.probe' | 'models.test' | 'models.preview' | 'models.embed' | 'models.stop' | 'models.hold'
  >;
  streams: Pick<StreamHandlers, 'models.chat' | 'models.pull' | 'models.watch'>;
  /** Has the models of this computer forget what they were asked. */
  close(): Promise<void>;
}

/** Models here and elsewhere: what is there, an answer, how it would be asked for, a download. */
export function createModelService({
  guard,
  findBinary = () => findOllama(),
}: ModelServiceDeps): ModelService {
  const local = guard.fetch('model.local');
  const queue = createModelQueue({ now: Date.now });
  const resident = createResident({ guard, queue });
  const inTurn = createInTurn({ guard, queue, speeds: createReadingSpeeds(), resident });
  // Under local-only a server must prove that a model runs here, whatever the window says.
  const proven = <Args extends { localOnly: boolean }>(args: Args): Args => ({
    ...args,
    localOnly: args.localOnly || guard.isLocalOnly(),
  });
  return {
    calls: {
      'models.probe': async ({ url }) => ok(await probe({ fetch: local, findBinary }, url)),
      'models.embed': (args) => inTurn.embed(proven(args)),
      // The clients of remote providers are loaded when the first of them is needed.
      'models.test': async (args) =>
        (await import('./test-provider.ts')).testProvider(
          { guard, findBinary, chat: inTurn.chat },
          proven(args),
        ),
      'models.preview': async (args) => (await import('./preview.ts')).preview(args),
      async 'models.stop'() {
        queue.stop();
        return ok({});
      },
      async 'models.hold'({ hold }) {
        await (hold ? resident.renew() : resident.release());
        return ok({});
      },
    },
    streams: {
      'models.chat': (args, emit, signal) => inTurn.chat(proven(args), emit, signal),
      'models.pull': (args, emit, signal) => pull(local, args, emit, signal),
      'models.watch': (_args, emit, signal) =>
        untilStopped(signal, () => queue.watch((jobs) => emit({ jobs }))),
    },
    close: resident.release,
  };
}

/** Listens until its listener has had enough. */
function untilStopped(signal: AbortSignal, listen: () => () => void): Promise<Result<Record<string, never>>> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(ok({}));
    const stop = listen();
    signal.addEventListener('abort', () => {
      stop();
      resolve(ok({}));
    });
  });
}
