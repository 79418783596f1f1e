import type { Result } from '#shared/lib/result.ts';
import type {
  CallArgs,
  CallName,
  CallResult,
  SocketArgs,
  SocketName,
  StreamArgs,
  StreamEvent,
  StreamName,
  StreamResult,
} from './contract.ts';

/** How a socket closes that the owner's settings do not allow. Final for y-websocket: it does not try again. */
export const egressRefusedCode = 4470;

/** What a socket tells its user. `closed` comes exactly once, and last. */
export interface SocketListener {
  opened(protocol: string): void;
  received(frame: Uint8Array<ArrayBuffer>): void;
  closed(code: number, reason: string): void;
}

export interface Socket {
  send(frame: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}

/** The window's side of the bridge: what `renderer/platform` offers to the rest of the window. */
export interface Bridge {
  call<Name extends CallName>(name: Name, args: CallArgs<Name>): Promise<Result<CallResult<Name>>>;
  /** Ends with an error of code `bridge.aborted` when the signal fires. */
  stream<Name extends StreamName>(
    name: Name,
    args: StreamArgs<Name>,
    onEvent: (event: StreamEvent<Name>) => void,
    signal?: AbortSignal,
  ): Promise<Result<StreamResult<Name>>>;
  openSocket<Name extends SocketName>(name: Name, args: SocketArgs<Name>, listener: SocketListener): Socket;
  /** Where a worker can call the shell by itself, without the way through the window; not in every shell. */
  callsAddress?(): Promise<CallsAddress | undefined>;
}

/** Of the WebSocket for calls. What opens it stands among the protocols. */
export interface CallsAddress {
  url: string;
  protocols: string[];
}

/** The shell's side: one handler for each channel, composed by `electron/services`. */
export type CallHandlers = {
  [Name in CallName]: (args: CallArgs<Name>) => Promise<Result<CallResult<Name>>>;
};

export type StreamHandlers = {
  [Name in StreamName]: (
    args: StreamArgs<Name>,
    emit: (event: StreamEvent<Name>) => void,
    signal: AbortSignal,
  ) => Promise<Result<StreamResult<Name>>>;
};

export type SocketHandlers = {
  [Name in SocketName]: (args: SocketArgs<Name>, listener: SocketListener) => Socket;
};

export interface BridgeHandlers {
  calls: CallHandlers;
  streams: StreamHandlers;
  sockets: SocketHandlers;
}
