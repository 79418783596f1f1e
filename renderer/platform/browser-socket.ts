import type { Socket, SocketListener } from '#shared/bridge/bridge.ts';
import { isJsonObject, parseJson } from '#shared/lib/json.ts';

/** The code of a connection that broke (RFC 6455 §7.4.1). */
const brokenOff = 1006;

/** A socket of the bridge over a WebSocket to the browser host; electron/host/bridge-socket.ts is its other end. */
export function openBrowserSocket(
  url: string,
  protocols: string[],
  args: unknown,
  listener: SocketListener,
): Socket {
  const socket = new WebSocket(url, protocols);
  socket.binaryType = 'arraybuffer';
  let ended = false;
  const end = (code: number, reason: string) => {
    if (ended) return;
    ended = true;
    listener.closed(code, reason);
  };

  const receive = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data !== 'string') return listener.received(new Uint8Array(data));
    const message = parseMessage(data);
    if (message.opened !== undefined) listener.opened(message.opened);
    if (message.closed !== undefined) end(message.closed.code, message.closed.reason);
  };
  socket.addEventListener('open', () => socket.send(JSON.stringify(args)));
  socket.addEventListener('message', receive);
  socket.addEventListener('close', (event) => end(event.code, event.reason));

  return {
    send(frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    close: (code = 1000, reason = '') => socket.close(code, reason),
  };
}

function parseMessage(text: string): { opened?: string; closed?: { code: number; reason: string } } {
  const message = parseJson(text);
  if (!isJsonObject(message)) return {};
  const { opened, closed } = message;
  if (typeof opened === 'string') return { opened };
  if (!isJsonObject(closed ?? null)) return {};
  const { code, reason } = closed as { code?: unknown; reason?: unknown };
  return { closed: { code: Number(code) || brokenOff, reason: String(reason) } };
}
