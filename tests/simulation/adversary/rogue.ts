import * as Y from 'yjs';
import { createBookCipher } from '#renderer/vault/books/cipher.ts';
import { createEnvelopeWriter } from '#renderer/vault/books/envelope-writer.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import type { Device } from '../device.ts';

/** A member's device with a program of its own: it seals and signs as the product does, and writes what it likes. */
export async function rogueIn(device: Device, book: string) {
  const { library, keyring } = device.session;
  const found = library.bookNamed(book)!;
  const cipher = createBookCipher(keyring, { name: book, room: found.room });
  const envelopes = found.outer.getArray<Uint8Array>(envelopesKey);
  const inner = new Y.Doc();
  const opened = await cipher.open(envelopes.toArray());
  for (const each of opened) if (each.ok) Y.applyUpdateV2(inner, each.value.update);
  const writer = createEnvelopeWriter({ cipher, chains: found.chains });
  return {
    inner,
    /** Puts an update into the book, as one of the tail or in the place of all that is there. */
    async write(update: Uint8Array, level: 0 | 2): Promise<void> {
      const said = { level, heads: found.chains.heads(), base: [] };
      const written = level === 2 ? writer.checkpoint(update, said) : writer.change(update);
      const { envelope } = await written;
      found.outer.transact(() => {
        if (level === 2) envelopes.delete(0, envelopes.length);
        envelopes.push([envelope]);
      }, 'rogue');
    },
    /** The update with which a change is made to what is in the book. */
    updateOf(change: (inner: Y.Doc) => void): Uint8Array {
      const before = Y.encodeStateVector(inner);
      inner.transact(() => change(inner));
      return Y.encodeStateAsUpdateV2(inner, before);
    },
  };
}
