import type { Problem, Result } from '#shared/lib/result.ts';
import { aborted } from './ollama/problems.ts';

/** What a place at a model is wanted for. */
export interface QueueJob {
  purpose: string;
  /** A person waits for it: whatever nobody waits for is stopped, and taken up again afterwards. */
  waiting: boolean;
  /** Whose turn it is: those who wait are served in turn. */
  party?: string | undefined;
}

/** A question that is being answered, or waits for its turn. */
export interface QueuedJob extends QueueJob {
  id: number;
  /** Host and port. */
  server: string;
  running: boolean;
  /** Epoch milliseconds of its arrival. */
  since: number;
}

interface Entry extends QueuedJob {
  /** Begins it, or begins it anew. */
  begin(signal: AbortSignal): Promise<Result<unknown, Problem>>;
  settle(result: Result<never> | Result<unknown, Problem>): void;
  fail(error: unknown): void;
  signal: AbortSignal;
  stopping: AbortController;
  /** Stopped for somebody who waits, to be taken up again. */
  displaced: boolean;
}

export interface ModelQueue {
  /** Has work done when its turn has come. It may be ended and begun anew; `signal` takes it out. */
  run<T>(
    server: string,
    job: QueueJob,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result<T>>,
  ): Promise<Result<T>>;
  list(): QueuedJob[];
  /** Hears of each change. Gives what ends it. */
  watch(listener: (jobs: QueuedJob[]) => void): () => void;
  /** Ends what runs and empties the queue; whoever waits there gets “stopped”. */
  stop(): void;
}

/** One place per server: a model answers one question after another, and whom a person waits for goes first. */
export function createModelQueue({ now }: { now(): number }): ModelQueue {
  let entries: Entry[] = [];
  const listeners = new Set<(jobs: QueuedJob[]) => void>();
  /** When each party was served last, as a count. */
  const served = new Map<string, number>();
  let count = 0;

  const list = (): QueuedJob[] =>
    entries.map(({ id, server, purpose, waiting, party, running, since }) => ({
      id,
      server,
      purpose,
      waiting,
      party,
      running,
      since,
    }));

  function changed(): void {
    for (const listener of listeners) listener(list());
  }

  function remove(entry: Entry): void {
    entries = entries.filter((each) => each !== entry);
  }

  function next(server: string): void {
    const here = entries.filter((entry) => entry.server === server);
    const running = here.find((entry) => entry.running);
    const [first] = here.filter((entry) => !entry.running).toSorted(inTurn);
    if (first === undefined) return changed();
    if (running === undefined) void start(first);
    else if (givesWay(running, first) && !running.displaced) {
      running.displaced = true;
      running.stopping.abort();
    }
    changed();
  }

  function inTurn(a: Entry, b: Entry): number {
    const last = ({ party = '' }: Entry) => served.get(party) ?? 0;
    return rankOf(a) - rankOf(b) || last(a) - last(b) || a.id - b.id;
  }

  async function start(entry: Entry): Promise<void> {
    entry.running = true;
    entry.displaced = false;
    entry.stopping = new AbortController();
    served.set(entry.party ?? '', ++count);
    try {
      const result = await entry.begin(AbortSignal.any([entry.signal, entry.stopping.signal]));
      entry.running = false;
      if (!result.ok && entry.displaced && !entry.signal.aborted) return;
      remove(entry);
      entry.settle(result);
    } catch (error) {
      remove(entry);
      entry.fail(error);
    } finally {
      next(entry.server);
    }
  }

  return {
    run(server, job, signal, work) {
      if (signal.aborted) return Promise.resolve(aborted);
      const { promise, resolve, reject } = Promise.withResolvers<Result<never>>();
      const entry: Entry = {
        ...job,
        id: ++count,
        server,
        running: false,
        since: now(),
        begin: work,
        settle: resolve as Entry['settle'],
        fail: reject,
        signal,
        stopping: new AbortController(),
        displaced: false,
      };
      const leave = (): void => {
        if (entry.running) return;
        remove(entry);
        resolve(aborted);
        changed();
      };
      signal.addEventListener('abort', leave);
      entries.push(entry);
      next(server);
      return promise.finally(() => signal.removeEventListener('abort', leave));
    },
    list,
    watch(listener) {
      listeners.add(listener);
      listener(list());
      return () => listeners.delete(listener);
    },
    stop() {
      for (const entry of entries) {
        entry.displaced = false;
        if (entry.running) entry.stopping.abort();
        else entry.settle(aborted);
      }
      entries = entries.filter(({ running }) => running);
      changed();
    },
  };
}

/** A person, then a customer, then what only prepares, then what only tries a model out. */
const trying = 3;
function rankOf({ waiting, purpose }: QueueJob): number {
  if (waiting) return 0;
  return purpose === 'autopilot' ? 1 : purpose === 'trial' ? trying : 2;
}

/** Whatever nobody waits for gives way to whom a person waits for, and a trial to everything. */
function givesWay(running: QueueJob, to: QueueJob): boolean {
  if (to.waiting) return !running.waiting;
  return rankOf(running) === trying && rankOf(to) < trying;
}
