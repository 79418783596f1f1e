import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Dispatcher } from '#electron/services/dispatcher.ts';
import { decodeFrame, encodeFrame, giveBytes, takeBytes } from '#shared/bridge/frames.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Json } from '#shared/lib/json.ts';

/** `hasBytes`: what follows the JSON in the frame is the field `bytes` of `args`. */
const callSchema = z.object({
  id: z.int().nonnegative(),
  name: z.string(),
  args: z.custom<Json>((value) => value !== undefined),
  hasBytes: z.boolean(),
});

/**
 * The bridge's calls over one WebSocket at `/bridge/calls`: a frame (shared/bridge/frames.ts) for each question and
 * one for its answer, `{id, ok, value|error, hasBytes}`, in whatever order they are ready. A request over HTTP would
 * take ten times as long, and the owner waits for each change until its answer.
 */
export function answerCalls(window: WebSocket, dispatcher: Dispatcher): void {
  async function answer(frame: Uint8Array): Promise<void> {
    const decoded = decodeFrame(frame);
    const call = callSchema.safeParse(decoded?.json);
    if (decoded === undefined || !call.success) return window.close(1003);
    const { id, name, args, hasBytes } = call.data;
    const result = await dispatcher.call(name, hasBytes ? giveBytes(args, decoded.bytes) : args);
    const { rest, bytes } = takeBytes(result.ok ? result.value : undefined);
    const said = result.ok ? { ok: true, value: rest } : result;
    window.send(encodeFrame({ id, ...said, hasBytes: bytes !== undefined }, bytes ?? new Uint8Array()));
  }

  window.on('message', (data, isBinary) => {
    if (!isBinary) return window.close(1003);
    ignore(answer(data as Buffer));
  });
}
