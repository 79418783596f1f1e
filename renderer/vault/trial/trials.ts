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
import type { KeptTrials } from './kept.ts';
import { leastRead } from './measure.ts';
import { countedShare, runTrial, trialSet } from './run-trial.ts';

/** How far the trial of a provider's model is. */
export interface TrialState {
  providerId: string;
  trial?: Trial | undefined;
  running: boolean;
  /** It says nothing any more: something has changed since. */
  stale?: Stale | undefined;
  /** Why it did not go on. */
  problem?: Problem | undefined;
}

/** What the window shows of trials. */
export interface TrialsView {
  /** One for each provider of the chain. */
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
  start(providerId: string): Promise<Result<void>>;
  /** What was asked so far is kept. */
  stop(providerId: string): void;
  /** Goes on with what ran when the workspace was locked. */
  resume(): void;
  gate: ActsGate;
}

export function createTrials(deps: TrialsDeps): Trials {
  const { bridge, records, work, now } = deps;
  const trials = new Map<string, Trial>();
  const running = new Map<string, AbortController>();
  const failed = new Map<string, Problem>();
  const digests = new Map<string, Digest>();
  const inTurn = work.sequencer();
  const loaded = load();

  let wasUnderWay: string[] = [];
  async function load(): Promise<void> {
    const kept = await deps.kept.read();
    for (const trial of kept.trials) trials.set(keyOf(trial), trial);
    wasUnderWay = kept.underWay;
  }

  /** One after another, so that an older state never follows a newer one. */
  function keep(): void {
    ignore(inTurn(() => deps.kept.write({ trials: [...trials.values()], underWay: [...running.keys()] })));
  }

  const view = (): TrialsView => ({ states: chainOf(records).map(stateOf), best: best() });

  function stateOf(provider: ModelProvider): TrialState {
    const { id } = provider;
    const trial = trials.get(keyOf(provider));
    return {
      providerId: id,
      trial,
      running: running.has(id),
      stale: trial && staleNow(trial, digests.get(keyOf(provider))),
      problem: failed.get(id),
    };
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
    const there = [...trials.values()].filter(({ url }) => url === provider.url);
    return there.map(({ model }) => ({ ...provider, model }));
  }

  async function run(provider: ModelProvider, stopping: AbortController): Promise<void> {
    const signal = AbortSignal.any([stopping.signal, work.signal]);
    const key = keyOf(provider);
    const isSame = () => keyOf(records.get('modelProviders', provider.id) ?? {}) === key;
    const onStep = (trial: Trial) => {
      if (signal.aborted) return;
      // Another model was chosen meanwhile: the answers would be its own.
      if (!isSame()) return stopping.abort();
      trials.set(key, trial);
      keep();
      changed();
    };
    const begun = await begin(provider);
    const result = await runTrial({ ...deps, onStep }, provider, begun, signal);
    if (work.isOver) return;
    if (!result.ok && !stopping.signal.aborted) failed.set(provider.id, result.error);
    if (result.ok && !(await keepsWeights(provider, result.value))) trials.delete(key);
    running.delete(provider.id);
    keep();
    changed();
  }

  async function start(providerId: string): Promise<Result<void>> {
    await loaded;
    const provider = records.get('modelProviders', providerId);
    if (provider === undefined) return err(problems.gone);
    if (running.has(providerId)) return ok();
    const set = trialSet(records, now());
    if (!set.ok) return set;
    const stopping = new AbortController();
    running.set(providerId, stopping);
    failed.delete(providerId);
    keep();
    changed();
    ignore(work.track(run(provider, stopping)));
    return ok();
  }

  /** Goes on with one that was stopped; any other is begun anew. */
  async function begin(provider: ModelProvider): Promise<Trial> {
    const found = await lookAt(provider);
    const before = trials.get(keyOf(provider));
    const goesOn = before?.endedAt === undefined && before !== undefined && !staleNow(before, found);
    if (goesOn) return before;
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
    const chain = chainOf(records);
    const others = chain.flatMap((provider) => triedAt(provider));
    await Promise.all([...chain, ...others].map(lookAt));
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
    stop(providerId) {
      running.get(providerId)?.abort();
    },
    resume() {
      const goOn = async () => {
        await loaded;
        for (const id of wasUnderWay) await start(id);
      };
      ignore(work.track(goOn()));
    },
    gate: {
      async refusal(provider) {
        await loaded;
        const trial = trials.get(keyOf(provider));
        if (trial?.endedAt === undefined) return untried;
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
