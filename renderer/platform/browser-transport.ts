import { browserHostProtocol } from '#shared/bridge/browser-host.ts';
import { parseJson } from '#shared/lib/json.ts';
import { problem } from '#shared/lib/result.ts';
import { openSession, type SessionWindow } from './browser-session.ts';
import { openBrowserSocket } from './browser-socket.ts';
import { lost, type Transport } from './parsed-bridge.ts';
import { readLines } from './lines.ts';

/** The bridge to the browser host: HTTP for calls and streams, a WebSocket for sockets, all on our own origin. */
export function createBrowserTransport(window: SessionWindow): Transport {
  const session = openSession(window).catch(() => undefined);

  async function post(kind: string, name: string, args: unknown, signal?: AbortSignal): Promise<Response> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${(await session) ?? ''}` };
    return window.fetch(`/bridge/${kind}/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(args),
      signal,
    });
  }

  return {
    async call(name, args) {
      const response = await post('call', name, args);
      return response.ok ? response.json() : refused(response.status);
    },
    async stream(name, args, onEvent, signal) {
      const response = await post('stream', name, args, signal);
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
      const url = `${window.location.origin.replace(/^http/, 'ws')}/bridge/socket/${name}`;
      const protocols = session.then((token) => [
        browserHostProtocol.name,
        `${browserHostProtocol.tokenPrefix}${token ?? ''}`,
      ]);
      return openBrowserSocket(url, protocols, args, listener);
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
