import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Askable } from './permits.ts';

/** No larger window than a model was made for: what its server says of it is asked once. */
export function createWindows({ bridge }: { bridge: Bridge }) {
  const known = new Map<string, number>();

  async function look(url: string): Promise<void> {
    const status = await bridge.call('models.probe', { url });
    if (!status.ok || status.value.state !== 'ready') return;
    for (const { name, contextTokens } of status.value.models)
      known.set(`${url} ${name}`, contextTokens ?? Infinity);
  }

  return async (provider: Askable): Promise<Askable> => {
    const { kind, url, model, contextTokens } = provider;
    if (kind !== 'ollama') return provider;
    const found = () => known.get(`${url} ${model}`) ?? known.get(`${url} ${model}:latest`);
    if (found() === undefined) await look(url);
    return { ...provider, contextTokens: Math.min(contextTokens, found() ?? Infinity) };
  };
}
