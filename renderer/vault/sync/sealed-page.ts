import { decryptBlob, deriveBytes, deriveRoomId, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { CryptoKeyHandle, WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type Bytes, fromUtf8, utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Drawer } from '../drawer/drawer.ts';
import { compartmentKey, type Keybag, roomKey } from '../keys/keybag.ts';

export interface SealedPageDeps {
  crypto: WebCrypto;
  keybag: Keybag;
  drawer: Pick<Drawer, 'readPage' | 'writePage'>;
}

/** One sealed text of this device among the pages, under a name that says nothing. `context` says what it is. */
export function sealedPage({ crypto, keybag, drawer }: SealedPageDeps, context: string) {
  const name = deriveRoomId(crypto, roomKey(keybag, 'device')!, keybag.workspace, context);
  const key = pageKey(crypto, compartmentKey(keybag, 'device', 1)!, context);
  return {
    async read(): Promise<unknown> {
      const bytes = await drawer.readPage(await name);
      const text = bytes && (await decryptBlob(crypto, await key, bytes, context));
      return text && parseJson(fromUtf8(text));
    },
    async write(content: unknown): Promise<void> {
      const bytes = await encryptBlob(crypto, await key, utf8(JSON.stringify(content)), context);
      await drawer.writePage(await name, bytes);
    },
  };
}

async function pageKey(crypto: WebCrypto, secret: Bytes, context: string): Promise<CryptoKeyHandle> {
  return importAesKey(crypto, await deriveBytes(crypto, secret, `plumbline ${context}`, 32));
}
