import { z } from 'zod';
import { decryptBlob, encryptBlob } from '#shared/crypto/keys.ts';
import type { CryptoKeyHandle, WebCrypto } from '#shared/crypto/web-crypto.ts';
import { createSequencer } from '#shared/lib/async.ts';
import { fromUtf8, utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Database } from '../database/database.ts';

/** What is known of a dated book without opening it. */
const summarySchema = z.object({
  name: z.string(),
  room: z.string(),
  /** See `Book.state`: of this state are the summary and the stored search index. */
  state: z.string(),
  /** The oldest epoch under which a readable envelope of it is sealed. */
  epoch: z.number(),
  /** See `epochName`: what this device sealed with when it looked. */
  sealedUnder: z.string(),
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
export type BookSummary = z.infer<typeof summarySchema>;

const row = 'summaries';

/** The summaries of all dated books: one sealed row, so that unlocking reads them at once. */
export interface Summaries {
  read(): Promise<void>;
  get(name: string): BookSummary | undefined;
  /** Durable when this resolves. */
  put(summary: BookSummary): Promise<void>;
  /** Before rows are added to a closed book: a summary must never say less than is on disk. */
  invalidate(name: string): Promise<void>;
}

export function createSummaries(deps: {
  crypto: WebCrypto;
  key: Promise<CryptoKeyHandle>;
  database: Pick<Database, 'readDerived' | 'writeDerived'>;
}): Summaries {
  const { crypto, key, database } = deps;
  const summaries = new Map<string, BookSummary>();
  const inTurn = createSequencer();

  function write(): Promise<void> {
    return inTurn(async () => {
      const text = utf8(JSON.stringify([...summaries.values()]));
      await database.writeDerived(row, await encryptBlob(crypto, await key, text, row));
    });
  }

  return {
    async read() {
      const sealed = await database.readDerived(row);
      const text = sealed && (await decryptBlob(crypto, await key, sealed, row));
      const parsed = z.array(summarySchema).safeParse(text && parseJson(fromUtf8(text)));
      // Summaries of another make are made anew, as if the books had never been closed.
      for (const summary of parsed.data ?? []) summaries.set(summary.name, summary);
    },
    get: (name) => summaries.get(name),
    put(summary) {
      summaries.set(summary.name, summary);
      return write();
    },
    async invalidate(name) {
      if (summaries.delete(name)) await write();
    },
  };
}
