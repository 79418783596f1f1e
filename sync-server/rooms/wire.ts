/** One device's socket, as whatever carries it offers it to the relay. */
export interface Wire {
  /** The address that was asked for: `/v1/sync/{workspace}`. */
  path: string;
  /** The network address that it comes from, where there is one. */
  address: string | undefined;
  /** The subprotocols that were offered. */
  protocols: string[];
  send(message: Uint8Array): void;
  /** Tells the device why. */
  close(code: number, reason: string): void;
  /** Each message, once this is called. Nothing that came before is lost. */
  onMessage(listener: (message: Uint8Array) => void): void;
  /** Called once, however the socket ended. */
  onClose(listener: () => void): void;

  // What a socket in memory can do without:

  /** Ends it at once, without a word. */
  terminate?(): void;
  /** Stops and goes on reading from the device. */
  pause?(): void;
  resume?(): void;
  /** How much of what was sent has not left yet. */
  unreadBytes?(): number;
  /** Asks whether the device is there; without it every socket is taken to be alive. */
  ping?(answered: () => void): void;
}

const abnormal = 1006;

/** A wire with all that the relay asks of one. */
export function complete(wire: Wire): Required<Wire> {
  return {
    path: wire.path,
    address: wire.address,
    protocols: wire.protocols,
    send: (message) => wire.send(message),
    close: (code, reason) => wire.close(code, reason),
    onMessage: (listener) => wire.onMessage(listener),
    onClose: (listener) => wire.onClose(listener),
    terminate: () => (wire.terminate === undefined ? wire.close(abnormal, '') : wire.terminate()),
    pause: () => wire.pause?.(),
    resume: () => wire.resume?.(),
    unreadBytes: () => wire.unreadBytes?.() ?? 0,
    ping: (answered) => (wire.ping === undefined ? answered() : wire.ping(answered)),
  };
}
