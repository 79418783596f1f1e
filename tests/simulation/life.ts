/** From the start of a device's process to its end, however it ends. */
export interface Life {
  readonly alive: boolean;
  /** Resolves when it is over. */
  readonly over: Promise<void>;
  end(): void;
  /** What a process sees, or `gone` where it ends meanwhile: what is left of it in memory must come to an end. */
  answer<T>(work: () => Promise<T>, gone: T): Promise<T>;
}

export function createLife(): Life {
  const ending = Promise.withResolvers<void>();
  let alive = true;
  return {
    get alive() {
      return alive;
    },
    over: ending.promise,
    end() {
      alive = false;
      ending.resolve();
    },
    async answer(work, gone) {
      const value = alive ? await work() : gone;
      return alive ? value : gone;
    },
  };
}
