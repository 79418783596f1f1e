import type { RecordReader } from '#shared/records/reader.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import { httpOrigin, isLoopback } from '#shared/domain/egress.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import { isCloudName } from './model-names.ts';

/** Where a model computes, as far as its address and name say. */
export type Place = 'local' | 'remote';

/**
 * A model is local only where its server is this computer and its name does not say otherwise. An Anthropic,
 * Gemini or OpenRouter at a loopback address is a proxy to somebody else's computer.
 */
export function placeOf({ kind, url, model }: Pick<ModelProvider, 'kind' | 'url' | 'model'>): Place {
  const mayBeHere = kind === 'ollama' || kind === 'openai';
  return mayBeHere && isLoopback(new URL(url)) && !isCloudName(model ?? '') ? 'local' : 'remote';
}

/** Whether the owner has seen what this remote provider gets to see, at the address that it has now. */
export function isApproved(provider: ModelProvider): boolean {
  return provider.approvedAt !== undefined && provider.approvedOrigin === httpOrigin(new URL(provider.url));
}

/** The owner's chain: who is asked, in this order. Whoever is not listed is never asked. */
export function chainOf(records: RecordReader): ModelProvider[] {
  const { chain = [] } = records.get('aiSettings', 'ai') ?? defaultAiSettings;
  return chain.flatMap((id) => records.get('modelProviders', id) ?? []);
}
