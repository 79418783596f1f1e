import type { Bridge, Socket } from '#shared/bridge/bridge.ts';
import { drop } from '#shared/lib/drop.ts';
import type { Result } from '#shared/lib/result.ts';
import { closeCode, offerProtocols } from '#shared/sync/protocol.ts';

/** Transient: y-websocket connects again after a while. */
const tryAgainLater = 1013;

/**
 * Reasons for the relay to turn a device away after which it has to sign in anew. That mends most of them (it
 * also tells a relay that forgot the workspace), and says to a device that was taken out of the team that it was.
 */
export const signInAgain = new Set<number>([
  closeCode.tokenExpired,
  closeCode.removed,
  closeCode.unknownWorkspace,
  closeCode.epochChanged,
]);

export interface SocketDeps {
  bridge: Bridge;
  token(): Promise<Result<string>>;
  /** Called when the relay did not take the token. */
  turnedAway(): void;
}

/**
 * A WebSocket for y-websocket that reaches the relay through the shell, and so through the egress guard. It
 * fetches the device's token first: the provider never needs to know about tokens.
 */
export function createSocketClass(deps: SocketDeps): typeof WebSocket {
  class BridgeSocket {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSING = 2;
    readonly CLOSED = 3;
    readyState: number = BridgeSocket.CONNECTING;
    binaryType = 'arraybuffer';
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
    onerror: ((event: unknown) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    #socket: Socket | undefined;

    constructor(url: string) {
      drop(this.#open(url));
    }

    send(frame: Uint8Array<ArrayBuffer>): void {
      this.#socket?.send(frame);
    }

    close(code?: number, reason?: string): void {
      if (this.readyState === BridgeSocket.CLOSED) return;
      this.readyState = BridgeSocket.CLOSING;
      this.#socket?.close(code, reason);
    }

    async #open(url: string): Promise<void> {
      const token = await deps.token();
      if (this.readyState !== BridgeSocket.CONNECTING) return this.#closed(1000, '');
      if (!token.ok) return this.#closed(tryAgainLater, token.error.message);
      this.#socket = deps.bridge.openSocket(
        'relay.socket',
        { url, protocols: offerProtocols(token.value) },
        {
          opened: () => {
            this.readyState = BridgeSocket.OPEN;
            this.onopen?.();
          },
          received: (frame) => this.onmessage?.({ data: frame.slice().buffer }),
          closed: (code, reason) => this.#closed(code, reason),
        },
      );
    }

    #closed(code: number, reason: string): void {
      const refused = this.readyState === BridgeSocket.CONNECTING && this.#socket !== undefined;
      if (refused || signInAgain.has(code)) deps.turnedAway();
      this.readyState = BridgeSocket.CLOSED;
      this.onclose?.({ code, reason });
    }
  }
  return BridgeSocket as unknown as typeof WebSocket;
}
