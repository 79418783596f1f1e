import { decryptBlob, deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { CryptoKeyHandle, WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type CollectionName, collections, isHidden } from '#shared/domain/collections.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromUtf8, utf8 } from '#shared/lib/bytes.ts';
import type { Patch } from './patch.ts';
import type { Book } from '../books/book.ts';
import type { Database } from '../database/database.ts';
import { compartmentKey, type Keybag } from '../keys/keybag.ts';

/** Records a line of a snapshot: the window takes a line in one go, and must not stall. */
const lineSize = 500;

/**
 * A sealed copy of what a book's records look like. After unlocking, snapshots are on the screen before any book
 * is opened: reading text is many times faster than building a Yjs document. A snapshot is only a copy. It names
 * the state of the book that it was made from; where the book has another, the book's records count.
 */
export interface Snapshot {
  /** See `Book.state`. */
  state: string;
  /** See `Book.content`. Empty unless every record was checked against the schemas that this build has. */
  checkedContent: string;
  /** Each is the JSON of one patch. */
  lines: string[];
}

export interface Snapshots {
  read(room: string): Promise<Snapshot | undefined>;
  /** Writes the snapshot anew if the book has changed since. */
  write(book: Book): Promise<void>;
}

export function createSnapshots(deps: {
  crypto: WebCrypto;
  key: Promise<CryptoKeyHandle>;
  database: Pick<Database, 'readDerived' | 'writeDerived'>;
  /** Names the schemas that records are checked against. Left out: what was checked before is checked again. */
  schemas?: string | undefined;
}): Snapshots {
  const { crypto, key, database, schemas = '' } = deps;
  const written = new Map<string, string>();

  return {
    async read(room) {
      const sealed = await database.readDerived(room);
      const text = sealed === undefined ? undefined : await decryptBlob(crypto, await key, sealed, room);
      if (text === undefined) return undefined;
      const [heading = '', ...lines] = fromUtf8(text).split('\n');
      const [state = '', content = '', checkedAgainst = ''] = heading.split(' ');
      written.set(room, state);
      return { state, checkedContent: schemas === checkedAgainst ? content : '', lines };
    },
    async write(book) {
      const state = book.state();
      // A snapshot must not know more than the book that is on disk.
      if (written.get(book.room) === state || !book.isSaved()) return;
      const checked = schemas !== '' && book.tables.unfit() === 0 ? [book.content(), schemas] : [];
      const heading = [state, ...checked].join(' ');
      const text = utf8([heading, ...linesOf(book)].join('\n'));
      await database.writeDerived(book.room, await encryptBlob(crypto, await key, text, book.room));
      written.set(book.room, state);
    },
  };
}

/** The patches of a snapshot, for the rare case that this side has to look into it. */
export function patchesOf(snapshot: Snapshot): Patch[] {
  return snapshot.lines.map((line) => JSON.parse(line) as Patch);
}

/** Seals what is derived from books and kept beside them: snapshots, summaries and search indexes. */
export async function derivedKey(crypto: WebCrypto, keybag: Keybag): Promise<CryptoKeyHandle> {
  const secret = compartmentKey(keybag, 'device', 1);
  if (secret === undefined) throw new Error('The keybag holds no key for this device’s own book');
  const raw: Bytes = await deriveBytes(crypto, secret, 'plumbline derived', 32);
  return importAesKey(crypto, raw);
}

function* linesOf(book: Book): Iterable<string> {
  const shown = (Object.keys(collections) as CollectionName[]).filter((name) => !isHidden(name));
  for (const collection of shown) {
    const records = [...book.tables.records(collection).values()];
    for (let start = 0; start < records.length; start += lineSize) {
      yield JSON.stringify({ collection, upsert: records.slice(start, start + lineSize), remove: [] });
    }
  }
}
