import { z } from 'zod';
import type { Bridge, CallsAddress, Socket, SocketListener } from '#shared/bridge/bridge.ts';
import { bridgeContract } from '#shared/bridge/contract.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';

/** Carries the bridge to one kind of shell. What it brings back is of unknown shape. */
export interface Transport {
  call(name: string, args: unknown): Promise<unknown>;
  stream(
    name: string,
    args: unknown,
    onEvent: (event: unknown) => void,
    signal: AbortSignal,
  ): Promise<unknown>;
  openSocket(name: string, args: unknown, listener: SocketListener): Socket;
  callsAddress?(): Promise<CallsAddress | undefined>;
}

const resultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.string(), message: z.string(), remedy: z.string().optional() }),
  }),
]);

/** The bridge over a transport: results and events are parsed, a lost shell is a `Result`, Stop answers at once. */
export function parsedBridge(transport: Transport): Bridge {
  return {
    call: parsedCall(transport.call),
    async stream(name, args, onEvent, signal) {
      const channel = bridgeContract.streams[name];
      const stop = new AbortController();
      const forget = relayAbort(signal, stop);
      const receive = (event: unknown) => {
        const parsed = channel.event.safeParse(event);
        if (parsed.success && !stop.signal.aborted) onEvent(parsed.data as Parameters<typeof onEvent>[0]);
      };
      const answer = transport.stream(name, args, receive, stop.signal).catch(() => lost);
      const first = await Promise.race([answer, whenAborted(stop.signal)]);
      forget();
      return parseResult(channel.result, first);
    },
    openSocket: (name, args, listener) => transport.openSocket(name, args, listener),
    callsAddress: async () => transport.callsAddress?.(),
  };
}

/** The calls alone. */
export function parsedCall(call: Transport['call']): Bridge['call'] {
  return async (name, args) => {
    const answer = await call(name, args).catch(() => lost);
    return parseResult(bridgeContract.calls[name].result, answer);
  };
}

/** What every transport reports when the shell does not answer. */
export const lost = problem(
  'bridge.lost',
  'This window has lost its connection to Plumbline. Your data are safe.',
  'Close this window and start Plumbline again.',
);

const aborted = problem('bridge.aborted', 'Stopped.');

function parseResult<T>(schema: z.ZodType, answer: unknown): Result<T> {
  const result = resultSchema.safeParse(answer);
  if (!result.success) return misunderstood;
  if (!result.data.ok) return { ok: false, error: result.data.error };
  const value = schema.safeParse(result.data.value);
  return value.success ? ok(value.data as T) : misunderstood;
}

const misunderstood = problem(
  'bridge.misunderstood',
  'Plumbline’s window and its shell do not fit together. Your data are safe.',
  'Restart Plumbline, so that both are of the same version.',
);

function relayAbort(from: AbortSignal | undefined, to: AbortController): () => void {
  const abort = () => to.abort();
  if (from?.aborted) abort();
  from?.addEventListener('abort', abort);
  return () => from?.removeEventListener('abort', abort);
}

function whenAborted(signal: AbortSignal): Promise<typeof aborted> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(aborted);
    signal.addEventListener('abort', () => resolve(aborted));
  });
}
