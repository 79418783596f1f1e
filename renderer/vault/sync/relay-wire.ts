import type { Bridge, Socket } from '#shared/bridge/bridge.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { closeCode, offerProtocols } from '#shared/sync/protocol.ts';
import type { Wire, WireListener } from '#shared/sync/shared-socket.ts';

/** Transient: the shared socket connects again after a while. */
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

export interface RelayWireDeps {
  bridge: Bridge;
  /** `wss://relay/v1/sync/{workspace}` */
  url: string;
  token(): Promise<Result<string>>;
  /** Called when the relay did not take the token. */
  turnedAway(): void;
}

/**
 * A socket to the relay through the shell, and so through the egress guard. It fetches the device's token
 * first: who uses it never needs to know about tokens.
 */
export function dialRelay(deps: RelayWireDeps, listener: WireListener): Wire {
  let socket: Socket | undefined;
  let isOpen = false;
  let ended = false;

  function closed(code: number, reason: string): void {
    const refused = !isOpen && socket !== undefined;
    if (refused || signInAgain.has(code)) deps.turnedAway();
    listener.closed(code, reason);
  }

  async function open(): Promise<void> {
    const token = await deps.token();
    if (ended) return listener.closed(1000, '');
    if (!token.ok) return listener.closed(tryAgainLater, token.error.message);
    socket = deps.bridge.openSocket(
      'relay.socket',
      { url: deps.url, protocols: offerProtocols(token.value) },
      {
        opened() {
          isOpen = true;
          listener.opened();
        },
        received: listener.received,
        closed,
      },
    );
  }

  ignore(open());
  return {
    send: (message) => socket?.send(message),
    close() {
      ended = true;
      socket?.close();
    },
  };
}
