import { ignore } from './ignore.ts';

/** Timers, as they are passed in: a test or a simulation has its own. */
export interface Timers {
  /** Runs an action once, after so many milliseconds. What it gives calls that off. */
  after(milliseconds: number, action: () => void): () => void;
  /** Milliseconds since some moment: goes on evenly, whatever happens to the clock on the wall. */
  elapsed(): number;
}

/** Runs each step when the one before is over, however that ended. */
export type Sequencer = <T>(step: () => Promise<T>) => Promise<T>;

/** A timer of one action. Whatever it was set to ends with its work. */
export interface Alarm {
  /** In so many milliseconds; where it is set already, that stays. */
  set(milliseconds: number): void;
  /** In so many milliseconds from now, whatever it was set to. */
  reset(milliseconds: number): void;
  clear(): void;
  isSet(): boolean;
}

/** What goes on by itself. It is counted, so that one can wait until all is quiet, and it ends as a whole. */
export interface Work extends AsyncDisposable {
  /** Aborted by `end`. */
  readonly signal: AbortSignal;
  readonly isOver: boolean;
  /** Nothing is under way and nothing owed. */
  readonly isQuiet: boolean;
  /** Counts a promise as under way, and gives it back. */
  track<T>(promise: Promise<T>): Promise<T>;
  sequencer(): Sequencer;
  /** Gives what starts a step. While it runs, it is not started twice: it runs once more afterwards. */
  singleFlight(step: () => Promise<unknown>): () => void;
  /** The same, where whoever asks meanwhile gets what the running one finds. */
  shared<T>(step: () => Promise<T>): () => Promise<T>;
  /** Gives what has a step run so many milliseconds after the first call, or when the work ends: it is owed. */
  debounce(step: () => Promise<unknown>, milliseconds: number): () => void;
  alarm(action: () => unknown): Alarm;
  /** Again and again, until the work ends. */
  every(milliseconds: number, action: () => unknown): void;
  /** Resolves after so many milliseconds, or when the work ends. */
  sleep(milliseconds: number): Promise<void>;
  /** Resolves when nothing is under way and nothing owed. */
  quiet(): Promise<void>;
  /** Nothing begins by itself any more. What is owed runs at once; what is under way goes on to its end. */
  end(): void;
}

export function createWork(timers: Timers): Work {
  const underWay = new Set<Promise<unknown>>();
  const atEnd = new Set<() => void>();
  const ending = new AbortController();
  const { signal } = ending;

  function track<T>(promise: Promise<T>): Promise<T> {
    const over = (): boolean => underWay.delete(promise);
    underWay.add(promise);
    promise.then(over, over);
    return promise;
  }

  function alarm(action: () => unknown): Alarm {
    let callOff: (() => void) | undefined;
    function clear(): void {
      callOff?.();
      callOff = undefined;
      atEnd.delete(clear);
    }
    function set(milliseconds: number): void {
      if (signal.aborted || callOff !== undefined) return;
      callOff = timers.after(milliseconds, () => {
        clear();
        const done = action();
        if (done instanceof Promise) ignore(track(done));
      });
      atEnd.add(clear);
    }
    const reset = (milliseconds: number): void => {
      clear();
      set(milliseconds);
    };
    return { set, reset, clear, isSet: () => callOff !== undefined };
  }

  function sleep(milliseconds: number): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const callOff = timers.after(milliseconds, wake);
    function wake(): void {
      callOff();
      atEnd.delete(wake);
      resolve();
    }
    atEnd.add(wake);
    return promise;
  }

  async function quiet(): Promise<void> {
    while (underWay.size > 0) await Promise.allSettled(underWay);
  }

  function end(): void {
    ending.abort();
    for (const step of atEnd) step();
  }

  return {
    signal,
    get isOver() {
      return signal.aborted;
    },
    get isQuiet() {
      return underWay.size === 0;
    },
    track,
    sequencer() {
      const inTurn = createSequencer();
      return (step) => track(inTurn(step));
    },
    singleFlight(step) {
      let isRunning = false;
      let again = false;
      async function run(): Promise<void> {
        isRunning = true;
        try {
          do {
            again = false;
            await step();
          } while (again && !signal.aborted);
        } finally {
          isRunning = false;
        }
      }
      return () => {
        again = true;
        if (!isRunning && !signal.aborted) ignore(track(run()));
      };
    },
    shared: (step) => createShared(() => track(step())),
    debounce(step, milliseconds) {
      let wake: (() => void) | undefined;
      return () => {
        if (wake !== undefined || signal.aborted) return;
        const { promise, resolve } = Promise.withResolvers<void>();
        const callOff = timers.after(milliseconds, resolve);
        wake = () => {
          callOff();
          resolve();
        };
        atEnd.add(wake);
        const owed = promise.then(() => {
          atEnd.delete(wake!);
          wake = undefined;
          return step();
        });
        ignore(track(owed));
      };
    },
    alarm,
    every(milliseconds, action) {
      const next = alarm(() => {
        next.set(milliseconds);
        return action();
      });
      next.set(milliseconds);
    },
    sleep,
    quiet,
    end,
    async [Symbol.asyncDispose]() {
      end();
      await quiet();
    },
  };
}

export function createSequencer(): Sequencer {
  let last: Promise<unknown> = Promise.resolve();
  return (step) => {
    const turn = last.then(step);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** Whoever asks while the step is under way gets what the running one finds. */
export function createShared<T>(step: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => (running ??= step().finally(() => (running = undefined)));
}

/** How long to wait before the next try: twice as long after each, up to the longest. All in milliseconds. */
export function createBackoff(first: number, longest: number) {
  let pause = first;
  return {
    next(): number {
      const now = pause;
      pause = Math.min(pause * 2, longest);
      return now;
    },
    reset(): void {
      pause = first;
    },
  };
}
