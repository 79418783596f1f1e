import { connect as connectTcp, type Socket as TcpSocket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Bridge, Socket, SocketListener } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import { parseJson } from '#shared/lib/json.ts';
import { readChannelMessage } from '#shared/sync/channels.ts';
import { updateFrame } from '#sync-server/rooms/frames.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Life } from './life.ts';
import type { Random } from './random.ts';

/** What stands between a device and its relay does. All are probabilities for each frame, unless named otherwise. */
export interface Mischief {
  /** Milliseconds that a frame takes at most. Frames of one socket stay in order. */
  slow: number;
  /** A relay that lies: frames from it or to it that nobody gets to see. */
  swallowIn: number;
  swallowOut: number;
  /** A frame comes a second time, or an old one of the same address comes again. */
  repeat: number;
  replay: number;
  /** A frame comes after the next one. */
  overtake: number;
  /** The line breaks after some bytes of a frame have been sent. */
  cut: number;
  /** For each request: the relay does what was asked, and its answer is lost. */
  loseAnswer: number;
}

export const honest: Mischief = {
  slow: 0,
  swallowIn: 0,
  swallowOut: 0,
  repeat: 0,
  replay: 0,
  overtake: 0,
  cut: 0,
  loseAnswer: 0,
};

/** A device's way to the relay, in place of its shell's. */
export interface Link {
  online: boolean;
  mischief: Mischief;
  /** Rooms of which the relay passes on nothing more, although all else goes on as before. */
  hidden: ReadonlySet<string>;
  /** Breaks all connections; new ones may be made at once where the link is online. */
  cut(): void;
  /** The bridge as one process of the device sees it. */
  bridge(life: Life): Bridge;
}

const patience = 15_000;
const rememberedFrames = 20;

