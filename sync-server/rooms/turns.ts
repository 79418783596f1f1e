import { ignore } from '#shared/lib/ignore.ts';

/**
 * Lets long jobs run beside each other, so many at once and one a party: whoever has a hundred waits behind
 * everybody who has one.
 */
export function createTurns(mostAtOnce: number) {
  const waiting = new Map<object, (() => Promise<void>)[]>();
  const served = new Set<object>();
  let whenOver: (() => void)[] = [];

  function nextParty(): object | undefined {
    if (served.size >= mostAtOnce) return undefined;
    for (const party of waiting.keys()) if (!served.has(party)) return party;
    return undefined;
  }

  function begin(): void {
    for (let party = nextParty(); party !== undefined; party = nextParty()) {
      const jobs = waiting.get(party)!;
      const job = jobs.shift()!;
      waiting.delete(party);
      if (jobs.length > 0) waiting.set(party, jobs);
      served.add(party);
      ignore(run(party, job));
    }
  }

  async function run(party: object, job: () => Promise<void>): Promise<void> {
    try {
      await job();
    } finally {
      served.delete(party);
      begin();
      if (served.size === 0) for (const over of whenOver.splice(0)) over();
    }
  }

  return {
    add(party: object, job: () => Promise<void>): void {
      const jobs = waiting.get(party);
      if (jobs === undefined) waiting.set(party, [job]);
      else jobs.push(job);
      begin();
    },
    /** Resolves when nothing runs and nothing waits. */
    async over(): Promise<void> {
      if (served.size > 0) await new Promise<void>((resolve) => whenOver.push(resolve));
    },
  };
}
