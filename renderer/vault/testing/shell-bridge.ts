import { commands } from 'vitest/browser';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { deadBridge } from './world.ts';

/**
 * The shell's real services, run by the test's Node side. Only the relay's sockets are opened from here,
 * because bytes cannot be passed to Node.
 */
export const shellBridge: Bridge = {
  call: (name, args) => commands.callShell(name, args) as never,
  stream: deadBridge.stream,
  openSocket(_name, { url, protocols }, listener) {
    const socket = new WebSocket(url, protocols);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => listener.opened(socket.protocol));
    socket.addEventListener('message', ({ data }) => listener.received(new Uint8Array(data as ArrayBuffer)));
    socket.addEventListener('close', ({ code, reason }) => listener.closed(code, reason));
    return { send: (frame) => socket.send(frame), close: () => socket.close() };
  },
};