export function createLink(deps: { address: string; random: Random }): Link {
  const { address, random } = deps;
  const sockets = new Set<WebSocket>();
  /** Old frames of each address, for who has them come again. */
  const remembered = new Map<string, Uint8Array<ArrayBuffer>[]>();
  // Each device counts as an address of its own, as it would in the world.
  const headers = { 'x-forwarded-for': address };

  async function request(
    args: CallArgs<'relay.request'>,
  ): Promise<Result<{ status: number; body: unknown }>> {
    if (!link.online) return unreachable;
    try {
      const response = await fetch(new URL(args.path, args.url), {
        method: args.method,
        headers: {
          ...headers,
          ...(args.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(args.token === undefined ? {} : { authorization: `Bearer ${args.token}` }),
        },
        body: args.body === undefined ? undefined : JSON.stringify(args.body),
        signal: AbortSignal.timeout(patience),
      });
      const answer = { status: response.status, body: parseJson(await response.text()) ?? null };
      return !link.online || random.chance(link.mischief.loseAnswer) ? unreachable : ok(answer);
    } catch {
      return unreachable;
    }
  }

  function remember(url: string, frame: Uint8Array<ArrayBuffer>): void {
    const frames = remembered.get(url) ?? [];
    remembered.set(url, frames);
    frames.push(frame);
    if (frames.length > rememberedFrames) frames.splice(random.below(frames.length), 1);
  }

  /** What becomes of a frame on its way. */
  function arrivals(url: string, frame: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
    const { swallowIn, repeat, replay } = link.mischief;
    if (random.chance(swallowIn)) return [];
    const old = random.chance(replay) ? (remembered.get(url) ?? []) : [];
    remember(url, frame);
    return [...(old.length > 0 ? [random.pick(old)] : []), frame, ...(random.chance(repeat) ? [frame] : [])];
  }

  function openSocket(life: Life, url: string, protocols: string[], listener: SocketListener): Socket {
    if (!link.online) return noSocket(life, listener);
    const wire = cuttableWire();
    const socket = new WebSocket(url, protocols, {
      headers,
      perMessageDeflate: false,
      handshakeTimeout: patience,
      createConnection: wire.connect,
    });
    const deliver = inOrder(socket, (frame) => listener.received(frame));
    const rooms = new Map<number, string>();
    const isHidden = (message: Uint8Array): boolean => {
      const read = readChannelMessage(message);
      if (read === undefined || !('frame' in read) || !isUpdate(read.frame)) return false;
      return link.hidden.has(rooms.get(read.channel) ?? '');
    };
    let held: Uint8Array<ArrayBuffer> | undefined;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('open', () => life.alive && listener.opened(socket.protocol));
    socket.on('message', (data) => {
      const message = new Uint8Array(data as Buffer);
      if (!life.alive || isHidden(message)) return;
      for (const frame of arrivals(url, message)) {
        if (held === undefined && random.chance(link.mischief.overtake)) {
          held = frame;
          continue;
        }
        deliver(frame);
        if (held !== undefined) deliver(held);
        held = undefined;
      }
    });
    socket.on('close', (code, reason) => {
      sockets.delete(socket);
      deliver.end();
      if (life.alive) listener.closed(code, reason.toString());
    });
    return {
      send(frame) {
        if (!life.alive || socket.readyState !== WebSocket.OPEN) return;
        if (random.chance(link.mischief.swallowOut)) return;
        const message = readChannelMessage(frame);
        if (message !== undefined && 'room' in message) rooms.set(message.channel, message.room);
        if (random.chance(link.mischief.cut)) wire.cutAfter(random.below(frame.length + 8));
        socket.send(frame);
      },
      close(code = 1000, reason = '') {
        if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
        else socket.close(code, reason.slice(0, 120));
      },
    };
  }

  /** Delivers at once, or each frame some time after the one before it. */
  function inOrder(socket: WebSocket, receive: (frame: Uint8Array<ArrayBuffer>) => void) {
    let waiting: Promise<void> | undefined;
    let ended = false;
    const hand = (frame: Uint8Array<ArrayBuffer>): void => {
      if (!ended && socket.readyState === WebSocket.OPEN) receive(frame);
    };
    const deliver = (frame: Uint8Array<ArrayBuffer>): void => {
      const { slow } = link.mischief;
      if (slow === 0 && waiting === undefined) return hand(frame);
      const turn = (waiting ?? Promise.resolve())
        .then(() => delay(slow === 0 ? 0 : random.below(slow)))
        .then(() => {
          hand(frame);
          if (waiting === turn) waiting = undefined;
        });
      waiting = turn;
    };
    return Object.assign(deliver, {
      end: () => {
        ended = true;
      },
    });
  }

  const link: Link = {
    online: true,
    mischief: honest,
    hidden: new Set(),
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    bridge: (life) => {
      void life.over.then(() => link.cut());
      return {
        call: (name, args) =>
          life.answer(
            async () =>
              name === 'relay.request'
                ? ((await request(args as CallArgs<'relay.request'>)) as never)
                : absent,
            absent,
          ),
        stream: async () => absent,
        openSocket: (_name, { url, protocols }, listener) => openSocket(life, url, protocols, listener),
      };
    },
  };
  return link;
}

/** A change as the relay passes it on, as apart from its answer to a device that has just come. */
const updateStart = updateFrame(new Uint8Array()).subarray(0, 2);
const isUpdate = (frame: Uint8Array): boolean => frame[0] === updateStart[0] && frame[1] === updateStart[1];

function noSocket(life: Life, listener: SocketListener): Socket {
  setImmediate(() => life.alive && listener.closed(1006, ''));
  return { send: () => {}, close: () => {} };
}

/** A TCP connection that can be made to break in the middle of what is sent through it. */
function cuttableWire() {
  let left = Infinity;
  return {
    cutAfter(bytes: number): void {
      left = bytes;
    },
    connect(options: object): TcpSocket {
      const socket = connectTcp(options as { port: number; host: string });
      const write = socket.write.bind(socket) as (chunk: Uint8Array, ...rest: unknown[]) => boolean;
      socket.write = ((chunk: Uint8Array, ...rest: unknown[]) => {
        if (left === Infinity) return write(chunk, ...rest);
        const part = Buffer.from(chunk).subarray(0, left);
        left -= part.length;
        if (part.length > 0) write(part);
        if (left <= 0) socket.destroy();
        return true;
      }) as typeof socket.write;
      return socket;
    },
  };
}

const unreachable = problem('relay.unreachable', 'The relay does not answer.');
/** These devices have no shell beside the relay. */
const absent = problem('bridge.closed', 'The shell does not answer.');
