import type { Problem, Result } from '#shared/lib/result.ts';
import { placeOf } from '#shared/agent/providers.ts';
import type { EgressGuard } from '../egress/guard.ts';
import { chat } from './chat.ts';
import { embed } from './embed.ts';
import { died } from './ollama/problems.ts';
import type { ModelQueue, QueueJob } from './queue.ts';
import type { ReadingSpeeds } from './reading-speed.ts';
import type { Resident } from './resident.ts';
import type { ChatArgs, EmbedArgs, Emit, Usage } from './targets.ts';
import { kindOf } from './targets.ts';

export interface InTurnDeps {
  guard: Pick<EgressGuard, 'fetch'>;
  queue: ModelQueue;
  speeds: ReadingSpeeds;
  resident: Pick<Resident, 'note'>;
}

type Target = Pick<ChatArgs, 'kind' | 'url' | 'model'>;

/**
 * Questions to models, those of this computer one after another. What a server ended over is not asked again by
 * itself: only somebody who waits for it asks it once more.
 */
export function createInTurn({ guard, queue, speeds, resident }: InTurnDeps) {
  const deadly = new Set<string>();

  async function inTurn<T>(
    target: Target,
    job: QueueJob,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result<T, Problem>>,
  ): Promise<Result<T>> {
    if (placeOf({ ...target, kind: kindOf(target) }) === 'remote') return work(signal);
    const name = `${target.url} ${target.model} ${job.purpose}`;
    if (!job.waiting && deadly.has(name)) return died;
    const result = await queue.run(new URL(target.url).host, job, signal, work);
    resident.note(target);
    if (result.ok) deadly.delete(name);
    else if (result.error.code === 'model.server-died') deadly.add(name);
    return result;
  }

  return {
    chat(args: ChatArgs, emit: Emit, signal: AbortSignal): Promise<Result<Usage>> {
      let begun = false;
      return inTurn(args, jobOf(args), signal, async (ending) => {
        if (begun) emit({ dropped: true });
        begun = true;
        const begunAt = performance.now();
        let firstWordMilliseconds: number | undefined;
        const heard: Emit = (event) => {
          if ('text' in event) firstWordMilliseconds ??= performance.now() - begunAt;
          emit(event);
        };
        const result = await chat(guard, args, heard, ending, speeds.patienceFor(args));
        if (!result.ok) return result;
        speeds.learn(args, result.value);
        return {
          ok: true,
          value: { ...result.value, firstWordMilliseconds, readingSpeed: speeds.of(args) },
        };
      });
    },
    embed: (args: EmbedArgs) =>
      inTurn(
        args,
        jobOf({ waiting: false, purpose: 'search', ...args }),
        new AbortController().signal,
        (ending) => embed(guard, args, ending),
      ),
  };
}

function jobOf({ purpose = 'other', waiting = true, party }: Partial<QueueJob>): QueueJob {
  return { purpose, waiting, party };
}
