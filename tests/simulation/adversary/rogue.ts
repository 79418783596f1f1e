import * as Y from 'yjs';
import type { Head, StatementName } from '#shared/crypto/statement.ts';
import { isContentId } from '#shared/crypto/attestation.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { decodeInnerUpdate } from '#shared/sync/bounded-update.ts';
import { attestationsKey } from '#renderer/vault/books/attestations.ts';
import { createLists } from '#renderer/vault/books/fixed-lists.ts';
import { fixedLists } from '#renderer/vault/books/tables.ts';
import { createBookCipher } from '#renderer/vault/books/cipher.ts';
import { entryIds } from '#renderer/vault/books/writers.ts';
import { createEnvelopeWriter } from '#renderer/vault/books/envelope-writer.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import type { Device } from '../device.ts';

const noChange = Y.encodeStateAsUpdateV2(new Y.Doc());

/** Of a statement that nobody has made. */
const noHead = { hash: 'A'.repeat(43), missing: [], clients: [] };
const further = (head: Head): Head => ({ ...head, counter: head.counter + 1, hash: noHead.hash });

function idOf(entry: unknown): string[] {
  const id = isJsonObject(entry) ? entry['id'] : undefined;
  return typeof id === 'string' && isContentId(id) ? [id] : [];
}

/** What of a document lies before a state. */
function upTo(doc: Y.Doc, state: Map<number, number>): Uint8Array {
  const whole = new Y.Doc({ gc: false });
  Y.applyUpdateV2(whole, Y.encodeStateAsUpdateV2(doc));
  const { ds } = Y.snapshot(whole);
  return Y.encodeStateAsUpdateV2(Y.createDocFromSnapshot(whole, new Y.Snapshot(ds, state)));
}

/** A member's device with a program of its own: it seals and signs as the product does, and writes what it likes. */
export async function rogueIn(device: Device, book: string) {
  const { library, keyring } = device.session;
  const found = library.bookNamed(book)!;
  const cipher = createBookCipher(keyring, { name: book, room: found.room });
  const envelopes = found.outer.getArray<Uint8Array>(envelopesKey);
  const inner = new Y.Doc();
  inner.clientID = cipher.newClient();
  const opened = await cipher.open(envelopes.toArray());
  for (const each of opened) if (each.ok) Y.applyUpdateV2(inner, each.value.update);
  const writer = createEnvelopeWriter({ cipher, chains: found.chains });
  const updateOf = (change: (inner: Y.Doc) => void): Uint8Array => {
    const before = Y.encodeStateVector(inner);
    inner.transact(() => change(inner));
    return Y.encodeStateAsUpdateV2(inner, before);
  };
  /** What an update brings of records that are written once, signed by this device, as each reader asks. */
  async function signed(update: Uint8Array): Promise<Uint8Array> {
    const lists = createLists({ ...decodeInnerUpdate(update), inner, fixed: fixedLists(book) });
    const named = Map.groupBy(lists.brought(), ({ list }) => list);
    const parts = [update];
    for (const [list, entries] of named) {
      const ids = entries.flatMap(({ value }) => idOf(value));
      if (ids.length === 0) continue;
      const bytes = await cipher.attest({ previous: undefined, list, ids });
      parts.push(updateOf((doc) => doc.getArray<unknown>(attestationsKey).push([bytes])));
    }
    return Y.mergeUpdatesV2(parts);
  }
  async function inPlaceOfAll(update: Uint8Array, heads: Head[]): Promise<void> {
    const { envelope } = await writer.checkpoint(update, { level: 2, heads, base: [] });
    found.outer.transact(() => {
      envelopes.delete(0, envelopes.length);
      envelopes.push([envelope]);
    }, 'rogue');
  }
  async function inFront({ clients, heads }: { clients: number[]; heads: Head[] }): Promise<void> {
    const own = found.chains.head(device.id);
    const link = { counter: (own?.counter ?? 0) + 1, previous: own?.hash };
    const stated = cipher.state({ level: 0, clients, heads, base: [], ...link }, noChange);
    const envelope = await cipher.seal(stated, noChange);
    found.outer.transact(() => envelopes.insert(0, [envelope]), 'rogue');
  }
  return {
    inner,
    /** Says one thing and then, of the same parts, another; whoever is there gets the second one first. */
    async sayTwice(update: Uint8Array, other: Uint8Array, between: () => Promise<void>): Promise<void> {
      const [first, second] = [await writer.change(update), await writer.change(other)];
      found.outer.transact(() => envelopes.push([second.envelope]), 'rogue');
      await between();
      found.outer.transact(() => envelopes.push([first.envelope]), 'rogue');
    },
    /** Puts an update into the book, as one of the tail or in the place of all that is there. */
    async write(update: Uint8Array, level: 0 | 2): Promise<void> {
      if (level === 2) return inPlaceOfAll(update, found.chains.heads());
      const { envelope } = await writer.change(await signed(update));
      found.outer.transact(() => envelopes.push([envelope]), 'rogue');
    },
    /** Puts all that its document holds in the place of what is there. `ahead`: of these it says to know more than there is. `strangers`: of these there is nothing. */
    sumUp(ahead: string[] = [], strangers: string[] = []): Promise<void> {
      const heads = found.chains.heads().map((head) => (ahead.includes(head.device) ? further(head) : head));
      const ofStrangers = strangers.map((device) => ({ ...noHead, device, counter: 1 }));
      return inPlaceOfAll(Y.encodeStateAsUpdateV2(inner), [...heads, ...ofStrangers]);
    },
    /** The same without an entry of a list, and without all that its Yjs client has written after it. `missing`: what it says to lack. */
    async sumUpWithout(list: string, id: string, missing: Record<string, number[]> = {}): Promise<void> {
      const entries = inner.getArray<unknown>(list);
      const place =
        entryIds(entries)[entries.toArray().findIndex((one) => isJsonObject(one) && one['id'] === id)]!;
      const known = Y.decodeStateVector(Y.encodeStateVector(inner));
      known.set(place.client, place.clock);
      const heads = found.chains.heads();
      const said = heads.map((head) => ({ ...head, missing: missing[head.device] ?? head.missing }));
      await inPlaceOfAll(upTo(inner, known), said);
    },
    /** Says that it has rebuilt these checkpoints. */
    async confirm(checkpoints: StatementName[]): Promise<void> {
      const { envelope } = await writer.confirmation(checkpoints);
      found.outer.transact(() => envelopes.push([envelope]), 'rogue');
    },
    /** Says that it writes as these Yjs clients, in front of everything that is there. */
    claim: (clients: number[]) => inFront({ clients, heads: [] }),
    /** Says that it has seen so many statements of each of these devices. */
    tellOf: (authors: string[], counter: number) =>
      inFront({ clients: [], heads: authors.map((device) => ({ ...noHead, device, counter })) }),
    /** The update with which a change is made to what is in the book. */
    updateOf,
  };
}

export type Rogue = Awaited<ReturnType<typeof rogueIn>>;
