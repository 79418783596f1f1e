import { z } from 'zod';
import { decryptBlob, encryptBlob } from '#shared/crypto/keys.ts';
import type { CryptoKeyHandle, WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromUtf8, utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Drawer } from '../drawer/drawer.ts';

/** What is known of a dated book without opening it. */
const cardSchema = z.object({
  name: z.string(),
  room: z.string(),
  /** See `Book.state`: of this state are the card and the stored search index. */
  state: z.string(),
  /** The oldest epoch under which a readable envelope of it is sealed. */
  epoch: z.number(),
  /** See `needsAttention`. */
  attention: z.boolean(),
  /** Of the migrations that its records have been through. */
  schema: z.number(),
  health: z.object({
    book: z.string(),
    envelopes: z.number(),
    checkpoints: z.number(),
    bytes: z.number(),
    unreadable: z.number(),
    newer: z.number(),
    damaged: z.number(),
    refused: z.number(),
  }),
});
export type Card = z.infer<typeof cardSchema>;

const row = 'cards';

/** The cards of all dated books: one sealed row, so that unlocking reads them at once. */
export interface Cards {
  read(): Promise<void>;
  get(name: string): Card | undefined;
  /** Durable when this resolves. */
  put(card: Card): Promise<void>;
  /** Before rows are added to a closed book: a card must never say less than is on disk. */
  tear(name: string): Promise<void>;
}

export function createCards(deps: {
  crypto: WebCrypto;
  key: Promise<CryptoKeyHandle>;
  drawer: Pick<Drawer, 'readPage' | 'writePage'>;
}): Cards {
  const { crypto, key, drawer } = deps;
  const cards = new Map<string, Card>();
  let writing: Promise<void> = Promise.resolve();

  function write(): Promise<void> {
    writing = writing.then(async () => {
      const text = utf8(JSON.stringify([...cards.values()]));
      await drawer.writePage(row, await encryptBlob(crypto, await key, text, row));
    });
    return writing;
  }

  return {
    async read() {
      const sealed = await drawer.readPage(row);
      const text = sealed && (await decryptBlob(crypto, await key, sealed, row));
      const parsed = z.array(cardSchema).safeParse(text && parseJson(fromUtf8(text)));
      // Cards of another make are made anew, as if the books had never been closed.
      for (const card of parsed.data ?? []) cards.set(card.name, card);
    },
    get: (name) => cards.get(name),
    put(card) {
      cards.set(card.name, card);
      return write();
    },
    async tear(name) {
      if (cards.delete(name)) await write();
    },
  };
}
