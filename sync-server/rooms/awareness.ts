import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

interface Entry {
  client: number;
  clock: number;
  /** JSON text, not looked into. `null` means gone. */
  state: string;
}

const gone = 'null';

const mostClients = 1000;

function decode(payload: Uint8Array): Entry[] | undefined {
  try {
    const decoder = decoding.createDecoder(payload);
    const entries: Entry[] = [];
    const count = decoding.readVarUint(decoder);
    if (count > mostClients) return undefined;
    for (let left = count; left > 0; left--) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      entries.push({ client, clock, state: decoding.readVarString(decoder) });
    }
    return entries;
  } catch {
    return undefined;
  }
}

function encode(entries: Entry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
}

/** An awareness message that says nothing: y-websocket reconnects when it hears nothing for 30 seconds. */
export const nothingNew: Uint8Array = encode([]);

/** As in y-protocols: who says nothing for so long is gone, though nobody said so. */
const silenceMilliseconds = 30_000;

/**
 * Who is present in a room, as y-protocols' awareness, without a document and without reading the states.
 * Clients repeat each other's states; only what is news is passed on.
 */
export function createAwareness<Owner>(now: () => number) {
  const present = new Map<number, Entry & { owner: Owner; heardAt: number }>();

  function forgetSilent(): void {
    const limit = now() - silenceMilliseconds;
    for (const [client, { heardAt }] of present) if (heardAt < limit) present.delete(client);
  }

  const isNews = (entry: Entry) => {
    const known = present.get(entry.client);
    if (known === undefined) return entry.state !== gone && present.size < mostClients;
    return entry.clock > known.clock || (entry.clock === known.clock && entry.state === gone);
  };

  const remember = (entry: Entry, owner: Owner) => {
    const known = present.get(entry.client);
    if (entry.state === gone) present.delete(entry.client);
    else present.set(entry.client, { ...entry, owner: known?.owner ?? owner, heardAt: now() });
  };

  return {
    /** Takes in a message; returns what others should hear, or that it is malformed. */
    receive(payload: Uint8Array, owner: Owner): { news: Uint8Array | undefined } | 'malformed' {
      const entries = decode(payload);
      if (entries === undefined) return 'malformed';
      forgetSilent();
      const news = entries.filter((entry) => {
        if (!isNews(entry)) return false;
        remember(entry, owner);
        return true;
      });
      return { news: news.length > 0 ? encode(news) : undefined };
    },

    /** Everybody present, for one who just came. */
    all(): Uint8Array | undefined {
      forgetSilent();
      return present.size > 0 ? encode([...present.values()]) : undefined;
    },

    /** Forgets what this owner announced; returns what others should hear. */
    leave(owner: Owner): Uint8Array | undefined {
      const left = [...present.values()].filter((entry) => entry.owner === owner);
      for (const { client } of left) present.delete(client);
      if (left.length === 0) return undefined;
      return encode(left.map(({ client, clock }) => ({ client, clock: clock + 1, state: gone })));
    },
  };
}
export type Awareness<Owner> = ReturnType<typeof createAwareness<Owner>>;
