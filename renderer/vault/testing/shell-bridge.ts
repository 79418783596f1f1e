import { commands } from 'vitest/browser';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { decodeFrame, encodeFrame, giveBytes, takeBytes } from '#shared/bridge/frames.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { deadBridge } from './world.ts';

/**
 * The shell's real services, run by the test's Node side. Only the relay's sockets are opened from here,
 * because bytes cannot be passed to Node but as text.
 */
export const shellBridge: Bridge = {
  call: (name, args) => callShell(name, args) as never,
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

async function callShell(name: string, args: unknown): Promise<unknown> {
  const { rest, bytes } = takeBytes(args);
  const answer = await commands.callShell(
    name,
    bytes === undefined ? args : toBase64Url(encodeFrame(rest, bytes)),
  );
  if (typeof answer !== 'string') return answer;
  const frame = decodeFrame(fromBase64Url(answer));
  if (frame === undefined || !isJsonObject(frame.json)) throw new Error('The shell gave no frame');
  return { ...frame.json, value: giveBytes(frame.json['value'] ?? null, frame.bytes) };
}
