import * as Y from 'yjs';
import type { CollectionName } from '#shared/domain/collections.ts';
import { collections } from '#shared/domain/collections.ts';
import type { Collection } from '#shared/domain/collections.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import type { BookContent } from './book-content.ts';
import type { RecordName } from './branches.ts';
import type { Chains } from './chains.ts';

/** Who has written a part of a record, whatever the record says of it. */
export interface Writer {
  deviceId: string;
  /** The part: a field, or deeper; empty for the record as it was created. */
  path: string;
}

/** Who has signed what. */
export interface Signers extends Pick<Chains, 'writerOf'> {
  /**
   * Of an entry that a Yjs client has put into a list that is written once, the devices that have signed it themselves;
   * `undefined` where nobody does, since the book is one device's own.
   */
  signersOf(list: string, id: string, client: number): readonly string[] | undefined;
}

/** `device`: this one, whose own work of now may not be signed yet. */
export function signersIn(
  { inner, reader, attester }: Pick<BookContent, 'inner' | 'reader' | 'attester'>,
  device: string,
): Signers {
  const { writerOf } = reader.chains;
  if (attester === undefined) return { writerOf, signersOf: () => undefined };
  return {
    writerOf,
    signersOf: (list, id, client) =>
      client === inner.clientID ? [device] : reader.attestations.signersOf(list, id),
  };
}

/**
 * The devices that have written a record: of one that is written once, those that did, as of a message that two have
 * taken in; of any other, who has set what stands in each field. A device counts for what its chain has introduced.
 */
export function writersOf(inner: Y.Doc, signers: Signers, { collection, id }: RecordName): Writer[] {
  const known: Collection | undefined = collections[collection as CollectionName];
  if (known === undefined) return [];
  if (known.immutable === true) {
    const authors = authorsIn(inner, signers, collection as CollectionName).get(id) ?? [];
    return authors.map((deviceId) => ({ deviceId, path: '' }));
  }
  const found = keysOf(inner, collection, id).flatMap(({ client, path }) => {
    const deviceId = signers.writerOf(client);
    return deviceId === undefined ? [] : [{ deviceId, path }];
  });
  return [...new Map(found.map((writer) => [`${writer.deviceId} ${writer.path}`, writer])).values()];
}

/** Of each record of a list that is written once, the devices that have written it; those that are known. */
export function authorsIn(
  inner: Y.Doc,
  { writerOf, signersOf }: Signers,
  collection: CollectionName,
): Map<string, string[]> {
  const authors = new Map<string, string[]>();
  for (const { entry, at } of entriesOf(inner.getArray<unknown>(collection))) {
    const id = isJsonObject(entry) ? entry['id'] : undefined;
    if (typeof id !== 'string') continue;
    const signed =
      signersOf(collection, id, at.client) ?? [writerOf(at.client)].filter((one) => one !== undefined);
    const all = [...new Set([...(authors.get(id) ?? []), ...signed])];
    if (all.length > 0) authors.set(id, all);
  }
  return authors;
}

/** What names each entry of a list to Yjs, in order. */
export function entryIds(list: Y.Array<unknown>): Y.ID[] {
  return Array.from(entriesOf(list), ({ at }) => at);
}

/** The entries of a list, in order, each with what names it to Yjs: in one walk, however many there are. */
function* entriesOf(list: Y.Array<unknown>): Generator<{ entry: unknown; at: Y.ID }> {
  // oxlint-disable-next-line no-underscore-dangle -- by its index, each entry would be looked for from the beginning
  for (let item = list._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const { client, clock } = item.id;
    for (const [index, entry] of item.content.getContent().entries())
      yield { entry, at: Y.createID(client, clock + index) };
  }
}

interface Part {
  client: number;
  path: string;
}

function keysOf(inner: Y.Doc, collection: string, id: string): Part[] {
  const map = inner.getMap<unknown>(collection);
  const own = [...map.keys()].filter((key) => key === id || key.startsWith(`${id}/`));
  // oxlint-disable-next-line no-underscore-dangle -- Yjs has no other way to tell whose an entry of a map is
  const items = own.flatMap((key) => map._map.get(key) ?? []);
  return items.map((item) => ({ client: item.id.client, path: item.parentSub!.slice(id.length + 1) }));
}
