import * as Y from 'yjs';
import type { BookContent } from './book-content.ts';
import { type Carrier, ownEnvelope } from './carrier.ts';
import type { BookCipher } from './cipher.ts';
import { noChange } from './envelope-writer.ts';
import type { LostWork } from './lost-work.ts';

/** Above this many gathered updates, encoding a difference is faster than merging them one by one. */
const mergeLimit = 100;

/** What this device changes in a book: gathered in memory, then sealed as the next envelopes of its chain. */
export interface OwnChanges {
  /** Runs a step that changes the content, and gathers what it changes. */
  make(step: () => void): void;
  /** Writes and seals once more what nobody would ever take in as it is. In turn, as `seal`. */
  makeAnew(lost: LostWork): Promise<void>;
  /** Seals what is gathered; more may be made meanwhile. In turn: each envelope is the next link of a chain. */
  seal(): Promise<void>;
  isAnyGathered(): boolean;
  /** Whether nothing is gathered or being sealed. */
  isSealed(): boolean;
}

/** Changes that are in no envelope yet. */
interface Gathered {
  updates: Uint8Array[];
  /** The Yjs clients as which this device has made them. */
  clients: ReadonlySet<number>;
  /** The book's state vector before the first of them. */
  before: Uint8Array | undefined;
  /** The statements of this device of which they hold what these said. */
  takesBack: number[];
}

const nothing = (): Gathered => ({ updates: [], clients: new Set(), before: undefined, takesBack: [] });

export function createOwnChanges(deps: {
  cipher: BookCipher;
  carrier: Pick<Carrier, 'push'>;
  /** As it is read now. */
  content(): BookContent;
  /** Something waits to be sealed. */
  onGathered(): void;
}): OwnChanges {
  const { cipher, carrier, content } = deps;
  let gathered = nothing();
  /** What is being sealed now. */
  let sealing: Gathered | undefined;

  function make(step: () => void): void {
    const { inner } = content();
    // Yjs draws another one where a copy of this device turns out to write as the same.
    if (!cipher.isClientOf(cipher.device, inner.clientID)) inner.clientID = cipher.newClient();
    const before = Y.encodeStateVector(inner);
    const client = inner.clientID;
    const gather = (update: Uint8Array): void => {
      gathered.before ??= before;
      gathered.updates.push(update);
      gathered.clients = new Set([...gathered.clients, client]);
      deps.onGathered();
    };
    // Only while this device writes: with a listener, Yjs would encode all that arrives from others once more.
    inner.on('updateV2', gather);
    inner.transact(step);
    inner.off('updateV2', gather);
  }

  async function seal(): Promise<void> {
    if (gathered.updates.length === 0) return;
    const { updates, clients, before, takesBack } = await take();
    try {
      const update = updates.length > mergeLimit ? ownSince(before!) : Y.mergeUpdatesV2(updates);
      const { stated, envelope } = await content().writer.change(update, takesBack, clients);
      sealing = undefined;
      content().reader.sealed(stated, carrier.push([envelope], ownEnvelope)[0]!);
    } finally {
      if (sealing !== undefined) putBack(sealing);
    }
  }

  /** What is written once goes with this device's signature for it; more may be written while it signs. */
  async function take(): Promise<Gathered> {
    const { attester } = content();
    const unsigned = (): Map<string, string[]> =>
      gathered.before === undefined ? new Map() : attester!.unsigned(gathered.before);
    for (let left; attester !== undefined && (left = unsigned()).size > 0;) {
      const attestations = await attester.sign(left);
      make(() => attester.write(attestations));
    }
    // Nothing may come between.
    const taken = gathered;
    gathered = nothing();
    sealing = taken;
    return taken;
  }

  /** It could not be sealed, and is owed. */
  function putBack({ updates, clients, before, takesBack }: Gathered): void {
    gathered = {
      updates: [...updates, ...gathered.updates],
      clients: new Set([...clients, ...gathered.clients]),
      before,
      takesBack: [...takesBack, ...gathered.takesBack],
    };
    sealing = undefined;
  }

  /** What this device has written since then; what came from others meanwhile is theirs to seal. */
  function ownSince(before: Uint8Array): Uint8Array {
    const { inner, reader } = content();
    const known = Y.decodeStateVector(before);
    const wanted = Y.decodeStateVector(Y.encodeStateVector(inner));
    for (const client of wanted.keys())
      if (client === inner.clientID || reader.chains.mayWriteAs(cipher.device, client))
        wanted.set(client, known.get(client) ?? 0);
    return Y.encodeStateAsUpdateV2(inner, Y.encodeStateVector(wanted));
  }

  return {
    make,
    async makeAnew(lost) {
      gathered.takesBack.push(...lost.counters);
      make(lost.writeAnew);
      // Where all of it is there already, that is said as well.
      if (gathered.updates.length === 0) gathered.updates.push(noChange);
      await seal();
    },
    seal,
    isAnyGathered: () => gathered.updates.length > 0,
    isSealed: () => gathered.updates.length === 0 && sealing === undefined,
  };
}
