import * as Y from 'yjs';
import { z } from 'zod';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import type { Work } from '#shared/lib/async.ts';
import type { RelayLoss } from './api.ts';
import type { Database } from '../database/database.ts';
import type { Keybag } from '../keys/keybag.ts';
import { sealedText } from './sealed-text.ts';

type Clocks = Map<number, number>;

/** Losses that begin within this time are one: all rooms of a relay that was set back meet it one after another. */
const oneLossMilliseconds = 60_000;
const keptLosses = 20;
const writeMilliseconds = 1000;
const settleMilliseconds = 2000;

const keptSchema = z.object({
  relay: z.string(),
  /** The state vector that the relay has confirmed as stored, by room. */
  rooms: z.record(z.string(), z.string()),
  losses: z.array(z.object({ at: z.number(), rooms: z.number(), givenBackAt: z.number().optional() })),
});

/**
 * Remembers, sealed and over restarts, what the relay has confirmed as stored in each room. A relay that has
 * less than that was set back to an older state, or hides some: work that it never had would look the same
 * without this memory.
 */
export interface RelayMemory {
  /** Resolves when it is known what was kept. Nothing may be told before. */
  ready: Promise<void>;
  /** The relay says all that it has of a room. */
  greeted(room: string, has: Clocks): void;
  /** The relay has confirmed more of a room. */
  stored(room: string, upTo: Clocks): void;
  /** The newest first. */
  losses(): RelayLoss[];
}

export function createRelayMemory(deps: {
  crypto: WebCrypto;
  keybag: Keybag;
  database: Pick<Database, 'readDerived' | 'writeDerived'>;
  /** Names the relay: what another one had confirmed says nothing about this one. */
  relay(): string;
  /** Whether this device can give back what is lost of a room. */
  canGiveBack(room: string): boolean;
  now(): number;
  work: Work;
  /** The relay has again what it had lost. `losses`: how often that has happened. */
  onGivenBack(losses: number): void;
}): RelayMemory {
  const sealed = sealedText(deps, 'relay memory');
  const rooms = new Map<string, Clocks>();
  /** What the relay had confirmed of rooms that it has less of now. */
  const missing = new Map<string, Clocks>();
  let relay = '';
  let losses: RelayLoss[] = [];
  const writeLater = deps.work.debounce(write, writeMilliseconds);
  const settling = deps.work.alarm(givenBack);

  async function read(): Promise<void> {
    const kept = keptSchema.safeParse(await sealed.read());
    if (!kept.success) return;
    relay = kept.data.relay;
    losses = kept.data.losses;
    for (const [room, text] of Object.entries(kept.data.rooms)) rooms.set(room, clocksIn(text));
  }

  async function write(): Promise<void> {
    const entries = [...rooms].map(([room, clocks]) => [room, toBase64Url(Y.encodeStateVector(clocks))]);
    await sealed.write({ relay, rooms: Object.fromEntries(entries), losses });
  }

  function meet(): void {
    const current = deps.relay();
    if (current === relay) return;
    relay = current;
    rooms.clear();
    missing.clear();
  }

  function lost(room: string, known: Clocks): void {
    missing.set(room, known);
    const [last] = losses;
    const isSame = last !== undefined && deps.now() - last.at < oneLossMilliseconds;
    const loss = isSame ? { at: last.at, rooms: last.rooms + 1 } : { at: deps.now(), rooms: 1 };
    losses = [loss, ...(isSame ? losses.slice(1) : losses)].slice(0, keptLosses);
  }

  function foundAgain(room: string, has: Clocks): void {
    const known = missing.get(room);
    if (known === undefined || !covers(has, known)) return;
    missing.delete(room);
    // The next room may follow at once: that is still the same loss.
    settling.reset(settleMilliseconds);
  }

  function givenBack(): void {
    const [last] = losses;
    if (missing.size > 0 || last === undefined) return;
    losses = [{ ...last, givenBackAt: deps.now() }, ...losses.slice(1)];
    writeLater();
    deps.onGivenBack(losses.length);
  }

  function learn(room: string, clocks: Clocks): void {
    const known = rooms.get(room) ?? new Map<number, number>();
    for (const [client, clock] of clocks) known.set(client, Math.max(clock, known.get(client) ?? 0));
    rooms.set(room, known);
    foundAgain(room, known);
    writeLater();
  }

  return {
    ready: read(),
    greeted(room, has) {
      meet();
      const known = rooms.get(room);
      if (known !== undefined && !covers(has, known) && deps.canGiveBack(room)) lost(room, known);
      rooms.delete(room);
      learn(room, has);
    },
    stored(room, upTo) {
      meet();
      learn(room, upTo);
    },
    losses: () => losses,
  };
}

function covers(has: Clocks, known: Clocks): boolean {
  return [...known].every(([client, clock]) => (has.get(client) ?? 0) >= clock);
}

function clocksIn(text: string): Clocks {
  return Y.decodeStateVector(fromBase64Url(text));
}
