import type { SocketListener, Socket } from './bridge.ts';
import type { CallArgs, CallName, SocketArgs, SocketName, StreamArgs, StreamName } from './contract.ts';

/** A stream under way. An `AbortSignal` cannot cross from the page to the preload; a function can. */
export interface RunningStream {
  result: Promise<unknown>;
  abort(): void;
}

/**
 * What the preload shows the page as `window.plumbline`: one function for each channel of the contract.
 * What comes back is of unknown shape until `renderer/platform` has parsed it.
 */
export interface PreloadApi {
  calls: { [Name in CallName]: (args: CallArgs<Name>) => Promise<unknown> };
  streams: {
    [Name in StreamName]: (args: StreamArgs<Name>, onEvent: (event: unknown) => void) => RunningStream;
  };
  sockets: { [Name in SocketName]: (args: SocketArgs<Name>, listener: SocketListener) => Socket };
}

/** The names that the preload and the main process meet under. */
export const ipcChannels = {
  call: 'plumbline:call',
  stream: 'plumbline:stream',
  socket: 'plumbline:socket',
} as const;

/** What goes through a stream's port. The page aborts it by closing the port. */
export type StreamMessage = { event: unknown } | { result: unknown };

/** What goes through a socket's port, to the page and from it. */
export type SocketMessage =
  | { type: 'opened'; protocol: string }
  | { type: 'frame'; frame: Uint8Array<ArrayBuffer> }
  | { type: 'closed'; code: number; reason: string };
