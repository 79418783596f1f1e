import type {
  ModelAnswer,
  ModelFailure,
  ModelPort,
  ModelRequest,
  RemotePreview,
  Skipped,
} from '#shared/agent/model-port.ts';
import { estimatePromptTokens } from '#shared/agent/model-port.ts';
import { modelSchema } from '#shared/agent/model-schema.ts';
import { putBack, putBackIn } from '#shared/agent/privacy/put-back.ts';
import { chainOf, placeOf } from '#shared/agent/providers.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import { isPaused, pauseProblems } from '#shared/records/pauses.ts';
import type { ModelProvider, Receipt } from '#shared/domain/model-provider.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { promptCut, untriedGate } from './acts-gate.ts';
import type { Asked, AskDeps } from './ask.ts';
import { answererOf, ask, targetOf } from './ask.ts';
import { digestOf } from './identity.ts';
import type { Askable } from './permits.ts';
import { problems, refusal } from './permits.ts';
import type { Prompt } from './prompts.ts';
import { promptFor } from './prompts.ts';
import { createReadable } from './readable.ts';
import { createWindows } from './windows.ts';

export interface Models extends ModelPort {
  /** Whether a provider's address, key and model are right, or which of them is not. Sends nothing of anybody. */
  test(providerId: string): Promise<Result<CallResult<'models.test'>>>;
  /** Whether there is a model that may choose how a customer is answered, about whom the question is. */
  mayChooseActs(about: readonly string[]): Promise<boolean>;
}

/** An answer before anybody reads it as text or value. */
interface RawAnswer {
  provider: Askable;
  prompt: Prompt;
  asked: Asked;
  answer: Omit<ModelAnswer, 'text' | 'unresolved'>;
}

