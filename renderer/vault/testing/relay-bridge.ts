import { commands } from 'vitest/browser';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { deadBridge } from './world.ts';

/** A shell that knows only the way to a relay: a real one, run by the test's Node side. */
export const relayBridge: Bridge = {
  async call(name, args) {
    if (name === 'egress.configure') return ok({}) as never;
    if (name !== 'relay.request') return deadBridge.call(name, args);
    try {
      return ok(await commands.requestRelay(args as CallArgs<'relay.request'>)) as never;
    } catch {
      return problem('bridge.unreachable', 'The relay cannot be reached.');
    }
  },
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
