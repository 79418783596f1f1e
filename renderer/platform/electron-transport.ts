import type { Socket, SocketListener } from '#shared/bridge/bridge.ts';
import type { PreloadApi, RunningStream } from '#shared/bridge/preload-api.ts';
import type { Transport } from './parsed-bridge.ts';

// The bridge's types pair names with arguments; here the preload's functions are found by name.
interface ByName {
  calls: Record<string, (args: unknown) => Promise<unknown>>;
  streams: Record<string, (args: unknown, onEvent: (event: unknown) => void) => RunningStream>;
  sockets: Record<string, (args: unknown, listener: SocketListener) => Socket>;
}

/** The bridge through Electron's preload. */
export function createElectronTransport(preload: PreloadApi): Transport {
  const { calls, streams, sockets } = preload as unknown as ByName;
  return {
    call: (name, args) => calls[name]!(args),
    stream(name, args, onEvent, signal) {
      const running = streams[name]!(args, onEvent);
      signal.addEventListener('abort', () => running.abort());
      if (signal.aborted) running.abort();
      return running.result;
    },
    openSocket: (name, args, listener) => sockets[name]!(args, listener),
  };
}
