import { planRun } from './plan.ts';
import { type ChaosRelay, startChaosRelay } from './relay.ts';
import { runChaos, type RunResult } from './run.ts';
import type { Sabotage } from './sabotage.ts';

/**
 * Many runs at once. Those in which nothing happens to the relay share one, with a workspace each; the others
 * have one for themselves while they last.
 */
export async function runMany(deps: {
  seeds: number[];
  atOnce: number;
  sabotage?: Sabotage;
  onResult?(result: RunResult): void;
}): Promise<{ results: RunResult[]; mistakes: string[] }> {
  const { sabotage } = deps;
  const console = listen();
  // Each room's client wants to hear of the end of the process.
  process.setMaxListeners(0);
  const waiting = [...deps.seeds];
  const results: RunResult[] = [];
  const shared = await startChaosRelay();
  const free: ChaosRelay[] = [];
  const all = [shared];

  async function own(): Promise<ChaosRelay> {
    const relay = free.pop() ?? (await startChaosRelay());
    if (!all.includes(relay)) all.push(relay);
    return relay;
  }

  async function work(): Promise<void> {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const isOwn = planRun(seed).needsOwnRelay;
      const relay = isOwn ? await own() : shared;
      await relay.start();
      const result = await runChaos({ seed, relay, sabotage });
      if (isOwn) free.push(relay);
      results.push(result);
      deps.onResult?.(result);
    }
  }

  try {
    await Promise.all(Array.from({ length: deps.atOnce }, work));
  } finally {
    await Promise.all(all.map((relay) => relay.kill()));
    console.end();
  }
  return { results, mistakes: console.mistakes };
}

/** A promise that fails unseen, or an update that cannot be read, is told to the console only. */
function listen(): { mistakes: string[]; end(): void } {
  const { error, warn } = console;
  const mistakes: string[] = [];
  console.error = (...words: unknown[]) => {
    mistakes.push(words.map(String).join(' '));
  };
  // y-protocols tells the console each time a relay does not let a member write.
  console.warn = () => {};
  return { mistakes, end: () => Object.assign(console, { error, warn }) };
}
