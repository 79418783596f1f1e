import type { ModelPort } from '#shared/agent/model-port.ts';
import { chainOf } from '#shared/agent/providers.ts';
import { currentServices } from '#shared/agent/beginning.ts';
import {
  recommended,
  type Stale,
  staleOf,
  type Trial,
  trialForm,
  verdictOf,
} from '#shared/agent/trial/trial.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import { type ActsGate, notPassed, triedBefore, untried } from '../models/acts-gate.ts';
import { type Digest, digestOf } from '../models/identity.ts';
import { problems } from '../models/permits.ts';
import type { KeptTrials, TriedModel } from './kept.ts';
import { leastRead } from './measure.ts';
import { countedShare, runTrial, trialSet } from './run-trial.ts';

/** How far the trial of a provider's model is. */
export interface TrialState extends TriedModel {
  /** The one under way where there is one. */
  trial?: Trial | undefined;
  running: boolean;
  /** An earlier trial, which it has passed, counts until this one is over. */
  stillPassed: boolean;
  /** It says nothing any more: something has changed since. */
  stale?: Stale | undefined;
  /** Why it did not go on. */
  problem?: Problem | undefined;
}

/** What the window shows of trials. */
export interface TrialsView {
  /** One for each provider of the chain with its chosen model, and for its others that were tried here. */
  states: TrialState[];
  /** The model that does best of all that were tried here and are still installed. */
  best?: { providerId: string; model: string } | undefined;
}

export interface TrialsDeps {
  models: Pick<ModelPort, 'complete'>;
  bridge: Bridge;
  records: RecordReader;
  kept: KeptTrials;
  changes: Pick<RecordChanges, 'on'>;
  work: Work;
  now(): number;
  /** Hears of each change. */
  onChange(view: TrialsView): void;
}

/** Trials of models with this business's questions, in the background and on this device alone. */
export interface Trials {
  /** As it is now, with what the servers say of their models. */
  look(): Promise<TrialsView>;
  /** Begins a trial, or goes on with one. It runs behind everything else that asks the model. */
  start(model: TriedModel): Promise<Result<void>>;
  /** What was asked so far is kept. */
  stop(model: TriedModel): void;
  /** Goes on with what ran when the workspace was locked. */
  resume(): void;
  gate: ActsGate;
}

