import type { ProgramAnswer, ProgramRequest } from '#shared/bridge/contract/programs.ts';

/** The way to whoever answers programs: the open workspace, behind the bridge. */
export interface WorkspaceConnection {
  /** Resolves with an answer in any case: that it is locked, or that nothing came. */
  ask(request: ProgramRequest): Promise<ProgramAnswer>;
  answer(id: string, answer: ProgramAnswer): void;
  /** Gives requests to a listener until its signal fires; then, and before, programs are told that it is locked. */
  serve(listener: (request: ProgramRequest) => void, signal: AbortSignal): Promise<void>;
}

/** Longer than the workspace waits for its owner (ms). */
const patience = 60_000;

export function createWorkspaceConnection(): WorkspaceConnection {
  const waiting = new Map<string, (answer: ProgramAnswer) => void>();
  let listener: ((request: ProgramRequest) => void) | undefined;

  function endAll(): void {
    for (const settle of waiting.values()) settle(locked);
  }

  return {
    ask(request) {
      if (listener === undefined) return Promise.resolve(locked);
      const { promise, resolve } = Promise.withResolvers<ProgramAnswer>();
      const timer = setTimeout(() => settle(silent), patience).unref();
      function settle(answer: ProgramAnswer): void {
        clearTimeout(timer);
        waiting.delete(request.id);
        resolve(answer);
      }
      waiting.set(request.id, settle);
      listener(request);
      return promise;
    },
    answer: (id, answer) => waiting.get(id)?.(answer),
    serve(next, signal) {
      listener = next;
      const { promise, resolve } = Promise.withResolvers<void>();
      const end = (): void => {
        if (listener === next) {
          listener = undefined;
          endAll();
        }
        resolve();
      };
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
      return promise;
    },
  };
}

const locked: ProgramAnswer = {
  ok: false,
  code: 'programs.locked',
  message: 'Plumbline is locked on this computer. Its owner has to unlock it first.',
};

const silent: ProgramAnswer = {
  ok: false,
  code: 'programs.silent',
  message: 'Plumbline did not answer in time. Ask again.',
};
