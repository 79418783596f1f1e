import { create } from 'zustand';
import type { Result } from '#shared/lib/result.ts';

/** What waits for the code of the owner's authenticator app; `answer` tells whether it was given. */
export const useFactor = create<{ asked: { answer(isGiven: boolean): void } | undefined }>(() => ({
  asked: undefined,
}));

/**
 * Does something that only owners do. Where the vault wants the owner's second factor for it, the window asks for the
 * code, and it is done again; whoever gives none has the refusal.
 */
export async function withFactor<Value, E extends { code: string }>(
  step: () => Promise<Result<Value, E>>,
): Promise<Result<Value, E>> {
  const done = await step();
  if (done.ok || done.error.code !== 'factor.needed') return done;
  return (await askForCode()) ? step() : done;
}

function askForCode(): Promise<boolean> {
  useFactor.getState().asked?.answer(false);
  return new Promise((resolve) => {
    useFactor.setState({
      asked: {
        answer(isGiven) {
          useFactor.setState({ asked: undefined });
          resolve(isGiven);
        },
      },
    });
  });
}
