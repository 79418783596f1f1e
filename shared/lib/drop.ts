import { stackFrames } from './stack-frames.ts';

/** Names a promise that nobody waits for. A rejection is a bug and must reach the console, without its data. */
export function drop(promise: Promise<unknown>): void {
  promise.catch((error: unknown) => {
    console.error(`A dropped promise failed:\n${stackFrames(error)}`);
  });
}
