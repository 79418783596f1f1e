import type { BridgeHandlers, CallHandlers, SocketHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import { bridgeContract } from '#shared/bridge/contract.ts';

/** Handlers for tests of the shells: those given, and for every other channel one that fails the test. */
export function handlersWith(given: {
  calls?: Partial<CallHandlers>;
  streams?: Partial<StreamHandlers>;
  sockets?: Partial<SocketHandlers>;
}): BridgeHandlers {
  const filled = (names: object, handlers: object = {}) =>
    Object.fromEntries(
      Object.keys(names).map((name) => [name, (handlers as Record<string, unknown>)[name] ?? unexpected]),
    );
  return {
    calls: filled(bridgeContract.calls, given.calls),
    streams: filled(bridgeContract.streams, given.streams),
    sockets: filled(bridgeContract.sockets, given.sockets),
  } as unknown as BridgeHandlers;
}

function unexpected(): never {
  throw new Error('This channel was not meant to be reached');
}