export function createTrials(deps: TrialsDeps): Trials {
  const { bridge, records, work, now } = deps;
  /** Those that were brought to their end, and those that were not: what counts stays until the next one is over. */
  const trials = new Map<string, Trial>();
  const attempts = new Map<string, Trial>();
  const running = new Map<string, { tried: TriedModel; stopping: AbortController }>();
  const failed = new Map<string, Problem>();
  const digests = new Map<string, Digest>();
  const inTurn = work.sequencer();
  const loaded = load();

  let wasUnderWay: TriedModel[] = [];
  async function load(): Promise<void> {
    const kept = await deps.kept.read();
    for (const trial of kept.trials)
      (trial.endedAt === undefined ? attempts : trials).set(keyOf(trial), trial);
    wasUnderWay = kept.underWay;
  }

  /** One after another, so that an older state never follows a newer one. */
  function keep(): void {
    const kept = () => ({
      trials: [...trials.values(), ...attempts.values()],
      underWay: [...running.values()].map(({ tried }) => tried),
    });
    ignore(inTurn(() => deps.kept.write(kept())));
  }

  const view = (): TrialsView => ({ states: shown().map(stateOf), best: best() });

  /** Each provider with its chosen model, and with the others that were tried there. */
  function shown(): ModelProvider[] {
    return chainOf(records).flatMap((provider) => {
      const others = triedAt(provider).filter((each) => keyOf(each) !== keyOf(provider));
      return [provider, ...others];
    });
  }

  function stateOf(provider: ModelProvider): TrialState {
    const key = keyOf(provider);
    const [trial, digest] = [attempts.get(key) ?? trials.get(key), digests.get(key)];
    return {
      providerId: provider.id,
      model: provider.model ?? '',
      trial,
      running: running.has(key),
      stillPassed: attempts.has(key) && counts(trials.get(key), digest),
      stale: trial && staleNow(trial, digest),
      problem: failed.get(key),
    };
  }

  function counts(trial: Trial | undefined, digest: Digest | undefined): boolean {
    return trial !== undefined && staleNow(trial, digest) === undefined && verdictOf(trial).passed;
  }

  function best(): TrialsView['best'] {
    const chain = chainOf(records);
    const hasModel = (trial: Trial) => {
      const found = digests.get(keyOf(trial));
      return found?.state === 'known' || chain.some((each) => keyOf(each) === keyOf(trial));
    };
    const counting = [...trials.values()].filter(
      (trial) => hasModel(trial) && staleNow(trial, digests.get(keyOf(trial))) === undefined,
    );
    const trial = recommended(counting);
    const provider = chain.find(({ url }) => url === trial?.url);
    return trial && provider && { providerId: provider.id, model: trial.model };
  }

  function changed(): void {
    deps.onChange(view());
  }

  /** A server that does not answer has not changed its model. */
  function staleNow(trial: Trial, found: Digest = { state: 'unknown' }): Stale | undefined {
    const digest = found.state === 'known' ? found.digest : undefined;
    const services = currentServices(records).length;
    return staleOf(trial, { digest: found.state === 'unknown' ? trial.digest : digest, services });
  }

  async function lookAt(provider: ModelProvider): Promise<Digest> {
    const found = await digestOf(bridge, provider, provider.model ?? '');
    digests.set(keyOf(provider), found);
    return found;
  }

  /** A provider with each of the models that were tried there. */
  function triedAt(provider: ModelProvider): ModelProvider[] {
    const underWay = [...running.values()].flatMap(({ tried }) =>
      tried.providerId === provider.id ? tried.model : [],
    );
    const tried = [...trials.values(), ...attempts.values()].flatMap(({ url, model }) =>
      url === provider.url ? model : [],
    );
    return [...new Set([...tried, ...underWay])].map((model) => ({ ...provider, model }));
  }

  async function run(provider: ModelProvider, stopping: AbortController): Promise<void> {
    const signal = AbortSignal.any([stopping.signal, work.signal]);
    const key = keyOf(provider);
    const isSame = () => records.get('modelProviders', provider.id)?.url === provider.url;
    const onStep = (trial: Trial) => {
      if (signal.aborted) return;
      // The server was changed meanwhile: the answers would be those of another.
      if (!isSame()) return stopping.abort();
      attempts.set(key, trial);
      keep();
      changed();
    };
    const begun = await begin(provider);
    const result = await runTrial({ ...deps, onStep }, provider, begun, signal);
    if (work.isOver) return;
    if (!result.ok && !stopping.signal.aborted) failed.set(key, result.error);
    if (result.ok) {
      attempts.delete(key);
      if (await keepsWeights(provider, result.value)) trials.set(key, result.value);
    }
    running.delete(key);
    keep();
    changed();
  }

  async function start(tried: TriedModel): Promise<Result<void>> {
    await loaded;
    const chosen = records.get('modelProviders', tried.providerId);
    if (chosen === undefined) return err(problems.gone);
    const provider = { ...chosen, model: tried.model };
    const key = keyOf(provider);
    if (running.has(key)) return ok();
    const set = trialSet(records, now());
    if (!set.ok) return set;
    const stopping = new AbortController();
    running.set(key, { tried, stopping });
    failed.delete(key);
    keep();
    changed();
    ignore(work.track(run(provider, stopping)));
    return ok();
  }

  /** Goes on with one that was stopped; any other is begun anew. */
  async function begin(provider: ModelProvider): Promise<Trial> {
    const found = await lookAt(provider);
    const before = attempts.get(keyOf(provider));
    if (before !== undefined && !staleNow(before, found)) return before;
    const { url, model = '' } = provider;
    return {
      form: trialForm,
      url,
      model,
      ...(found.state === 'known' && { digest: found.digest }),
      services: currentServices(records).length,
      total: 0,
      answers: [],
      speed: {},
    };
  }

  /** The same weights at the end as at the beginning. */
  async function keepsWeights(provider: ModelProvider, { digest }: Trial): Promise<boolean> {
    const found = await lookAt(provider);
    return digest === undefined || (found.state === 'known' && found.digest === digest);
  }

  async function look(): Promise<TrialsView> {
    await loaded;
    await Promise.all(shown().map(lookAt));
    return view();
  }

  deps.changes.on(['services'], changed);
  deps.changes.on(
    ['modelProviders', 'aiSettings'],
    work.singleFlight(async () => deps.onChange(await look())),
  );
  return {
    look,
    start,
    stop({ providerId, model }) {
      const provider = records.get('modelProviders', providerId);
      running.get(keyOf({ ...provider, model }))?.stopping.abort();
    },
    resume() {
      const goOn = async () => {
        await loaded;
        for (const tried of wasUnderWay) await start(tried);
      };
      ignore(work.track(goOn()));
    },
    gate: {
      async refusal(provider) {
        await loaded;
        const trial = trials.get(keyOf(provider));
        if (trial === undefined) return untried;
        const found = await lookAt(provider);
        // Whose server does not say now which model it has may have another one.
        const isUnsure = trial.digest !== undefined && found.state === 'unknown';
        if (isUnsure || staleNow(trial, found) !== undefined) return triedBefore;
        return verdictOf(trial).passed ? undefined : notPassed;
      },
      hasReadAll(provider, usage) {
        const { counting } = trials.get(keyOf(provider)) ?? {};
        if (provider.kind === 'ollama') return true;
        const share = counting?.share;
        return share !== undefined && share > 0 && countedShare(usage) >= share * leastRead;
      },
    },
  };
}

/** A model of one server. */
function keyOf({ url = '', model = '' }: { url?: string; model?: string | undefined }): string {
  return `${url} ${model}`;
}
