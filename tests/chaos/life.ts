/** From the start of a device's process to its end, however it ends. */
export interface Life {
  readonly alive: boolean;
  /** Resolves when it is over. */
  readonly over: Promise<void>;
  end(): void;
  /** What a process that ends meanwhile never gets to see. */
  answer<T>(work: () => Promise<T>): Promise<T>;
}

export function createLife(): Life {
  const ending = Promise.withResolvers<void>();
  let alive = true;
  const never = new Promise<never>(() => {});
  return {
    get alive() {
      return alive;
    },
    over: ending.promise,
    end() {
      alive = false;
      ending.resolve();
    },
    async answer(work) {
      if (!alive) return never;
      try {
        const value = await work();
        return alive ? value : never;
      } catch (error) {
        if (!alive) return never;
        throw error;
      }
    },
  };
}
