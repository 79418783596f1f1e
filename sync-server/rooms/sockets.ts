import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { closeCode, subprotocol } from '#shared/sync/protocol.ts';
import type { AddressOf, UpgradeLimit } from '../http/addresses.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import { readAddress } from './authorize.ts';
import type { Wire } from './wire.ts';

interface Deps {
  upgradeLimit: UpgradeLimit;
  addressOf: AddressOf;
  limits: Limits;
  metrics: Metrics;
  accept: (wire: Wire) => Promise<void>;
}

function endWith(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
}

function wireOf(request: IncomingMessage, socket: WebSocket, address: string): Wire {
  const offered = request.headers['sec-websocket-protocol'] ?? '';
  return {
    path: request.url ?? '',
    address,
    protocols: offered.split(',').map((one) => one.trim()),
    send: (message) => socket.send(message),
    close: (code, reason) => socket.close(code, reason),
    onMessage: (listener) => socket.on('message', (message: Buffer) => listener(message)),
    onClose: (listener) => socket.on('close', listener),
    terminate: () => socket.terminate(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    unreadBytes: () => socket.bufferedAmount,
    ping(answered) {
      socket.once('pong', answered);
      socket.ping();
    },
  };
}

/**
 * Brings WebSockets in. One that may not come in is accepted and closed at once with a code of ours: a window
 * cannot see the HTTP status of a refused upgrade, and would try again for ever.
 */
export function attachSockets(
  server: Server,
  { upgradeLimit, addressOf, limits, metrics, accept }: Deps,
): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!upgradeLimit.allows(request)) return endWith(socket, '429 Too Many Requests');
    if (readAddress(request.url ?? '') === undefined) return endWith(socket, '404 Not Found');
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      // `ws` closes after an error by itself, with 1009 for a frame that is too long.
      accepted.on('error', () => metrics.closed.inc({ code: String(closeCode.frameTooLong) }));
      accept(wireOf(request, accepted, addressOf(request))).catch(() => accepted.terminate());
    });
  }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    upgrade(request, socket, head);
  });
}
