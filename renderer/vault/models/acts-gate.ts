import type { ModelUsage } from '#shared/agent/model-port.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { Askable } from './permits.ts';

/** Which models may choose what a customer is answered, and draft: those that were tried on this computer. */
export interface ActsGate {
  /** Why this one may not now; nothing where it may. */
  refusal(provider: Askable): Promise<Problem | undefined>;
  /** Whether the server has read the whole prompt, as far as that has to be found out by what it counts. */
  hasReadAll(provider: Askable, usage: ModelUsage): boolean;
}

/** Where nobody has tried any. */
export const untriedGate: ActsGate = {
  refusal: async () => untried,
  hasReadAll: () => false,
};

export const untried: Problem = {
  code: 'model.untried',
  message: 'This model was not tried with your price list yet.',
  remedy: 'Try it in Settings → Assistant.',
};

export const triedBefore: Problem = {
  code: 'model.untried',
  message: 'This model or your price list has changed since it was tried.',
  remedy: 'Try it again in Settings → Assistant.',
};

export const notPassed: Problem = {
  code: 'model.untried',
  message: 'This model was tried with your price list and did not pass.',
  remedy: 'Choose another model in Settings → Assistant.',
};

export const promptCut: Problem = {
  code: 'model.prompt-cut',
  message: 'The model’s server left out a part of the question without saying so. Its answer is not used.',
  remedy:
    'Give the model a larger context window in its server, or choose a smaller one in Settings → Assistant.',
};
