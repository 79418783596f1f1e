import { decryptBlob, deriveBytes, deriveRoomId, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { CryptoKeyHandle, WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type Bytes, fromUtf8, utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Database } from '../database/database.ts';
import { compartmentKey, type Keybag, roomKey } from '../keys/keybag.ts';

export interface SealedTextDeps {
  crypto: WebCrypto;
  keybag: Keybag;
  database: Pick<Database, 'readDerived' | 'writeDerived'>;
}

/** One sealed text of this device, under a name that says nothing. `context` says what it is. */
export function sealedText({ crypto, keybag, database }: SealedTextDeps, context: string) {
  const name = deriveRoomId(crypto, roomKey(keybag, 'device')!, keybag.workspace, context);
  const key = textKey(crypto, compartmentKey(keybag, 'device', 1)!, context);
  return {
    async read(): Promise<unknown> {
      const bytes = await database.readDerived(await name);
      const text = bytes && (await decryptBlob(crypto, await key, bytes, context));
      return text && parseJson(fromUtf8(text));
    },
    async write(content: unknown): Promise<void> {
      const bytes = await encryptBlob(crypto, await key, utf8(JSON.stringify(content)), context);
      await database.writeDerived(await name, bytes);
    },
  };
}

async function textKey(crypto: WebCrypto, secret: Bytes, context: string): Promise<CryptoKeyHandle> {
  return importAesKey(crypto, await deriveBytes(crypto, secret, `plumbline ${context}`, 32));
}
