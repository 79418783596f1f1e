import * as Y from 'yjs';
import type { SignedAttestation } from '#shared/crypto/attestation.ts';
import { decodeInnerUpdate } from '#shared/sync/bounded-update.ts';
import type { BookCipher } from './cipher.ts';

/** The list of a book's document in which they lie. */
export const attestationsKey = 'attestations';

/** Who has signed the records of a book that are written once, whatever summary they have come in. */
export interface Attestations {
  /** Takes note of what is said in updates, and looks who has signed it. */
  learn(updates: Uint8Array[]): Promise<void>;
  /** This device has signed it. */
  add(bytes: Uint8Array): void;
  /** The devices that have signed a record. */
  signersOf(list: string, id: string): readonly string[];
  /** Those in an update, genuine or not. */
  within(update: Uint8Array): SignedAttestation[];
  isGenuine(attestation: SignedAttestation): boolean;
  /** What an update says is in the book from now on. */
  take(update: Uint8Array): void;
  /** Whether the one with this hash is in the book. */
  isHere(hash: string): boolean;
}

/** The attestations among the entries of a list. */
export function attestationsAmong(
  { readAttestation }: Pick<BookCipher, 'readAttestation'>,
  entries: unknown[],
): SignedAttestation[] {
  return entries.flatMap((entry) => (entry instanceof Uint8Array ? (readAttestation(entry) ?? []) : []));
}

export function createAttestations(cipher: Pick<BookCipher, 'readAttestation' | 'isAttested'>): Attestations {
  const genuine = new Set<string>();
  const signers = new Map<string, string[]>();
  /** By hash, those whose signature did not hold, or of whose device nothing is known. */
  const doubtful = new Map<string, SignedAttestation>();
  const here = new Set<string>();
  /** Each update is looked through once. */
  const read = new WeakMap<Uint8Array, SignedAttestation[]>();

  function accept(one: SignedAttestation): void {
    genuine.add(one.hash);
    doubtful.delete(one.hash);
    for (const id of one.ids) {
      const key = `${one.list}/${id}`;
      const known = signers.get(key) ?? [];
      if (!known.includes(one.device)) signers.set(key, [...known, one.device]);
    }
  }

  /** A genuine one vouches for those that it goes on from. */
  function acceptLine(end: SignedAttestation, found: ReadonlyMap<string, SignedAttestation>): void {
    for (let one: SignedAttestation | undefined = end; one !== undefined && !genuine.has(one.hash);) {
      accept(one);
      const before: SignedAttestation | undefined =
        one.previous === undefined ? undefined : (found.get(one.previous) ?? doubtful.get(one.previous));
      one = before?.device === one.device ? before : undefined;
    }
  }

  function within(update: Uint8Array): SignedAttestation[] {
    const found = read.get(update) ?? attestationsIn(update);
    read.set(update, found);
    return found;
  }

  function attestationsIn(update: Uint8Array): SignedAttestation[] {
    try {
      const { structs } = decodeInnerUpdate(update);
      const entries = structs.flatMap((struct) =>
        struct instanceof Y.Item && struct.content instanceof Y.ContentBinary
          ? struct.content.getContent()
          : [],
      );
      return attestationsAmong(cipher, entries);
    } catch {
      // What is no update says nothing.
      return [];
    }
  }

  return {
    async learn(updates) {
      const unknown = updates.flatMap(within).filter(({ hash }) => !genuine.has(hash));
      const found = new Map(unknown.map((one) => [one.hash, one]));
      const goneOnFrom = new Set(unknown.map(({ previous }) => previous));
      // Of what goes on from another the last one's signature is enough.
      const ends = unknown.filter(({ hash }) => !goneOnFrom.has(hash));
      for (const one of [...ends, ...unknown.toReversed()]) {
        if (genuine.has(one.hash)) continue;
        if (await cipher.isAttested(one)) acceptLine(one, found);
        else doubtful.set(one.hash, one);
      }
    },
    add(bytes) {
      const one = cipher.readAttestation(bytes);
      if (one === undefined) return;
      accept(one);
      here.add(one.hash);
    },
    take(update) {
      for (const { hash } of within(update)) here.add(hash);
    },
    isHere: (hash) => here.has(hash),
    signersOf: (list, id) => signers.get(`${list}/${id}`) ?? [],
    within,
    isGenuine: ({ hash }) => genuine.has(hash),
  };
}
