import * as decoding from 'lib0/decoding';
import type { Awareness } from 'y-protocols/awareness';
import { messageYjsSyncStep1 } from 'y-protocols/sync';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { reachOf } from '#shared/sync/outer-update.ts';
import { messageType, readPersisted } from '#shared/sync/protocol.ts';
import type { SharedSocket } from '#shared/sync/shared-socket.ts';
import type { RelayMemory } from './relay-memory.ts';
import { signInAgain } from './relay-wire.ts';

/** The sync of one outer document with its room, by the stock y-websocket client. */
export interface RoomSync {
  readonly room: string;
  /** Who else is in the room. What they say of themselves is sealed: see `createPresence`. */
  readonly awareness: Awareness;
  isOnline(): boolean;
  /** The code with which the relay has ended this room's sync for good; `undefined` while it goes on. */
  refused(): number | undefined;
  /** Up to which clock of a client the relay has confirmed to have everything on disk. */
  storedUpTo(client: number): number;
  /** Whether the first exchange after connecting is complete. */
  synced(): boolean;
  /**
   * Whether the relay has confirmed that all of the document is on its disk. What it confirmed before a connection
   * counts in that one when its step 1 has shown that it still has it.
   */
  stored(): boolean;
  close(): void;
}

/** A WebSocket as y-websocket uses it. */
export type RoomSocketClass = SharedSocket['socketClass'];

export interface RoomSyncDeps {
  doc: Y.Doc;
  room: string;
  /** Ours carries all rooms on one socket, so the address matters to it only by its end. */
  socketClass: RoomSocketClass;
  /** Runs the action when all that the document holds now is on this device's disk. */
  whenStored(action: () => void): void;
  /** Whether this device may write here: what it holds of a room that it only reads is others' to store. */
  mayWrite(): boolean;
  /** From 0 up to, not including, 1. */
  random(): number;
  onChange(): void;
  /** See `RelayMemory`. */
  memory: Pick<RelayMemory, 'greeted' | 'stored'>;
}

/** How long y-websocket waits at most before it opens an ended channel anew. Drawn, so that not all ask at once. */
const longestWait = { least: 5_000, spread: 10_000 };

export function createRoomSync(deps: RoomSyncDeps): RoomSync {
  const { doc, room, random, onChange, memory } = deps;
  const socketClass = afterStoring(deps);
  const provider = new WebsocketProvider('', room, doc, {
    WebSocketPolyfill: socketClass as unknown as typeof WebSocket,
    disableBc: true,
    maxBackoffTime: longestWait.least + random() * longestWait.spread,
    // The next socket signs in anew, and tells a relay that forgot the workspace about it.
    shouldReconnect: ({ code }) => code < 4400 || code >= 4500 || signInAgain.has(code),
  });
  // Nobody is told by default that this device is here.
  provider.awareness.setLocalState(null);
  /** For each Yjs client, up to which clock the relay has everything on disk. */
  const stored = new Map<number, number>();
  /** Whether the relay has shown what it has since the channel was opened. */
  let isGreeted = false;
  let refused: number | undefined;

  const learn = (stateVector: Map<number, number>): void => {
    for (const [client, clock] of stateVector) stored.set(client, Math.max(clock, stored.get(client) ?? 0));
    onChange();
  };

  /** The relay commits before it passes on: what comes from it is stored there, if it continues what is. */
  const passedOn = (update: Uint8Array): void => {
    const continued = [...readReach(update)].filter(
      ([client, { from }]) => from <= (stored.get(client) ?? 0),
    );
    if (continued.length > 0) learn(new Map(continued.map(([client, { to }]) => [client, to])));
  };

  // What the relay asks from is all that it has: it may have lost what it had confirmed before.
  const handleSync = provider.messageHandlers[messageType.sync]!;
  provider.messageHandlers[messageType.sync] = (encoder, decoder, ...rest) => {
    const copy = decoding.clone(decoder);
    const kind = decoding.readVarUint(copy);
    if (kind === messageYjsSyncStep1) {
      isGreeted = true;
      stored.clear();
      const has = Y.decodeStateVector(decoding.readVarUint8Array(copy));
      memory.greeted(room, has);
      learn(has);
    }
    handleSync(encoder, decoder, ...rest);
    // Also where this device had it already: a relay that was wiped may get it back from another one.
    if (kind !== messageYjsSyncStep1) passedOn(decoding.readVarUint8Array(copy));
  };
  provider.messageHandlers[messageType.persisted] = (_encoder, decoder) => {
    const upTo = Y.decodeStateVector(readPersisted(decoder));
    memory.stored(room, upTo);
    learn(upTo);
  };
  provider.on('status', () => {
    isGreeted = false;
    onChange();
  });
  provider.on('sync', onChange);
  provider.on('closed', ({ code }) => {
    refused = code;
    onChange();
  });

  return {
    room,
    awareness: provider.awareness,
    isOnline: () => provider.wsconnected,
    refused: () => refused,
    synced: () => provider.synced,
    storedUpTo: (client) => stored.get(client) ?? 0,
    // Asked for with each message: not worth a whole state vector.
    stored: () =>
      isGreeted === provider.wsconnected &&
      (!deps.mayWrite() ||
        [...doc.store.clients.keys()].every(
          (client) => (stored.get(client) ?? 0) >= Y.getState(doc.store, client),
        )),
    close() {
      provider.destroy();
      // The provider leaves it: its clock would go on as long as the document lives.
      provider.awareness.destroy();
    },
  };
}

/**
 * What others have must be on this device's disk first. If it were lost here after they got it, this device would
 * count on from before it: the number of an invoice would be given twice.
 */
function afterStoring({ socketClass, whenStored }: Pick<RoomSyncDeps, 'socketClass' | 'whenStored'>) {
  return class extends socketClass {
    override send(frame: Uint8Array): void {
      if (bringsContent(frame)) whenStored(() => super.send(frame));
      else super.send(frame);
    }
  };
}

function bringsContent(frame: Uint8Array): boolean {
  const decoder = decoding.createDecoder(frame);
  return (
    decoding.readVarUint(decoder) === messageType.sync &&
    decoding.readVarUint(decoder) !== messageYjsSyncStep1
  );
}

/** Nowhere where it is no update, which the document ignores. */
function readReach(update: Uint8Array): ReturnType<typeof reachOf> {
  try {
    return reachOf(update);
  } catch {
    return new Map();
  }
}
