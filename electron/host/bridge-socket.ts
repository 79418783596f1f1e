import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Socket } from '#shared/bridge/bridge.ts';
import { browserHostProtocol } from '#shared/bridge/browser-host.ts';
import type { Dispatcher } from '#electron/services/dispatcher.ts';
import { parseJson } from '#shared/lib/json.ts';
import { answerCalls } from './bridge-calls.ts';
import type { BridgeAuth } from './bridge-auth.ts';

const callsPath = '/bridge/calls';

/**
 * The bridge's sockets over a WebSocket at `/bridge/socket/:name`. Text frames are about the socket: the
 * first holds the arguments, then come `{"opened":protocol}` and `{"closed":{code,reason}}` (which a close
 * frame could not say: its codes are restricted). Binary frames are the socket's own, both ways.
 */
export function createBridgeSocket(deps: {
  dispatcher: Dispatcher;
  auth: BridgeAuth;
  /** The last of its window's connections has ended. */
  onWindowGone?(): void;
}) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: 64 * 1024 * 1024,
    perMessageDeflate: false,
    handleProtocols: () => browserHostProtocol.name,
  });
  return {
    /** The caller has checked Host and Origin. */
    upgrade(request: IncomingMessage, connection: Duplex, head: Buffer, pathname: string): void {
      const name = /^\/bridge\/socket\/([\w.]+)$/.exec(pathname)?.[1];
      if (name === undefined && pathname !== callsPath) return refuseUpgrade(connection, 404);
      if (!deps.auth.accepts(offeredToken(request))) return refuseUpgrade(connection, 401);
      server.handleUpgrade(request, connection, head, (window) => {
        window.on('error', () => window.terminate());
        window.on('close', () => server.clients.size === 0 && deps.onWindowGone?.());
        if (name === undefined) answerCalls(window, deps.dispatcher);
        else join(window, name, deps.dispatcher);
      });
    },
    /** Whether a window is connected. */
    hasWindow: () => server.clients.size > 0,
    close(): void {
      for (const window of server.clients) window.terminate();
    },
  };
}

export function refuseUpgrade(connection: Duplex, status: number): void {
  connection.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The token travels among the protocols: a WebSocket of a page can send no header, and URLs are no place for it. */
function offeredToken(request: IncomingMessage): string | undefined {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const prefix = browserHostProtocol.tokenPrefix;
  return offered.find((name) => name.startsWith(prefix))?.slice(prefix.length);
}

function join(window: WebSocket, name: string, dispatcher: Dispatcher): void {
  let socket: Socket | undefined;
  window.on('message', (data, isBinary) => {
    if (isBinary) return socket?.send(toBytes(data));
    if (socket !== undefined) return window.close(1003);
    socket = dispatcher.openSocket(name, parseJson(toBytes(data).toString()), {
      opened: (protocol) => window.send(JSON.stringify({ opened: protocol })),
      received: (frame) => window.send(frame),
      closed: (code, reason) => {
        window.send(JSON.stringify({ closed: { code, reason } }));
        window.close();
      },
    });
  });
  window.on('close', (code, reason) => socket?.close(isSendable(code) ? code : 1000, reason.toString()));
}

function toBytes(data: RawData): Buffer<ArrayBuffer> {
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
}

/** The codes that one side may send (RFC 6455 §7.4). */
function isSendable(code: number): boolean {
  return code === 1000 || (code >= 3000 && code <= 4999);
}
