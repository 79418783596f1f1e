import type { Result } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';
import type { TriedModel } from './kept.ts';
import type { Trials, TrialsView } from './trials.ts';

export interface TrialApi {
  /** How far the trial of each model in the chain is; changes come as events. */
  trials(): Promise<TrialsView>;
  /** Tries a model of a provider, chosen or not, with questions made of this business's records. */
  startTrial(model: TriedModel): Promise<Result<void>>;
  /** What was asked so far is kept. */
  stopTrial(model: TriedModel): Promise<void>;
}

export function createTrialApi({ open, unlocked }: Guard<{ trials: Trials }>): TrialApi {
  return {
    trials: async () => (await open()?.trials.look()) ?? { states: [] },
    startTrial: (model) => unlocked(({ trials }) => trials.start(model)),
    stopTrial: async (model) => open()?.trials.stop(model),
  };
}
