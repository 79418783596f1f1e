import { z } from 'zod';
import { senderEntrySchema } from '#shared/commands/sender.ts';
import { decryptBlob, deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { egressEntrySchema } from '#shared/domain/egress.ts';
import { type Bytes, fromUtf8, utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Database } from '../database/database.ts';
import { compartmentKey, type Keybag } from '../keys/keybag.ts';

/**
 * What a sender has done, sealed and on disk before it does it, because the books are closed meanwhile. The next
 * session writes it into them.
 */
export interface SenderLog {
  append(entry: LoggedEntry): Promise<Result<void>>;
  /** What does not open or fit is left out. */
  read(): Promise<LoggedEntry[]>;
  clear(): Promise<Result<void>>;
}

/** With what has left the device since the entry before. */
const loggedEntrySchema = senderEntrySchema.extend({ egress: z.array(egressEntrySchema).optional() });
export type LoggedEntry = z.infer<typeof loggedEntrySchema>;

const context = 'sender log';

/** From the device's own key, which cannot be had of it. */
export async function senderLogKey(crypto: WebCrypto, keybag: Keybag): Promise<Bytes | undefined> {
  const secret = compartmentKey(keybag, 'device', 1);
  return secret && deriveBytes(crypto, secret, `plumbline ${context}`, 32);
}

export function createSenderLog(deps: {
  crypto: WebCrypto;
  key: Bytes;
  database: Pick<Database, 'senderLog' | 'appendToSenderLog' | 'clearSenderLog'>;
}): SenderLog {
  const { crypto, database } = deps;
  const key = importAesKey(crypto, deps.key);

  async function open(bytes: Bytes): Promise<LoggedEntry[]> {
    const text = await decryptBlob(crypto, await key, bytes, context);
    const entry = loggedEntrySchema.safeParse(text && parseJson(fromUtf8(text)));
    return entry.success ? [entry.data] : [];
  }

  return {
    async append(entry) {
      const bytes = await encryptBlob(crypto, await key, utf8(JSON.stringify(entry)), context);
      return database.appendToSenderLog(bytes);
    },
    read: async () => (await Promise.all((await database.senderLog()).map(open))).flat(),
    clear: () => database.clearSenderLog(),
  };
}
