import type { Problem, Result } from '#shared/lib/result.ts';
import { err } from '#shared/lib/result.ts';

/** The way to what is there only while the workspace is open. Each area of the API says which parts it needs. */
export interface Guard<Parts> {
  /** `undefined` while locked. */
  open(): Parts | undefined;
  unlocked<T, E = Problem>(
    step: (parts: Parts) => Result<T, E> | Promise<Result<T, E>>,
  ): Promise<Result<T, E | Problem>>;
  /** For what writes more than a command does, in several steps: none begins on a disk that is full. */
  writing<T>(step: (parts: Parts) => Promise<Result<T>>): Promise<Result<T>>;
}

/** The same for what only owners do: it asks for their second factor first, where they have one. */
export interface OwnersGuard<Parts> extends Guard<Parts> {
  /** For what may also be done on a disk that is full. */
  acting: Guard<Parts>['writing'];
}

export const locked: Problem = {
  code: 'vault.locked',
  message: 'Plumbline is locked.',
  remedy: 'Unlock it with your passphrase.',
};

export function createGuard<Parts>(deps: {
  open(): Parts | undefined;
  mayBegin(): Result<void>;
}): Guard<Parts> {
  const unlocked: Guard<Parts>['unlocked'] = async (step) => {
    const parts = deps.open();
    return parts === undefined ? err(locked) : step(parts);
  };
  return {
    open: deps.open,
    unlocked,
    async writing(step) {
      const may = deps.mayBegin();
      return may.ok ? unlocked(step) : may;
    },
  };
}
