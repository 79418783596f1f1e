import type { Bridge, Socket } from '#shared/bridge/bridge.ts';
import type { Database } from '../database/database.ts';
import { shellBridge } from './shell-bridge.ts';

/** A request to the relay, as `PUT /v1/…`. */
type Moment = RegExp;

/** A device that is gone from a moment on, as when it loses its power: neither shell nor disk answers any more. */
export interface MortalDevice {
  bridge: Bridge;
  /** Its disk, which keeps what was written until then. */
  mortalDatabase(database: Database): Database;
  /** It ends when such a request has reached the relay and been answered, before the device hears of it. */
  dieAfter(moment: Moment): void;
  /** It ends when the next change of its keys is on disk, before anything is done with them. */
  dieAfterKeys(): void;
  /** Resolves when it is gone. */
  gone: Promise<void>;
}

export function mortalDevice(): MortalDevice {
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  const sockets = new Set<Socket>();
  const never = new Promise<never>(() => {});
  let moment: Moment | undefined;
  let keysAreTheMoment = false;
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
  /** What was under way is on disk or not; nobody hears of it. */
  const whileAlive = async <T>(step: () => Promise<T>): Promise<T> => {
    if (dead) return never;
    const value = await step();
    return dead ? never : value;
  };

  const mortalDatabase = (database: Database): Database => ({
    mayBegin: () => database.mayBegin(),
    readKeys: () => whileAlive(() => database.readKeys()),
    writeKeys: (value) =>
      whileAlive(async () => {
        const written = await database.writeKeys(value);
        if (keysAreTheMoment) end();
        return written;
      }),
    rooms: () => whileAlive(() => database.rooms()),
    readUpdates: (room) => whileAlive(() => database.readUpdates(room)),
    readKept: (room) => whileAlive(() => database.readKept(room)),
    append: (updates) => whileAlive(() => database.append(updates)),
    compact: (room, whole, upTo) => whileAlive(() => database.compact(room, whole, upTo)),
    senderLog: () => whileAlive(() => database.senderLog()),
    appendToSenderLog: (bytes) => whileAlive(() => database.appendToSenderLog(bytes)),
    closing: () => whileAlive(() => database.closing()),
    noteClosing: (note) => whileAlive(() => database.noteClosing(note)),
    quick: () => whileAlive(() => database.quick()),
    noteQuick: (note) => whileAlive(() => database.noteQuick(note)),
    attempts: () => whileAlive(() => database.attempts()),
    noteAttempts: (attempts) => whileAlive(() => database.noteAttempts(attempts)),
    clearSenderLog: () => whileAlive(() => database.clearSenderLog()),
    readDerived: (name) => whileAlive(() => database.readDerived(name)),
    writeDerived: (name, bytes) => whileAlive(() => database.writeDerived(name, bytes)),
  });

  return {
    bridge,
    mortalDatabase,
    dieAfter: (when) => {
      moment = when;
    },
    dieAfterKeys: () => {
      keysAreTheMoment = true;
    },
    gone,
  };
}
