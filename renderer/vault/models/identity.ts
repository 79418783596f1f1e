import type { Bridge } from '#shared/bridge/bridge.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';

/** The digest of a model's weights; `none` where its server tells none, `unknown` where it does not answer. */
export type Digest = { state: 'known'; digest: string } | { state: 'none' } | { state: 'unknown' };

/** A name may stand for other weights tomorrow: what the server tells of them now. */
export async function digestOf(
  bridge: Bridge,
  { kind, url }: Pick<ModelProvider, 'kind' | 'url'>,
  model: string,
): Promise<Digest> {
  if (kind !== 'ollama') return { state: 'none' };
  const status = await bridge.call('models.probe', { url });
  if (!status.ok || status.value.state !== 'ready') return { state: 'unknown' };
  const { models } = status.value;
  const digest = models.find(({ name }) => name === model || name === `${model}:latest`)?.digest;
  return digest === undefined ? { state: 'none' } : { state: 'known', digest };
}
