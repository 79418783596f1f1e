import { placeOf } from '#shared/agent/providers.ts';
import type { EgressGuard } from '../egress/guard.ts';
import { connect, keepAlive } from './ollama/client.ts';
import type { ModelQueue } from './queue.ts';
import type { ChatArgs } from './targets.ts';
import { kindOf } from './targets.ts';

type Target = Pick<ChatArgs, 'kind' | 'url' | 'model'> & Partial<Pick<ChatArgs, 'contextTokens'>>;

/** A server on this machine that says nothing for so long (ms) is left alone. */
const patience = 5_000;

export interface ResidentDeps {
  guard: Pick<EgressGuard, 'fetch'>;
  queue: Pick<ModelQueue, 'list'>;
}

/** The models of this computer that were asked: they stay in memory while they may, and go when they must. */
export function createResident({ guard, queue }: ResidentDeps) {
  const used = new Map<string, Target>();

  /** A question without words loads a model for so long, and answers nothing. */
  async function load({ url, model, contextTokens }: Target, keep: string | number): Promise<void> {
    const { ollama } = connect(guard.fetch('model.local'), url, AbortSignal.timeout(patience));
    const options = contextTokens === undefined ? {} : { options: { num_ctx: contextTokens } };
    try {
      await ollama.generate({ model, prompt: '', stream: false, keep_alive: keep, ...options });
    } catch {
      // It is gone already, or its server is: there is nothing to keep.
      used.delete(`${url} ${model}`);
    }
  }

  return {
    note(target: Target): void {
      const isHere = kindOf(target) === 'ollama' && placeOf({ ...target, kind: 'ollama' }) === 'local';
      if (isHere) used.set(`${target.url} ${target.model}`, target);
    },
    /** What is asked meanwhile renews itself. */
    async renew(): Promise<void> {
      const busy = new Set(queue.list().map(({ server }) => server));
      const idle = [...used.values()].filter(({ url }) => !busy.has(new URL(url).host));
      await Promise.all(idle.map((target) => load(target, keepAlive)));
    },
    /** A model remembers the prompts it has read, which hold customers' words. */
    async release(): Promise<void> {
      const all = [...used.values()];
      used.clear();
      await Promise.all(all.map((target) => load(target, 0)));
    },
  };
}
export type Resident = ReturnType<typeof createResident>;
