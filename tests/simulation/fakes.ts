import nodeCrypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';

/**
 * To be imported before anything else that runs in a simulation: libraries take the clock, the timers and the
 * randomness of the process when they are imported. From then on these are those of the run that is on.
 */
export interface Surroundings {
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds since the run began. */
  elapsed(): number;
  after(milliseconds: number, action: () => void): () => void;
  crypto: WebCrypto;
}

let current: Surroundings | undefined;

/** Whose clock and randomness the process has from now on; `undefined`: its own, between two runs. */
export function surroundWith(surroundings: Surroundings | undefined): void {
  current = surroundings;
}

const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate } = globalThis;
const { webcrypto, randomBytes } = nodeCrypto;
const { subtle } = webcrypto;
const getRandomValues = webcrypto.getRandomValues.bind(webcrypto);
const DateOfNode = globalThis.Date;

/** The loop that drives a run has the real one: it ends when all that was to follow at once has followed. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

class Timer {
  readonly callOff: () => void;
  constructor(callOff: () => void) {
    this.callOff = callOff;
  }
  unref(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  hasRef(): boolean {
    return false;
  }
}

type Action = (...args: unknown[]) => void;

function fakeTimeout(action: Action, milliseconds = 0, ...args: unknown[]): unknown {
  if (current === undefined) return setTimeout(action, milliseconds, ...args);
  return new Timer(current.after(Math.max(1, milliseconds), () => action(...args)));
}

function fakeInterval(action: Action, milliseconds = 0, ...args: unknown[]): unknown {
  if (current === undefined) return setInterval(action, milliseconds, ...args);
  const { after } = current;
  let callOff = (): void => {};
  const plan = (): void => {
    callOff = after(Math.max(1, milliseconds), () => {
      plan();
      action(...args);
    });
  };
  plan();
  return new Timer(() => callOff());
}

function fakeImmediate(action: Action, ...args: unknown[]): unknown {
  if (current === undefined) return setImmediate(action, ...args);
  return new Timer(current.after(0, () => action(...args)));
}

const clearing =
  (clear: (timer: never) => void) =>
  (timer: unknown): void => {
    if (timer instanceof Timer) timer.callOff();
    else clear(timer as never);
  };

class FakeDate extends DateOfNode {
  constructor(...args: [] | [number | string | Date]) {
    if (args.length === 0) super(FakeDate.now());
    else super(...(args as [number]));
  }
  static override now(): number {
    return current?.now() ?? DateOfNode.now();
  }
}

const fakeValues = <T extends ArrayBufferView>(array: T): T =>
  current?.crypto.getRandomValues(array) ?? getRandomValues(array as never);

/** What is faked for good as soon as this module is there. */
function install(): void {
  Object.assign(globalThis, {
    Date: FakeDate,
    setTimeout: fakeTimeout,
    setInterval: fakeInterval,
    setImmediate: fakeImmediate,
    clearTimeout: clearing(clearTimeout),
    clearInterval: clearing(clearInterval),
    clearImmediate: clearing(clearImmediate),
  });
  const chance = Math.random;
  Math.random = () => (current === undefined ? chance() : fakeValues(new Uint32Array(1))[0]! / 2 ** 32);
  const elapsed = performance.now.bind(performance);
  performance.now = () => current?.elapsed() ?? elapsed();
  Object.defineProperty(webcrypto, 'getRandomValues', { value: fakeValues });
  Object.defineProperty(webcrypto, 'subtle', { get: () => current?.crypto.subtle ?? subtle });
  Object.assign(nodeCrypto, {
    randomBytes: (size: number) =>
      current === undefined ? randomBytes(size) : Buffer.from(fakeValues(new Uint8Array(size))),
  });
  syncBuiltinESMExports();
  // Each room's client wants to hear of the end of the process.
  process.setMaxListeners(0);
}
install();
