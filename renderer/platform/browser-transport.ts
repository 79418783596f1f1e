import { browserHostProtocol } from '#shared/bridge/browser-host.ts';
import { parseJson } from '#shared/lib/json.ts';
import { problem } from '#shared/lib/result.ts';
import { createBrowserCalls } from './browser-calls.ts';
import { openBrowserSocket } from './browser-socket.ts';
import { lost, type Transport } from './parsed-bridge.ts';
import { readLines } from './lines.ts';

/**
 * The bridge to the browser host, all on our own origin: a WebSocket for all calls, one for each socket, and HTTP
 * for streams.
 *
 * @param token the session's; `undefined` where the host gave this window none
 */
export function createBrowserTransport(window: Window, token: string | undefined): Transport {
  const socketOrigin = window.location.origin.replace(/^http/, 'ws');
  /** The token travels among the protocols: a WebSocket of a page can send no header, and URLs are no place for it. */
  const protocols = [browserHostProtocol.name, `${browserHostProtocol.tokenPrefix}${token ?? ''}`];
  const url = `${socketOrigin}/bridge/calls`;
  const call = createBrowserCalls({ url, protocols });

  function post(name: string, args: unknown, signal: AbortSignal): Promise<Response> {
    const authorization = `Bearer ${token ?? ''}`;
    const headers = { 'content-type': 'application/json', authorization };
    return window.fetch(`/bridge/stream/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(args),
      signal,
    });
  }

  return {
    call: async (name, args) => (token === undefined ? notOurs : call(name, args)),
    callsAddress: async () => (token === undefined ? undefined : { url, protocols }),
    async stream(name, args, onEvent, signal) {
      const response = await post(name, args, signal);
      if (!response.ok || response.body === null) return refused(response.status);
      let result: unknown = lost;
      for await (const line of readLines(response.body)) {
        const message = (parseJson(line) ?? {}) as { event?: unknown; result?: unknown };
        if ('event' in message) onEvent(message.event);
        if ('result' in message) result = message.result;
      }
      return result;
    },
    openSocket(name, args, listener) {
      return openBrowserSocket(`${socketOrigin}/bridge/socket/${name}`, protocols, args, listener);
    },
  };
}

function refused(status: number) {
  return status === 401 ? notOurs : lost;
}

const notOurs = problem(
  'bridge.no-session',
  'This window was not opened by Plumbline, so it cannot print, nor reach the relay, WhatsApp or the assistant.',
  'Close it and start Plumbline again. Your data are safe.',
);
