import { decryptBlob, deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { CryptoKeyHandle, WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { RecordReader } from '#shared/commands/records.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { fromUtf8, utf8 } from '#shared/lib/bytes.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Patch } from '../api.ts';
import type { Drawer } from '../drawer/drawer.ts';
import { compartmentKey, type Keybag } from '../keys/keybag.ts';

/** What the first screens show of each collection, newest first by this field; `undefined` is all of it. */
const shown: Partial<Record<CollectionName, { by: string } | undefined>> = {
  business: undefined,
  services: undefined,
  aiSettings: undefined,
  relays: undefined,
  contacts: { by: 'name' },
  conversations: { by: 'lastAt' },
  jobs: { by: 'createdAt' },
  documents: { by: 'createdAt' },
  issued: { by: 'issuedAt' },
};

const rowsShown = 200;
const pageName = 'front';

/**
 * The sealed first page of every list. After unlocking it is on the screen before any book is opened; the
 * books then bring the rest, and whatever is newer.
 */
export interface FrontPage {
  read(): Promise<Patch[]>;
  write(records: RecordReader): Promise<void>;
}

export function createFrontPage(deps: { crypto: WebCrypto; keybag: Keybag; drawer: Drawer }): FrontPage {
  const key = pageKey(deps.crypto, deps.keybag);
  return {
    async read() {
      const sealed = await deps.drawer.readPage(pageName);
      const bytes =
        sealed === undefined ? undefined : await decryptBlob(deps.crypto, await key, sealed, pageName);
      // This device wrote the page from records that it had checked.
      return bytes === undefined ? [] : ((parseJson(fromUtf8(bytes)) ?? []) as unknown as Patch[]);
    },
    async write(records) {
      const patches = Object.keys(shown).map((name) => topOf(records, name as CollectionName));
      const sealed = await encryptBlob(deps.crypto, await key, utf8(JSON.stringify(patches)), pageName);
      await deps.drawer.writePage(pageName, sealed);
    },
  };
}

async function pageKey(crypto: WebCrypto, keybag: Keybag): Promise<CryptoKeyHandle> {
  const secret = compartmentKey(keybag, 'device', 1);
  if (secret === undefined) throw new Error('The keybag holds no key for this device’s own book');
  return importAesKey(crypto, await deriveBytes(crypto, secret, 'plumbline pages', 32));
}

function topOf(records: RecordReader, collection: CollectionName): Patch {
  const all = [...records.all(collection)] as unknown as JsonObject[];
  const by = shown[collection]?.by;
  const upsert = by === undefined ? all : all.toSorted((a, b) => compare(a[by], b[by])).slice(0, rowsShown);
  return { collection, upsert: upsert as unknown as Patch['upsert'], remove: [] };
}

/** Names from A, moments from the newest. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return b - a;
  return String(a).localeCompare(String(b));
}
