import { proxy, transfer, type Remote } from 'comlink';
import type { Bridge, CallsAddress, Socket, SocketListener } from '#shared/bridge/bridge.ts';
import type {
  CallArgs,
  CallName,
  SocketArgs,
  SocketName,
  StreamArgs,
  StreamName,
} from '#shared/bridge/contract.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { createBrowserCalls } from './browser-calls.ts';
import { parsedCall } from './parsed-bridge.ts';

/**
 * The bridge as a worker can use it through Comlink: only the window has the shell's own bridge, and
 * neither signals nor listeners can be cloned. Sockets run over a MessagePort each.
 */
export interface WorkerBridge {
  call(name: CallName, args: unknown): Promise<Result<unknown>>;
  stream(
    id: number,
    name: StreamName,
    args: unknown,
    onEvent: (event: unknown) => void,
  ): Promise<Result<unknown>>;
  abort(id: number): void;
  openSocket(name: SocketName, args: unknown, port: MessagePort): void;
  callsAddress(): Promise<CallsAddress | undefined>;
}

type FromSocket =
  | { type: 'opened'; protocol: string }
  | { type: 'received'; frame: Bytes }
  | { type: 'closed'; code: number; reason: string };
type ToSocket = { type: 'send'; frame: Bytes } | { type: 'close'; code?: number; reason?: string };

/** The window's side. */
export function bridgeForWorker(bridge: Bridge): WorkerBridge {
  const running = new Map<number, AbortController>();
  return {
    call: (name, args) => bridge.call(name, args as CallArgs<typeof name>),
    async stream(id, name, args, onEvent) {
      const controller = new AbortController();
      running.set(id, controller);
      const passedOn: unknown[] = [];
      const pass = (event: unknown): void => void passedOn.push(onEvent(event));
      const result = await bridge.stream(name, args as StreamArgs<typeof name>, pass, controller.signal);
      running.delete(id);
      // Events and the result travel on two ports: the result must not overtake the last event.
      await Promise.all(passedOn);
      return result;
    },
    abort: (id) => running.get(id)?.abort(),
    callsAddress: async () => bridge.callsAddress?.(),
    openSocket(name, args, port) {
      const post = (message: FromSocket): void => port.postMessage(message);
      const socket = bridge.openSocket(name, args as SocketArgs<typeof name>, {
        opened: (protocol) => post({ type: 'opened', protocol }),
        received: (frame) =>
          port.postMessage({ type: 'received', frame } satisfies FromSocket, [frame.buffer]),
        closed: (code, reason) => post({ type: 'closed', code, reason }),
      });
      port.addEventListener('message', ({ data }: MessageEvent<ToSocket>) => {
        if (data.type === 'send') socket.send(data.frame);
        else socket.close(data.code, data.reason);
      });
      port.start();
    },
  };
}

/**
 * The worker's side: the same `Bridge` that the window has. Calls have a way of their own where there is one: each
 * change waits for one, which would otherwise wait for the window's thread twice.
 */
export function bridgeFromWindow(remote: Remote<WorkerBridge>): Bridge {
  let lastStream = 0;
  const ownCall = remote.callsAddress().then((address) => address && parsedCall(createBrowserCalls(address)));
  return {
    async call(name, args) {
      const call = await ownCall;
      return call === undefined ? ((await remote.call(name, args)) as never) : call(name, args);
    },
    async stream(name, args, onEvent, signal) {
      const id = ++lastStream;
      const abort = (): void => ignore(remote.abort(id));
      const running = remote.stream(id, name, args, proxy(onEvent as (event: unknown) => void));
      if (signal?.aborted === true) abort();
      signal?.addEventListener('abort', abort);
      const result = await running;
      signal?.removeEventListener('abort', abort);
      return result as never;
    },
    openSocket(name, args, listener) {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', ({ data }: MessageEvent<FromSocket>) => notify(listener, data));
      port1.start();
      ignore(remote.openSocket(name, args, transfer(port2, [port2])));
      return socketOver(port1);
    },
  };
}

function notify(listener: SocketListener, message: FromSocket): void {
  if (message.type === 'opened') listener.opened(message.protocol);
  if (message.type === 'received') listener.received(message.frame);
  if (message.type === 'closed') listener.closed(message.code, message.reason);
}

function socketOver(port: MessagePort): Socket {
  return {
    send: (frame) => port.postMessage({ type: 'send', frame } satisfies ToSocket),
    close: (code, reason) => port.postMessage({ type: 'close', code, reason } satisfies ToSocket),
  };
}