/** The workspace's models behind one port; see `ModelPort` for what it takes care of. */
export function createModels(deps: AskDeps): Models {
  const { bridge, records, acts = untriedGate } = deps;
  const withinWindow = createWindows(deps);
  const readable = createReadable();

  /** Along the chain, until somebody has given a word or nobody is left. */
  async function answerOf(
    request: ModelRequest,
    format: Record<string, unknown> | undefined,
    onText: (text: string) => void,
    signal: AbortSignal | undefined,
  ): Promise<Result<RawAnswer, ModelFailure>> {
    const skipped: Skipped[] = [];
    const receipts: Receipt[] = [];
    for (const provider of candidates(request)) {
      const { name } = provider;
      const prepared = await prepare(provider, request);
      if (!prepared.ok) {
        skipped.push({ name, problem: prepared.error });
        continue;
      }
      const { askable, prompt } = prepared.value;
      const asked = await ask(deps, askable, prompt, { ...request, format }, onText, signal);
      receipts.push(...asked.receipts);
      const answeredBy = answererOf(askable);
      if (asked.result.ok) {
        const { readingSpeed, ...counted } = asked.result.value;
        readable.learn(askable.id, readingSpeed);
        const usage = { ...counted, estimatedTokens: estimatePromptTokens(prompt.messages) };
        const answer = { answeredBy, usage, receipts, skipped };
        return ok({ provider: askable, prompt, asked, answer });
      }
      const { error } = asked.result;
      // Half an answer is shown already, or somebody said stop: nobody goes on from there.
      if (asked.raw !== '' || signal?.aborted === true || error.code === 'bridge.aborted') {
        return err({ ...error, partial: asked.shown, answeredBy, receipts, skipped });
      }
      skipped.push({ name, problem: error });
    }
    return err({ ...(skipped.at(-1)?.problem ?? problems.none), partial: '', receipts, skipped });
  }

  async function prepare(
    provider: ModelProvider,
    request: ModelRequest,
  ): Promise<Result<{ askable: Askable; prompt: Prompt }>> {
    const refused = await refusalOf(provider, request);
    if (refused !== undefined) return err(refused);
    const askable = await withinWindow(provider as Askable);
    const prompt = promptFor(records, askable, request, readable.tokens(askable.id));
    return prompt.ok ? ok({ askable, prompt: prompt.value }) : prompt;
  }

  /** Whoever chooses acts has to be tried, and whoever drafts, but where the owner tries out one model. */
  async function refusalOf(
    provider: ModelProvider,
    { purpose, about, only }: Pick<ModelRequest, 'purpose' | 'about' | 'only'>,
  ): Promise<Problem | undefined> {
    const refused = refusal(records, provider, about);
    const isDraft = purpose === 'reply' && only === undefined && deps.acts !== undefined;
    return refused ?? (purpose === 'autopilot' || isDraft ? acts.refusal(provider as Askable) : undefined);
  }

  function candidates({ only, model }: Pick<ModelRequest, 'only' | 'model'>): ModelProvider[] {
    if (only === undefined) return chainOf(records);
    const provider = records.get('modelProviders', only);
    return provider === undefined ? [] : [{ ...provider, ...(model !== undefined && { model }) }];
  }

  /** Where the server tells the digest of the weights, it is part of the name. */
  async function identityOf(provider: ModelProvider, model: string): Promise<string> {
    const found = await digestOf(bridge, provider, model);
    return found.state === 'known' ? `${model}@${found.digest}` : model;
  }

  return {
    async stream(request, onText, signal) {
      const raw = await answerOf(request, undefined, onText, signal);
      if (!raw.ok) return raw;
      const { asked, prompt, answer } = raw.value;
      return ok({ ...answer, ...putBack(asked.raw, prompt.values) });
    },

    async complete(request, signal) {
      const { format, ...question } = request;
      const raw = await answerOf(question, modelSchema(format), () => {}, signal);
      if (!raw.ok) return raw;
      const { asked, prompt, answer, provider } = raw.value;
      const { answeredBy, receipts, skipped } = answer;
      const failed = { partial: '', answeredBy, receipts, skipped };
      const isWhole = question.purpose !== 'autopilot' || acts.hasReadAll(provider, answer.usage);
      if (!isWhole) return err({ ...promptCut, ...failed });
      const unresolved: string[] = [];
      const value = format.safeParse(putBackIn(parseJson(asked.raw), prompt.values, unresolved));
      if (value.success) return ok({ ...answer, value: value.data, text: asked.raw, unresolved });
      return err({ ...problems.wrongShape, ...failed });
    },

    async preview(request) {
      const remotes = candidates(request).filter((each) => placeOf(each) === 'remote');
      const provider = remotes.find((each): each is Askable => (each.model ?? '') !== '');
      if (provider === undefined) return ok(undefined);
      const prompt = promptFor(records, provider, request, readable.tokens(provider.id));
      if (!prompt.ok) return prompt;
      const { messages, contextTokens, maxTokens, values } = prompt.value;
      const target = { ...targetOf(records, provider), key: undefined };
      const seen = await bridge.call('models.preview', { ...target, messages, contextTokens, maxTokens });
      return seen.ok ? ok(previewOf(provider, seen.value, values)) : seen;
    },

    async embed(texts) {
      if (isPaused(records, 'models')) return err<Problem>(pauseProblems.models);
      const provider = chainOf(records).find(
        (each) => placeOf(each) === 'local' && (each.embeddingModel ?? '') !== '',
      );
      if (provider?.embeddingModel === undefined) return err<Problem>(problems.none);
      const model = provider.embeddingModel;
      const target = { ...targetOf(records, { ...provider, model }), localOnly: true };
      const result = await bridge.call('models.embed', { ...target, texts });
      if (!result.ok) return result;
      return ok({ vectors: result.value.vectors, model: await identityOf(provider, model) });
    },

    async mayChooseActs(about) {
      const refusals = await Promise.all(
        chainOf(records).map((each) => refusalOf(each, { purpose: 'autopilot', about })),
      );
      return refusals.includes(undefined);
    },

    async test(providerId) {
      if (isPaused(records, 'models')) return err<Problem>(pauseProblems.models);
      const provider = records.get('modelProviders', providerId);
      if (provider === undefined) return err<Problem>(problems.gone);
      const { contextTokens, model = '' } = provider;
      return bridge.call('models.test', { ...targetOf(records, { ...provider, model }), contextTokens });
    },
  };
}

function previewOf(
  { id, name, model }: Askable,
  seen: CallResult<'models.preview'>,
  values: ReadonlyMap<string, string>,
): RemotePreview {
  const tokens = [...values].map(([token, value]) => ({ token, value }));
  return { ...seen, provider: { id, name, model }, tokens };
}
