import { argon2id as thorough } from 'hash-wasm';

/**
 * Argon2id at its least cost, whatever was asked for. Tests in the browser open hundreds of locks and ask nothing
 * of the lock itself: `shared/sync/protocol-vectors.test.ts` and the end-to-end tests open it at its full cost.
 */
export const argon2id: typeof thorough = (options) =>
  thorough({ ...options, memorySize: 8 * options.parallelism, iterations: 1 });
