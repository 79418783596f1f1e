import type { LanguageModel } from 'ai';
import type { ModelTarget } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { GuardedFetch } from '../../egress/guard.ts';
import { kindOf } from '../targets.ts';
import { keyMissing } from './problems.ts';

/** OpenAI itself no longer takes `max_tokens`; whoever copies its older interface takes nothing else. */
const openAiHost = 'api.openai.com';

/**
 * The model as an object with our own `fetch` and key. Without a key some clients would look into the
 * environment for one, so that is refused first; a model's bare name would go to a gateway of third parties.
 */
export async function modelAt(target: ModelTarget, fetch: GuardedFetch): Promise<Result<LanguageModel>> {
  const { url, model, key } = target;
  const baseURL = url.replace(/\/+$/, '');
  const kind = kindOf(target);
  if (kind === 'openai') return ok(await openAiCompatible(baseURL, model, key, fetch));
  if (key === undefined) return keyMissing;
  if (kind === 'anthropic') {
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    return ok(createAnthropic({ baseURL, apiKey: key, fetch })(model));
  }
  if (kind === 'gemini') {
    const { createGoogle } = await import('@ai-sdk/google');
    return ok(createGoogle({ baseURL, apiKey: key, fetch })(model));
  }
  const { createOpenRouter } = await import('@openrouter/ai-sdk-provider');
  const openRouter = createOpenRouter({ baseURL, apiKey: key, fetch, compatibility: 'strict' });
  // Asked of each request: only servers that keep nothing, and train on nothing.
  return ok(
    openRouter.chat(model, { provider: { zdr: true, data_collection: 'deny' }, usage: { include: true } }),
  );
}

async function openAiCompatible(
  baseURL: string,
  model: string,
  key: string | undefined,
  fetch: GuardedFetch,
): Promise<LanguageModel> {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  const isOpenAi = new URL(baseURL).hostname === openAiHost;
  return createOpenAICompatible({
    name: 'openai',
    baseURL,
    ...(key !== undefined && { apiKey: key }),
    fetch,
    includeUsage: true,
    supportsStructuredOutputs: true,
    ...(isOpenAi && { transformRequestBody: forOpenAi }),
  })(model);
}

function forOpenAi({ max_tokens, ...body }: Record<string, unknown>): Record<string, unknown> {
  return { ...body, max_completion_tokens: max_tokens, store: false };
}
