import type { z } from 'zod';
import type { BridgeHandlers, Socket, SocketListener } from '#shared/bridge/bridge.ts';
import { bridgeContract } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { stackFrames } from '#shared/lib/stack-frames.ts';

/**
 * The bridge's door in every shell. What comes in is data of unknown shape: no handler sees arguments that
 * the contract does not allow, and no result leaves that it does not describe.
 */
export interface Dispatcher {
  call(name: string, args: unknown): Promise<Result<unknown>>;
  stream(
    name: string,
    args: unknown,
    emit: (event: unknown) => void,
    signal: AbortSignal,
  ): Promise<Result<unknown>>;
  /** A socket that cannot be opened closes with `invalidSocketCode`. */
  openSocket(name: string, args: unknown, listener: SocketListener): Socket;
}

/** Final for y-websocket, as a second try would fail in the same way. */
export const invalidSocketCode = 4471;

// The contract has paired each handler with its schemas; behind this line the pairs are found by name.
type AnyCall = (args: unknown) => Promise<Result<unknown>>;
type AnyStream = (
  args: unknown,
  emit: (event: unknown) => void,
  signal: AbortSignal,
) => Promise<Result<unknown>>;
type AnySocket = (args: unknown, listener: SocketListener) => Socket;

interface CallChannel {
  args: z.ZodType;
  result: z.ZodType;
}
interface StreamChannel extends CallChannel {
  event: z.ZodType;
}

export function createDispatcher(handlers: BridgeHandlers): Dispatcher {
  return {
    async call(name, args) {
      const channel = find(bridgeContract.calls, name) as CallChannel | undefined;
      const handler = find(handlers.calls, name) as AnyCall | undefined;
      if (!channel || !handler) return unknownChannel;
      const parsed = channel.args.safeParse(args);
      if (!parsed.success) return invalidArguments(parsed.error);
      return answer(name, channel, () => handler(parsed.data));
    },

    async stream(name, args, emit, signal) {
      const channel = find(bridgeContract.streams, name) as StreamChannel | undefined;
      const handler = find(handlers.streams, name) as AnyStream | undefined;
      if (!channel || !handler) return unknownChannel;
      const parsed = channel.args.safeParse(args);
      if (!parsed.success) return invalidArguments(parsed.error);
      const emitParsed = (event: unknown) => {
        if (!signal.aborted) emit(channel.event.parse(event));
      };
      return answer(name, channel, () => handler(parsed.data, emitParsed, signal));
    },

    openSocket(name, args, listener) {
      const channel = find(bridgeContract.sockets, name) as { args: z.ZodType } | undefined;
      const handler = find(handlers.sockets, name) as AnySocket | undefined;
      const parsed = channel?.args.safeParse(args);
      if (!handler || !parsed?.success) return invalidSocket(listener);
      try {
        return handler(parsed.data, listener);
      } catch (error) {
        reportBug(name, error);
        return invalidSocket(listener);
      }
    },
  };
}

function find(table: object, name: string): unknown {
  return Object.hasOwn(table, name) ? (table as Record<string, unknown>)[name] : undefined;
}

async function answer(
  name: string,
  channel: CallChannel,
  run: () => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  try {
    const result = await run();
    return result.ok ? ok(channel.result.parse(result.value)) : result;
  } catch (error) {
    reportBug(name, error);
    return failed;
  }
}

const unknownChannel = problem(
  'bridge.unknown-channel',
  'This version of Plumbline does not know that request.',
);

const failed = problem(
  'bridge.failed',
  'Something went wrong inside Plumbline. Your data are unchanged.',
  'Try again. If it happens again, restart Plumbline.',
);

/** Names the fields, never their values. */
function invalidArguments(error: { issues: { path: PropertyKey[] }[] }): Result<never> {
  const fields = [...new Set(error.issues.map((issue) => issue.path.join('.')))].join(', ');
  return problem(
    'bridge.invalid-arguments',
    `The request was not sent, because it is incomplete or wrong (${fields}).`,
  );
}

function invalidSocket(listener: SocketListener): Socket {
  queueMicrotask(() =>
    listener.closed(invalidSocketCode, 'The connection was not opened: its address is wrong.'),
  );
  return { send() {}, close() {} };
}

function reportBug(name: string, error: unknown): void {
  console.error(`The handler of ${name} failed:\n${stackFrames(error)}`);
}
