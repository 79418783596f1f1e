import type { Bridge, Socket } from '#shared/bridge/bridge.ts';
import { shellBridge } from './shell-bridge.ts';

/** A request to the relay, as `PUT /v1/…`. */
type Moment = RegExp;

/** A shell that is gone from a moment on, as when the computer loses its power: nothing answers any more. */
export interface MortalBridge {
  bridge: Bridge;
  /** It ends when such a request has reached the relay and been answered, before the device hears of it. */
  dieAfter(moment: Moment): void;
  /** Resolves when it is gone. */
  gone: Promise<void>;
}

export function mortalBridge(): MortalBridge {
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  const sockets = new Set<Socket>();
  const never = new Promise<never>(() => {});
  let moment: Moment | undefined;
  let dead = false;

  function end(): void {
    dead = true;
    for (const socket of sockets) socket.close();
    resolve();
  }

  const bridge: Bridge = {
    async call(name, args) {
      if (dead) return never;
      const { method, path } = args as { method?: string; path?: string };
      const isTheMoment = moment?.test(`${method} ${path}`) === true;
      const answer = await shellBridge.call(name, args);
      if (isTheMoment) end();
      return dead ? never : answer;
    },
    stream: shellBridge.stream,
    openSocket(name, args, listener) {
      if (dead) return { send: () => {}, close: () => {} };
      const socket = shellBridge.openSocket(name, args, {
        opened: (protocol) => dead || listener.opened(protocol),
        received: (frame) => dead || listener.received(frame),
        closed: (code, reason) => dead || listener.closed(code, reason),
      });
      sockets.add(socket);
      return socket;
    },
  };
  return {
    bridge,
    dieAfter: (when) => {
      moment = when;
    },
    gone,
  };
}
