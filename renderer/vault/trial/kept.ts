import { z } from 'zod';
import { type Trial, trialSchema } from '#shared/agent/trial/trial.ts';
import { sealedText, type SealedTextDeps } from '../sync/sealed-text.ts';

/** Trials of models, sealed on this device: another one has another speed, and other models under the same names. */
export interface KeptTrials {
  read(): Promise<Kept>;
  write(kept: Kept): Promise<void>;
}

export interface Kept {
  trials: Trial[];
  /** Trials that go on after the next unlocking. */
  underWay: TriedModel[];
}

/** A model of a provider; it need not be the chosen one. */
const triedModelSchema = z.object({ providerId: z.string(), model: z.string() });
export type TriedModel = z.infer<typeof triedModelSchema>;

/** A trial that another version has written in another form is none. */
const keptSchema = z.object({ trials: z.array(z.unknown()), underWay: z.array(triedModelSchema) });

export function createKeptTrials(deps: SealedTextDeps): KeptTrials {
  const text = sealedText(deps, 'model trials');
  return {
    async read() {
      const kept = keptSchema.safeParse(await text.read());
      if (!kept.success) return { trials: [], underWay: [] };
      const trials = kept.data.trials.flatMap((each) => trialSchema.safeParse(each).data ?? []);
      return { trials, underWay: kept.data.underWay };
    },
    write: (kept) => text.write(kept),
  };
}
