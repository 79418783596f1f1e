import type { Bridge, Socket, SocketListener } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readChannelMessage } from '#shared/sync/channels.ts';
import type { Life } from './life.ts';
import type { Random } from './random.ts';
import type { SimulatedRelay } from './relay.ts';
import type { Scheduler } from './scheduler.ts';

/** What stands between a device and its relay does. All are probabilities for each frame, unless named otherwise. */
export interface Mischief {
  /** Milliseconds that a frame takes at most. Frames of one connection stay in order. */
  slow: number;
  /** Frames from the relay or to it that nobody gets to see. */
  swallowIn: number;
  swallowOut: number;
  /** A frame comes a second time, or an old one of another connection comes again. */
  repeat: number;
  replay: number;
  /** A frame comes after the next one. */
  overtake: number;
  /** The line breaks while a frame is being sent. */
  cut: number;
  /** For each request: the relay does what was asked, and its answer is lost. */
  loseAnswer: number;
}

export const honest: Mischief = {
  slow: 20,
  swallowIn: 0,
  swallowOut: 0,
  repeat: 0,
  replay: 0,
  overtake: 0,
  cut: 0,
  loseAnswer: 0,
};

/** What a relay that lies makes of a message to this device: none, or others. `room`: of its channel. */
export type Tamper = (message: Uint8Array, room: string | undefined) => Uint8Array[];

/** A device's way to the relay, in place of its shell's. */
export interface Link {
  online: boolean;
  mischief: Mischief;
  tamper: Tamper | undefined;
  /** Breaks all connections; new ones may be made at once where the link is online. */
  cut(): void;
  /** The bridge as one process of the device sees it. */
  bridge(life: Life): Bridge;
}

const rememberedFrames = 20;
const gone = 1006;

export function createLink(deps: {
  name: string;
  /** All that answer somewhere. */
  relays: SimulatedRelay[];
  scheduler: Scheduler;
  random: Random;
}): Link {
  const { name, relays, scheduler, random } = deps;
  const relayAt = (url: string) => relays.find((one) => new URL(one.url).host === new URL(url).host);
  const connections = new Set<() => void>();
  /** Old frames, for who has them come again. */
  const remembered: Uint8Array[] = [];
  const moment = (): number => 0.2 + random.next() * link.mischief.slow;

  async function request(
    args: CallArgs<'relay.request'>,
  ): Promise<Result<{ status: number; body: unknown }>> {
    await scheduler.sleep(moment());
    const relay = relayAt(args.url);
    if (!link.online || relay === undefined) return unreachable;
    scheduler.note(`${name} asks ${args.method} ${args.path}`);
    const headers: Record<string, string> =
      args.token === undefined ? {} : { authorization: `Bearer ${args.token}` };
    const body = args.body === undefined ? undefined : JSON.stringify(args.body);
    const answer = await relay.handle({ method: args.method, path: args.path, headers, body });
    await scheduler.sleep(moment());
    const isLost = !link.online || !relay.running || random.chance(link.mischief.loseAnswer);
    scheduler.note(`${name} is answered ${isLost ? 'nothing' : answer.status}`);
    return isLost ? unreachable : ok(answer as { status: number; body: unknown });
  }

  /** What becomes of a frame on its way. */
  function arrivals(frame: Uint8Array): Uint8Array[] {
    const { swallowIn, repeat, replay } = link.mischief;
    if (random.chance(swallowIn)) return [];
    const old = random.chance(replay) && remembered.length > 0 ? [random.pick(remembered)] : [];
    remembered.push(frame);
    if (remembered.length > rememberedFrames) remembered.splice(random.below(remembered.length), 1);
    return [...old, frame, ...(random.chance(repeat) ? [frame] : [])];
  }

  function openSocket(life: Life, url: string, protocols: string[], listener: SocketListener): Socket {
    const relay = relayAt(url);
    if (!link.online || relay === undefined) {
      scheduler.after(moment(), () => life.alive && listener.closed(gone, ''));
      return { send: () => {}, close: () => {} };
    }
    const rooms = new Map<number, string>();
    const inwards = inOrder(scheduler, moment);
    const outwards = inOrder(scheduler, moment);
    let isOver = false;
    let held: Uint8Array | undefined;

    const peer = {
      opened: (protocol: string) => inwards(() => !isOver && life.alive && listener.opened(protocol)),
      received(message: Uint8Array) {
        for (const told of link.tamper?.(message, roomOf(message)) ?? [message])
          for (const frame of arrivals(told)) pass(frame);
      },
      closed: (code: number, reason: string) => inwards(() => end(code, reason)),
    };

    function roomOf(message: Uint8Array): string | undefined {
      const read = readChannelMessage(message);
      return read !== undefined && 'frame' in read ? rooms.get(read.channel) : undefined;
    }

    function pass(frame: Uint8Array): void {
      if (held === undefined && random.chance(link.mischief.overtake)) {
        held = frame;
        return;
      }
      const frames = held === undefined ? [frame] : [frame, held];
      held = undefined;
      for (const one of frames)
        inwards(() => {
          if (isOver || !life.alive) return;
          scheduler.note(`${name} receives ${one.length} bytes`, one);
          listener.received(Uint8Array.from(one));
        });
    }

    function end(code: number, reason: string): void {
      if (isOver) return;
      isOver = true;
      connections.delete(breakDown);
      scheduler.note(`${name} is cut off with ${code}`);
      if (life.alive) listener.closed(code, reason);
    }

    /** Neither end hears more than that it is over. */
    function breakDown(): void {
      if (isOver) return;
      end(gone, '');
      scheduler.after(moment(), accepted.closed);
    }

    connections.add(breakDown);
    const accepted = relay.accept(url, protocols, peer);
    return {
      send(frame) {
        if (isOver || !life.alive || random.chance(link.mischief.swallowOut)) return;
        const message = readChannelMessage(frame);
        if (message !== undefined && 'room' in message) rooms.set(message.channel, message.room);
        if (random.chance(link.mischief.cut)) {
          scheduler.after(moment(), breakDown);
          return;
        }
        const copy = Uint8Array.from(frame);
        outwards(() => {
          if (isOver) return;
          scheduler.note(`${name} sends ${copy.length} bytes`, copy);
          accepted.received(copy);
        });
      },
      close(code = 1000, reason = '') {
        outwards(() => {
          accepted.closed();
          end(code, reason);
        });
      },
    };
  }

  const link: Link = {
    online: true,
    mischief: honest,
    tamper: undefined,
    cut() {
      // Each takes itself out.
      for (const breakDown of connections) breakDown();
    },
    bridge: (life) => {
      ignore(life.over.then(() => link.cut()));
      return {
        call: (called, args) =>
          life.answer(
            async () =>
              called === 'relay.request'
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

/** Each step some moment after it was put here, and never before the one before it. */
function inOrder(scheduler: Scheduler, moment: () => number): (step: () => void) => void {
  let last = 0;
  return (step) => {
    last = Math.max(last, scheduler.elapsed() + moment());
    scheduler.after(last - scheduler.elapsed(), step);
  };
}

const unreachable = problem('relay.unreachable', 'The relay does not answer.');
/** These devices have no shell beside the relay. */
const absent = problem('bridge.closed', 'The shell does not answer.');
