import { z } from 'zod';
import type { CallsAddress } from '#shared/bridge/bridge.ts';
import { decodeFrame, encodeFrame, giveBytes, takeBytes } from '#shared/bridge/frames.ts';
import type { Json } from '#shared/lib/json.ts';
import { lost } from './parsed-bridge.ts';

const answerSchema = z.looseObject({ id: z.int(), hasBytes: z.boolean() });

/** The bridge's calls over a WebSocket to the browser host; electron/host/bridge-calls.ts is its other end. */
export function createBrowserCalls({ url, protocols }: CallsAddress) {
  /** Who waits for which answer. */
  const waiting = new Map<number, (answer: unknown) => void>();
  let socket: Promise<WebSocket> | undefined;
  let lastId = 0;

  function connect(): Promise<WebSocket> {
    const opening = new WebSocket(url, protocols);
    opening.binaryType = 'arraybuffer';
    opening.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => take(new Uint8Array(data)));
    return new Promise((resolve) => {
      opening.addEventListener('open', () => resolve(opening));
      opening.addEventListener('close', () => {
        socket = undefined;
        // Whoever waits is told; what is asked next connects anew.
        for (const tell of waiting.values()) tell(lost);
        waiting.clear();
        resolve(opening);
      });
    });
  }

  function take(frame: Uint8Array): void {
    const decoded = decodeFrame(frame);
    const answer = answerSchema.safeParse(decoded?.json);
    if (decoded === undefined || !answer.success) return;
    const { id, hasBytes, ...result } = answer.data;
    waiting.get(id)?.(
      hasBytes ? { ...result, value: giveBytes(result['value'] as Json, decoded.bytes) } : result,
    );
    waiting.delete(id);
  }

  return async function call(name: string, args: unknown): Promise<unknown> {
    socket ??= connect();
    const open = await socket;
    if (open.readyState !== WebSocket.OPEN) return lost;
    const id = ++lastId;
    const { rest, bytes } = takeBytes(args);
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      open.send(
        encodeFrame({ id, name, args: rest, hasBytes: bytes !== undefined }, bytes ?? new Uint8Array()),
      );
    });
  };
}
