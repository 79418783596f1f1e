import { WebSocket, type RawData } from 'ws';
import type { Socket, SocketListener } from '#shared/bridge/bridge.ts';

const limits = {
  /** A relay's frame holds many updates at most; more is an attack or a bug. */
  maxPayload: 64 * 1024 * 1024,
  handshakeTimeout: 10_000,
  // Ciphertext does not compress.
  perMessageDeflate: false,
  followRedirects: false,
};

/** A WebSocket in the bridge's terms: frames of bytes, `closed` exactly once and last. */
export function openWebSocket(url: URL, protocols: string[], listener: SocketListener): Socket {
  const socket = new WebSocket(url, protocols, limits);
  let failure = '';
  socket.on('open', () => listener.opened(socket.protocol));
  socket.on('message', (data) => listener.received(toBytes(data)));
  socket.on('error', (error) => (failure = error.message));
  socket.on('close', (code, reason) => listener.closed(code, reason.toString() || failure));
  return {
    send(frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    close(code = 1000, reason = '') {
      if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
      else socket.close(code, reason.slice(0, 120));
    },
  };
}

function toBytes(data: RawData): Uint8Array<ArrayBuffer> {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data));
  return new Uint8Array(data);
}
