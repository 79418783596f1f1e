import { browserHostProtocol } from '#shared/bridge/browser-host.ts';
import { decodeFrame, encodeFrame, frameType, giveBytes, takeBytes } from '#shared/bridge/frames.ts';
import { isJsonObject, parseJson } from '#shared/lib/json.ts';
import { problem } from '#shared/lib/result.ts';
import type { SessionWindow } from './browser-session.ts';
import { openBrowserSocket } from './browser-socket.ts';
import { lost, type Transport } from './parsed-bridge.ts';
import { readLines } from './lines.ts';

/**
 * The bridge to the browser host: HTTP for calls and streams, a WebSocket for sockets, all on our own origin.
 * `session`: the host's token, `undefined` where there is none.
 */
export function createBrowserTransport(
  window: SessionWindow,
  session: Promise<string | undefined>,
): Transport {
  async function post(kind: string, name: string, args: unknown, signal?: AbortSignal): Promise<Response> {
    const { rest, bytes } = takeBytes(args);
    const type = bytes === undefined ? 'application/json' : frameType;
    const headers = { 'content-type': type, authorization: `Bearer ${(await session) ?? ''}` };
    const body = bytes === undefined ? JSON.stringify(args) : encodeFrame(rest, bytes);
    return window.fetch(`/bridge/${kind}/${name}`, { method: 'POST', headers, body, signal });
  }

  return {
    async call(name, args) {
      const response = await post('call', name, args);
      return response.ok ? readAnswer(response) : refused(response.status);
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

async function readAnswer(response: Response): Promise<unknown> {
  if (response.headers.get('content-type') !== frameType) return response.json();
  const frame = decodeFrame(await response.bytes());
  if (frame === undefined || !isJsonObject(frame.json)) return lost;
  return { ...frame.json, value: giveBytes(frame.json['value'] ?? null, frame.bytes) };
}

function refused(status: number) {
  return status === 401 ? notOurs : lost;
}

const notOurs = problem(
  'bridge.no-session',
  'This window was not opened by Plumbline, so it cannot print, nor reach the relay, WhatsApp or the assistant.',
  'Close it and start Plumbline again. Your data are safe.',
);
