/** The end of a transfer, by itself when nobody goes on with it. */
export interface Lease {
  touch(): void;
  end(): void;
}

/** `idle`: after how long without a touch it ends, in milliseconds. */
export function createLease(idle: number, drop: () => void): Lease {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    clearTimeout(timer);
    drop();
  };
  const touch = (): void => {
    clearTimeout(timer);
    timer = setTimeout(end, idle);
    timer.unref();
  };
  touch();
  return { touch, end };
}

/** More transfers than this at once, in one direction, are a mistake of the window. */
export const transferLimit = 8;
