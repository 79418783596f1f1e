import type { Result } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';
import type { Trials, TrialsView } from './trials.ts';

export interface TrialApi {
  /** How far the trial of each model in the chain is; changes come as events. */
  trials(): Promise<TrialsView>;
  /** Tries a provider's model with questions made of this business's records. */
  startTrial(providerId: string): Promise<Result<void>>;
  /** What was asked so far is kept. */
  stopTrial(providerId: string): Promise<void>;
}

export function createTrialApi({ open, unlocked }: Guard<{ trials: Trials }>): TrialApi {
  return {
    trials: async () => (await open()?.trials.look()) ?? { states: [] },
    startTrial: (providerId) => unlocked(({ trials }) => trials.start(providerId)),
    stopTrial: async (providerId) => open()?.trials.stop(providerId),
  };
}
