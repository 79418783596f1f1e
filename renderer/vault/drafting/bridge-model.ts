import type { ModelPort } from '#shared/agent/model-port.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';

/** The local model behind the bridge, as the agent's code knows models. */
export function createBridgeModel(
  bridge: Bridge,
  { url, localOnly }: { url: string; localOnly: boolean },
): ModelPort {
  return {
    probe: () => bridge.call('models.probe', { url }),
    stream: (request, onText, signal) =>
      bridge.stream('models.chat', { ...request, url, localOnly }, ({ text }) => onText(text), signal),
  };
}
