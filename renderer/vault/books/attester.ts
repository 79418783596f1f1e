import * as Y from 'yjs';
import { isContentId } from '#shared/crypto/attestation.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { attestationsAmong, attestationsKey } from './attestations.ts';
import type { BookCipher } from './cipher.ts';
import type { EnvelopeReader } from './envelope-reader.ts';
import { partsIn } from './fixed-lists.ts';

/** Has this device sign what it writes once. */
export interface Attester {
  /** By list, the records that this device has written since the book was in a state (a state vector) and has not signed. */
  unsigned(since: Uint8Array): Map<string, string[]>;
  /** Signs them, and gives what `write` puts beside them. */
  sign(records: Map<string, string[]>): Promise<Uint8Array[]>;
  /** Puts it into the book; the caller holds the transaction. */
  write(attestations: Uint8Array[]): void;
  /** The hash of this device's last one. */
  last(): string | undefined;
}

export function createAttester(deps: {
  cipher: BookCipher;
  inner: Y.Doc;
  reader: Pick<EnvelopeReader, 'chains' | 'attestations'>;
  /** The collections of the book that are written once. */
  lists: ReadonlySet<string>;
}): Attester {
  const { cipher, inner, reader, lists } = deps;
  let lastAmong = { length: 0, hash: undefined as string | undefined };

  function last(): string | undefined {
    const entries = inner.getArray<unknown>(attestationsKey);
    if (entries.length !== lastAmong.length) lastAmong = { length: entries.length, hash: lastIn(entries) };
    return lastAmong.hash;
  }

  function lastIn(entries: Y.Array<unknown>): string | undefined {
    // From the end, where it nearly always is: nobody copies the whole list for each command.
    for (let index = entries.length - 1; index >= 0; index--) {
      const [one] = attestationsAmong(cipher, [entries.get(index)]);
      if (one?.device === cipher.device) return one.hash;
    }
    return undefined;
  }

  /** By list, what this device has put there since then and has not signed. */
  function unsigned(since: Uint8Array): Map<string, string[]> {
    const before = Y.decodeStateVector(since);
    const own = [...inner.store.clients].filter(
      ([client]) => client === inner.clientID || reader.chains.mayWriteAs(cipher.device, client),
    );
    const written = own.flatMap(([client, parts]) => partsIn(parts, before.get(client) ?? 0, Infinity));
    const found = new Map<string, string[]>();
    for (const part of written.filter((one) => one instanceof Y.Item && !one.deleted) as Y.Item[]) {
      const root = part.parent instanceof Y.AbstractType ? Y.findRootTypeKey(part.parent) : '';
      if (lists.has(root)) found.set(root, [...(found.get(root) ?? []), ...idsOf(part)]);
    }
    const signed = attestationsAmong(cipher, written.flatMap(binaryIn));
    const isSigned = (list: string, id: string): boolean =>
      signed.some((one) => one.list === list && one.ids.includes(id));
    const left = [...found].map(([list, ids]) => [list, ids.filter((id) => !isSigned(list, id))] as const);
    return new Map(left.filter(([, ids]) => ids.length > 0));
  }

  return {
    unsigned,
    last,
    async sign(records) {
      let previous = last();
      const attestations: Uint8Array[] = [];
      for (const [list, ids] of records) {
        const bytes = await cipher.attest({ previous, list, ids });
        previous = cipher.readAttestation(bytes)!.hash;
        attestations.push(bytes);
      }
      return attestations;
    },
    write(attestations) {
      inner.getArray<unknown>(attestationsKey).push(attestations);
      for (const bytes of attestations) reader.attestations.add(bytes);
    },
  };
}

function idsOf({ content }: Y.Item): string[] {
  return (content.getContent() as unknown[]).flatMap((entry) => {
    const id = isJsonObject(entry) ? entry['id'] : undefined;
    return typeof id === 'string' && isContentId(id) ? [id] : [];
  });
}

function binaryIn(part: Y.Item | Y.GC | Y.Skip): unknown[] {
  return part instanceof Y.Item && part.content instanceof Y.ContentBinary ? part.content.getContent() : [];
}
